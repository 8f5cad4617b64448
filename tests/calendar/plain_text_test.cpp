#include "calendar/plain_text.hpp"

#include <gtest/gtest.h>

namespace {

using calendar::one_line;
using calendar::plain_text;

TEST(PlainText, letters_of_any_script_stay) {
  EXPECT_EQ(plain_text("Työ مرحبا 你好 😀x"), "Työ مرحبا 你好 😀x");
}

TEST(PlainText, white_space_is_plain_and_inside) {
  EXPECT_EQ(plain_text(" \n a\tb \r\n"), "a b");
}

TEST(PlainText, controls_are_left_out) {
  EXPECT_EQ(plain_text(std::string_view{"a\0b\x07"
                                        "c\x7f",
                                        6}),
            "abc");
}

TEST(PlainText, every_kind_of_line_break_is_a_line_feed) {
  EXPECT_EQ(plain_text("a\r\nb\rc\nd\u2028e\u2029f\u0085g"), "a\nb\nc\nd\ne\nf\ng");
}

TEST(PlainText, broken_utf_8_is_marked) {
  EXPECT_EQ(plain_text("ty\xf6 \xe2\x82"), "ty\uFFFD \uFFFD\uFFFD");
}

TEST(PlainText, a_line_has_no_breaks) {
  EXPECT_EQ(one_line("https://example.org/\r\nX-EVIL:1"), "https://example.org/X-EVIL:1");
}

}  // namespace
