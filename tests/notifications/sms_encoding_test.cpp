#include "notifications/sms_encoding.hpp"

#include <gtest/gtest.h>

namespace notifications {
namespace {

std::string repeat(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(SmsEncoding, finnish_and_swedish_letters_fit_the_gsm_alphabet) {
  const auto size = measure_sms("Tervetuloa! Åbo, äiti, yö, É, è, ß, @, £, $, Ω");
  EXPECT_EQ(size.alphabet, SmsAlphabet::gsm7);
  EXPECT_EQ(size.segments, 1u);
}

TEST(SmsEncoding, one_letter_beyond_the_alphabet_turns_the_whole_text_into_ucs2) {
  for (const auto* text : {"ş", "ı", "ê", "مرحبا", "Привет", "`", "ç", "\xF0\x9F\x98\x80"}) {
    EXPECT_EQ(measure_sms(std::string("Hei ") + text).alphabet, SmsAlphabet::ucs2) << text;
  }
}

TEST(SmsEncoding, extension_characters_take_two_septets) {
  EXPECT_EQ(measure_sms("€[]{}\\^~|").units, 18u);
  EXPECT_EQ(measure_sms("abc").units, 3u);
}

TEST(SmsEncoding, segments_hold_160_and_153_septets_or_70_and_67_units) {
  EXPECT_EQ(measure_sms("").segments, 0u);
  EXPECT_EQ(measure_sms(repeat("a", 160)).segments, 1u);
  EXPECT_EQ(measure_sms(repeat("a", 161)).segments, 2u);
  EXPECT_EQ(measure_sms(repeat("a", 306)).segments, 2u);
  EXPECT_EQ(measure_sms(repeat("a", 307)).segments, 3u);
  EXPECT_EQ(measure_sms(repeat("م", 70)).segments, 1u);
  EXPECT_EQ(measure_sms(repeat("م", 71)).segments, 2u);
  EXPECT_EQ(measure_sms(repeat("م", 134)).segments, 2u);
  EXPECT_EQ(measure_sms(repeat("م", 135)).segments, 3u);
}

TEST(SmsEncoding, no_character_is_split_between_segments) {
  // 152 septets and a euro sign do not share a segment: 152 | 2 + 152 = 154 would not fit one.
  EXPECT_EQ(measure_sms(repeat("a", 152) + "€" + repeat("a", 152)).segments, 3u);
  EXPECT_EQ(measure_sms(repeat("م", 66) + "\xF0\x9F\x98\x80" + repeat("م", 66)).segments, 3u);
}

TEST(SmsEncoding, broken_utf8_counts_as_what_it_will_be_shown_as) {
  EXPECT_EQ(measure_sms("a\xFF").alphabet, SmsAlphabet::ucs2);
  EXPECT_EQ(measure_sms("a\xD9").units, 2u);
}

TEST(SmsEncoding, typography_is_plain_where_that_saves_a_segment_and_untouched_elsewhere) {
  EXPECT_EQ(fit_gsm7("Klo 15–17, ”kahvit”…"), "Klo 15-17, \"kahvit\"...");
  EXPECT_EQ(fit_gsm7("Привет – “да”"), "Привет – “да”");
  EXPECT_EQ(fit_gsm7("Hei"), "Hei");
}

}  // namespace
}  // namespace notifications
