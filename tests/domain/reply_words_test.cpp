#include "domain/reply_words.hpp"

#include <gtest/gtest.h>

#include <string>

namespace domain {
namespace {

using enum ReplyMeaning;

void expect_all(ReplyMeaning meaning, std::initializer_list<const char*> texts) {
  for (const char* text : texts) EXPECT_EQ(meaning_of(text), meaning) << text;
}

TEST(ReplyWords, one_is_yes_and_zero_is_no_in_any_digits) {
  expect_all(yes, {"1", " 1 ", "1.", "\"1\"", "١", "۱", "１", "1\n"});
  expect_all(no, {"0", "0!", "٠", "۰"});
}

TEST(ReplyWords, yes_and_no_are_understood_in_the_participants_languages) {
  expect_all(yes, {"Kyllä", "KYLLÄ", "kylla", "k",    "Joo",  "yes", "Y",  "Ja", "نعم", "نَعَم", "да", "ДА",      "haa",
                   "так",   "بله",   "بلی",   "Evet", "بەڵێ", "好",  "是", "có", "ใช่",  "erê", "👍",  "👍🏽"});
  expect_all(no, {"Ei", "EI.", "no", "N", "Nej", "لا", "нет", "Нет!", "maya", "ні", "نه", "خير", "Hayır", "HAYIR", "na",
                  "نەخێر", "不", "không", "👎"});
}

TEST(ReplyWords, cancel_and_stop_are_understood_as_well) {
  expect_all(cancel, {"PERU", "Peruuta", "cancel", "Avboka", "إلغاء", "الغاء", "ОТМЕНА", "скасувати", "İptal", "IPTAL",
                      "لغو", "取消", "hủy"});
  expect_all(stop, {"STOP", "Stop.", "lopeta", "СТОП", "إيقاف", "ايقاف", "jooji", "DUR"});
}

TEST(ReplyWords, swedish_is_understood_like_finnish) {
  expect_all(yes, {"JA", "Ja tack", "ja."});
  expect_all(no, {"NEJ", "Nej tack"});
  expect_all(cancel, {"AVBOKA", "avboka.", "Avbokar", "Avbokning", "AVANMÄL", "avbryt"});
}

TEST(ReplyWords, thanks_and_politeness_do_not_matter) {
  expect_all(yes, {"Kyllä, kiitos!", "Yes please", "1 kiitos", "نعم شكرا", "Да, спасибо"});
  expect_all(no, {"Ei kiitos", "no thank you", "Nej tack"});
  expect_all(unknown, {"kiitos", "Thanks!"});
}

TEST(ReplyWords, whoever_says_more_is_not_guessed_at) {
  expect_all(unknown, {"", " ", "?", "no problem, I come", "Ei haittaa, tulen", "yes but later", "10", "11", "1 0",
                       "kyllä ja ei", "Voinko tulla lapsen kanssa?", "لا مشكلة سآتي", "peru vain tiistai", "\xFF\xFE",
                       "kyl\xC3"});
  EXPECT_EQ(meaning_of(std::string(5000, '1')), unknown);
}

}  // namespace
}  // namespace domain
