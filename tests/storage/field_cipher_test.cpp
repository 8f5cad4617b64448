#include "storage/field_cipher.hpp"

#include <gmock/gmock.h>

#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

namespace storage {

MasterKey key_of(unsigned char byte) {
  MasterKey key{};
  key.fill(byte);
  return key;
}

TEST(FieldCipher, what_is_sealed_opens_to_the_same_bytes) {
  const FieldCipher cipher(key_of(1));
  for (const std::string& text : {std::string("x"), std::string("Fáṭima \0 عربي", 18), std::string(5000, 'y')}) {
    const std::string sealed = cipher.seal("person.name", text);
    if (text.size() > 8) {
      EXPECT_THAT(sealed, testing::Not(testing::HasSubstr(text.substr(0, 8))));
    }
    EXPECT_EQ(cipher.open("person.name", sealed), text);
  }
}

TEST(FieldCipher, an_empty_text_stays_empty) {
  const FieldCipher cipher(key_of(1));
  EXPECT_EQ(cipher.seal("person.name", ""), "");
  EXPECT_EQ(cipher.open("person.name", ""), "");
}

TEST(FieldCipher, another_instance_with_the_same_key_opens_it_and_one_with_another_does_not) {
  const std::string sealed = FieldCipher(key_of(1)).seal("person.name", "Omar");
  EXPECT_EQ(FieldCipher(key_of(1)).open("person.name", sealed), "Omar");
  EXPECT_THROW(static_cast<void>(FieldCipher(key_of(2)).open("person.name", sealed)), std::runtime_error);
}

TEST(FieldCipher, what_was_sealed_for_one_column_does_not_open_in_another) {
  const FieldCipher cipher(key_of(1));
  EXPECT_THROW(static_cast<void>(cipher.open("person.accessibility", cipher.seal("person.name", "Omar"))),
               std::runtime_error);
}

TEST(FieldCipher, no_changed_character_passes) {
  const FieldCipher cipher(key_of(1));
  const std::string sealed = cipher.seal("person.name", "Omar Esimerkki");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    EXPECT_THROW(static_cast<void>(cipher.open("person.name", changed)), std::runtime_error) << i;
  }
  for (const char* broken : {"A", "AAAA", "not base64!", "AQ"}) {
    EXPECT_THROW(static_cast<void>(cipher.open("person.name", broken)), std::runtime_error) << broken;
  }
}

TEST(FieldCipher, no_nonce_comes_twice_whatever_runs_at_once) {
  const FieldCipher cipher(key_of(1));
  const FieldCipher other(key_of(1));
  std::vector<std::vector<std::string>> sealed(4);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < sealed.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) sealed[t].push_back((t % 2 == 0 ? cipher : other).seal("person.name", "Omar"));
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> different;
  for (const auto& some : sealed) different.insert(some.begin(), some.end());
  EXPECT_EQ(different.size(), 4000U);
}

TEST(FieldCipher, blind_indexes_are_equal_for_equal_texts_of_one_kind_alone) {
  const FieldCipher cipher(key_of(1));
  const std::string index = cipher.blind_index("email", "fatima@example.org");
  EXPECT_EQ(index, cipher.blind_index("email", "Fatima@EXAMPLE.org"));
  EXPECT_NE(index, cipher.blind_index("email", "fatim@example.org"));
  EXPECT_NE(index, cipher.blind_index("phone", "fatima@example.org"));
  EXPECT_NE(index, FieldCipher(key_of(2)).blind_index("email", "fatima@example.org"));
  EXPECT_EQ(cipher.blind_index("email", ""), "");
}

TEST(FieldCipher, a_ring_opens_what_each_of_its_keys_sealed_and_seals_with_the_first) {
  const FieldCipher old(key_of(1));
  const FieldCipher both(KeyRing({{2, key_of(2)}, {1, key_of(1)}}, {}));
  const std::string before = old.seal("person.name", "Omar"), after = both.seal("person.name", "Omar");
  EXPECT_EQ(sealed_by(before), 1);
  EXPECT_EQ(sealed_by(after), 2);
  EXPECT_EQ(sealed_by(after.substr(0, 4)), 2);
  EXPECT_EQ(sealed_by(""), 0);
  EXPECT_EQ(both.open("person.name", before), "Omar");
  EXPECT_EQ(both.open("person.name", after), "Omar");
  EXPECT_THROW(static_cast<void>(old.open("person.name", after)), std::runtime_error);
}

TEST(FieldCipher, a_ring_looks_up_under_each_of_its_keys) {
  const FieldCipher old(key_of(1));
  const FieldCipher both(KeyRing({{2, key_of(2)}, {1, key_of(1)}}, {}));
  const std::vector<std::string> indexes = both.blind_indexes("phone", "+358405550123");
  EXPECT_THAT(indexes, testing::ElementsAre(both.blind_index("phone", "+358405550123"),
                                            old.blind_index("phone", "+358405550123")));
  EXPECT_NE(indexes[0], indexes[1]);
  EXPECT_TRUE(both.blind_indexes("phone", "").empty());
}

TEST(FieldCipher, its_check_tells_keys_apart) {
  EXPECT_EQ(FieldCipher(key_of(1)).key_check(1), FieldCipher(key_of(1)).key_check(1));
  EXPECT_NE(FieldCipher(key_of(1)).key_check(1), FieldCipher(key_of(2)).key_check(1));
  EXPECT_NE(FieldCipher(key_of(1)).links_check(), FieldCipher(key_of(2)).links_check());
  EXPECT_FALSE(FieldCipher(key_of(1)).key_check(2));
}

TEST(Pack, texts_with_any_bytes_come_back) {
  const std::map<std::string, std::string> texts{{"", "empty name"}, {"a", ""}, {"b:1", "3:x\n\0y"}, {"ä", "5:"}};
  EXPECT_EQ(unpack(pack(texts)), texts);
  EXPECT_EQ(pack({}), "");
  EXPECT_TRUE(unpack("").empty());
}

TEST(Pack, what_is_broken_is_refused) {
  for (const char* broken : {"1", "1:", "1:a", "2:a1:b", "x:a", "1:a99999999999999999999:b", "-1:a1:b"}) {
    EXPECT_THROW(static_cast<void>(unpack(broken)), std::runtime_error) << broken;
  }
}

}  // namespace storage
