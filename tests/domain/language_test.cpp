#include "domain/language.hpp"

#include <gtest/gtest.h>

#include "domain/error.hpp"

namespace domain {
namespace {

std::vector<std::string> chain_of(const char* tag) {
  std::vector<std::string> words;
  for (const LanguageTag& language : fallback_chain(LanguageTag(tag))) words.push_back(language.str());
  return words;
}

using Words = std::vector<std::string>;

TEST(LanguageTag, is_kept_in_canonical_case) {
  EXPECT_EQ(LanguageTag("FI").str(), "fi");
  EXPECT_EQ(LanguageTag("kmr-latn").str(), "kmr-Latn");
  EXPECT_EQ(LanguageTag("ZH-hans").str(), "zh-Hans");
  EXPECT_EQ(LanguageTag("fi-Simple").str(), "fi-simple");
}

TEST(LanguageTag, what_is_no_tag_is_refused) {
  for (const char* text : {"", "f", "suomi", "fi_FI", "fi-", "-fi", "fi--x", "fi-toolongsubtag", "<script>"}) {
    EXPECT_THROW(LanguageTag{text}, Error) << text;
  }
}

TEST(Fallback, plain_finnish_falls_back_to_finnish_and_dari_to_persian) {
  EXPECT_EQ(chain_of("fi-simple"), (Words{"fi-simple", "fi", "en"}));
  EXPECT_EQ(chain_of("prs"), (Words{"prs", "fa", "en", "fi"}));
}

TEST(Fallback, the_text_says_which_language_it_is_really_in) {
  const LocalisedText text{{LanguageTag("fi"), "Työnhaku"}, {LanguageTag("ru"), "Работа"}};
  EXPECT_EQ(best_text(text, LanguageTag("ar")).text, "Työnhaku");
  EXPECT_EQ(best_text(text, LanguageTag("ar")).language.str(), "fi");
  EXPECT_EQ(best_text({{LanguageTag("so"), "Shaqo"}}, LanguageTag("ar")).text, "Shaqo");
  EXPECT_EQ(best_text({}, LanguageTag("ar")).text, "");
}

TEST(Direction, arabic_sorani_persian_dari_and_pashto_go_right_to_left) {
  for (const char* tag : {"ar", "ckb", "fa", "prs", "ps"}) EXPECT_TRUE(is_right_to_left(LanguageTag(tag))) << tag;
  for (const char* tag : {"fi", "kmr-Latn", "so", "ti"}) EXPECT_FALSE(is_right_to_left(LanguageTag(tag))) << tag;
}

}  // namespace
}  // namespace domain
