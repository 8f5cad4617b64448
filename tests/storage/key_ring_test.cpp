#include "storage/key_ring.hpp"

#include <gmock/gmock.h>

#include "storage/secrets.hpp"
#include "tests/fixtures/world.hpp"

namespace storage {

const std::string one(64, '1'), two(64, '2'), three(64, '3');

std::string problem_of_keys(const std::string& text) {
  return fixtures::problem_of([&] { static_cast<void>(parse_keys(text)); });
}

TEST(KeyRing, one_key_is_64_hexadecimal_digits_and_nothing_else) {
  const std::string hex = "000102030405060708090a0b0c0d0e0f101112131415161718191A1B1C1D1E1F";
  const KeyRing ring = parse_keys(hex);
  ASSERT_EQ(ring.keys().size(), 1U);
  EXPECT_EQ(ring.sealing().number, 1);
  for (unsigned char i = 0; i < 32; ++i) EXPECT_EQ(ring.sealing().key[i], i);
  for (const std::string& wrong : {std::string(), hex.substr(2), hex + "00", "xx" + hex.substr(2), hex + " "}) {
    EXPECT_EQ(problem_of_keys(wrong), "key") << wrong;
  }
}

TEST(KeyRing, the_first_of_several_seals) {
  const KeyRing ring = parse_keys("2:" + two + ",1:" + one);
  EXPECT_EQ(ring.sealing().number, 2);
  EXPECT_TRUE(ring.holds(1));
  EXPECT_FALSE(ring.holds(3));
  EXPECT_EQ(parse_keys("1:" + one), parse_keys(one));
}

TEST(KeyRing, what_is_no_list_of_keys_is_refused) {
  for (const std::string& wrong : {"0:" + one, "256:" + one, "x:" + one, ":" + one, "1:" + one + ",1:" + two,
                                   "1:" + one.substr(1), std::string(","), "2:" + two, "links:" + one}) {
    EXPECT_EQ(problem_of_keys(wrong), "key") << wrong;
  }
}

TEST(KeyRing, what_is_written_is_read_again) {
  const KeyRing ring = parse_keys(one).rotated().rotated();
  for (const char separator : {',', '\n', ' '}) EXPECT_EQ(parse_keys(format_keys(ring, separator)), ring);
  EXPECT_EQ(parse_keys(format_keys(ring.without(1), ',')), ring.without(1));
}

TEST(KeyRing, a_new_key_seals_and_is_another_one_each_time) {
  const KeyRing ring = parse_keys(one);
  EXPECT_EQ(ring.rotated().sealing().number, 2);
  EXPECT_EQ(ring.rotated().keys().back(), ring.sealing());
  EXPECT_NE(ring.rotated().sealing().key, ring.rotated().sealing().key);
  EXPECT_EQ(parse_keys("255:" + two + ",1:" + one).holds(255), true);
  EXPECT_EQ(fixtures::problem_of([] { static_cast<void>(parse_keys("255:" + two + ",1:" + one).rotated()); }), "key");
}

TEST(KeyRing, links_stay_the_same_whatever_becomes_of_the_keys) {
  const KeyRing ring = parse_keys(one);
  const std::string token = make_secrets(ring)->derive_token("manage", "seed");
  const KeyRing later = ring.rotated().without(1).rotated().without(2);
  EXPECT_EQ(make_secrets(later)->derive_token("manage", "seed"), token);
  EXPECT_EQ(make_secrets(parse_keys(format_keys(later, ',')))->derive_token("manage", "seed"), token);
}

TEST(KeyRing, the_key_that_seals_stays) {
  const KeyRing ring = parse_keys("2:" + two + ",1:" + one);
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(ring.without(2)); }), "key_in_use");
  EXPECT_EQ(fixtures::problem_of([&] { static_cast<void>(ring.without(3)); }), "not_found");
}

}  // namespace storage
