#include "domain/text.hpp"

#include <gtest/gtest.h>

#include "domain/error.hpp"

namespace domain {
namespace {

std::string code_of(std::string_view text, std::size_t longest = 100) {
  try {
    (void)clean_text(text, "name", longest);
    return "accepted";
  } catch (const Error& error) {
    return error.problems().at(0).code;
  }
}

TEST(Utf8, well_formed_text_of_every_length_is_valid) {
  EXPECT_TRUE(is_valid_utf8("kevät, ربيع, 春, 🌱"));
  EXPECT_TRUE(is_valid_utf8(""));
}

TEST(Utf8, overlong_forms_surrogates_and_cut_sequences_are_not) {
  for (const char* text :
       {"\xC0\xAF", "\xE0\x80\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xFF", "a\xC3"}) {
    EXPECT_FALSE(is_valid_utf8(text)) << testing::PrintToString(text);
  }
}

TEST(CleanText, white_space_around_goes_and_windows_line_ends_become_line_feeds) {
  EXPECT_EQ(clean_text("  a\r\nb \n", "name", 10), "a\nb");
}

TEST(CleanText, nul_and_broken_utf8_are_refused) {
  EXPECT_EQ(code_of(std::string_view("a\0b", 3)), "control_character");
  EXPECT_EQ(code_of("a\x1b[31m"), "control_character");
  EXPECT_EQ(code_of("\xE2\x82"), "encoding");
}

TEST(CleanText, length_is_counted_in_code_points) {
  EXPECT_EQ(code_of("ääää", 4), "accepted");
  EXPECT_EQ(code_of("ääääa", 4), "too_long");
}

}  // namespace
}  // namespace domain
