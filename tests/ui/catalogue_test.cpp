#include "ui/catalogue.hpp"

#include <gmock/gmock.h>

#include <array>
#include <thread>

#include "tests/ui/sample.hpp"

namespace ui {
namespace {

using domain::LanguageTag;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(Catalogues, have_the_same_keys_in_every_language) {
  const auto& catalogue = test::pages().catalogue();
  for (const auto& language : catalogue.languages()) {
    for (const auto& other : catalogue.languages()) {
      for (const auto& [key, pattern] : catalogue.patterns(other)) {
        EXPECT_TRUE(catalogue.patterns(language).contains(key)) << language.str() << " lacks " << key;
      }
    }
  }
}

TEST(Catalogues, have_the_same_placeholders_in_every_language) {
  const auto& catalogue = test::pages().catalogue();
  const auto& first = catalogue.languages().front();
  for (const auto& language : catalogue.languages()) {
    for (const auto& [key, pattern] : catalogue.patterns(first)) {
      if (!catalogue.patterns(language).contains(key)) continue;
      EXPECT_EQ(catalogue.placeholders(language, key), catalogue.placeholders(first, key))
          << language.str() << ": " << key;
    }
  }
}

TEST(Catalogues, leave_no_text_empty) {
  const auto& catalogue = test::pages().catalogue();
  for (const auto& language : catalogue.languages()) {
    for (const auto& [key, pattern] : catalogue.patterns(language)) EXPECT_FALSE(pattern.empty()) << key;
  }
}

TEST(Catalogues, have_a_plural_for_each_of_arabics_six_forms) {
  const auto& catalogue = test::pages().catalogue();
  const LanguageTag arabic("ar");
  for (const auto& [key, pattern] : catalogue.patterns(arabic)) {
    if (pattern.find(", plural,") == std::string::npos || pattern.find("plural, other {") != std::string::npos)
      continue;
    for (const char* form : {"zero {", "one {", "two {", "few {", "many {", "other {"}) {
      EXPECT_THAT(pattern, HasSubstr(form)) << key;
    }
  }
}

TEST(Catalogues, are_offered_in_their_order) {
  EXPECT_THAT(test::pages().catalogue().languages(),
              ElementsAre(LanguageTag("fi"), LanguageTag("en"), LanguageTag("ar")));
}

constexpr std::string_view finnish = R"({"@order": 1, "greeting": "Hei {name}", "only": "Vain suomeksi"})";
constexpr std::string_view english =
    R"({"@order": 2, "greeting": "Hello {name}", "days": "{n, plural, one {# day} other {# days}}"})";

TEST(Catalogue, falls_back_along_the_readers_chain_and_ends_with_the_key) {
  const std::array<embedded::File, 2> files{{{"fi.json", finnish}, {"en.json", english}}};
  const Catalogue catalogue(files);
  EXPECT_EQ(catalogue.text(LanguageTag("fi-simple"), "greeting", {{"name", "Amal"}}), "Hei Amal");
  EXPECT_EQ(catalogue.text(LanguageTag("so"), "greeting", {{"name", "Amal"}}), "Hello Amal");
  EXPECT_EQ(catalogue.text(LanguageTag("en"), "only"), "Vain suomeksi");
  EXPECT_EQ(catalogue.text(LanguageTag("en"), "nowhere"), "nowhere");
  EXPECT_EQ(catalogue.closest(LanguageTag("fi-simple")), LanguageTag("fi"));
  EXPECT_EQ(catalogue.closest(LanguageTag("so")), LanguageTag("en"));
}

TEST(Catalogue, names_the_file_and_key_of_a_broken_pattern) {
  const std::array<embedded::File, 1> files{{{"fi.json", R"({"bad": "Hei {name"})"}}};
  EXPECT_THROW(
      {
        try {
          Catalogue catalogue(files);
        } catch (const std::runtime_error& error) {
          EXPECT_THAT(error.what(), HasSubstr("fi.json: bad"));
          throw;
        }
      },
      std::runtime_error);
}

TEST(Catalogue, speaks_its_own_words_where_another_one_was_before) {
  for (int i = 0; i < 200; ++i) {
    const std::string json = R"({"a":")" + std::string(1, static_cast<char>('a' + i % 26)) + R"( {x}"})";
    const embedded::File file{"fi.json", json};
    const Catalogue catalogue({&file, 1});
    ASSERT_EQ(catalogue.text(LanguageTag("fi"), "a", {{"x", std::int64_t{i}}}),
              std::string(1, static_cast<char>('a' + i % 26)) + " " + std::to_string(i));
  }
}

TEST(Catalogue, formats_from_several_threads_at_once) {
  const std::array<embedded::File, 1> files{{{"en.json", english}}};
  const Catalogue catalogue(files);
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (std::int64_t n = 2; n < 200; ++n) {
        right += catalogue.text(LanguageTag("en"), "days", {{"n", n}}) == std::to_string(n) + " days" ? 1 : 0;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 8 * 198);
}

}  // namespace
}  // namespace ui
