#include "domain/search_words.hpp"

#include <gmock/gmock.h>

#include <algorithm>

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

namespace domain {
namespace {

std::set<std::string> indexed(std::string_view text, Inner inner = Inner::no) {
  std::set<std::string> words;
  add_indexed_words(text, inner, words);
  return words;
}

bool finds(std::string_view asked, std::string_view text, Inner inner = Inner::no) {
  const auto words = indexed(text, inner);
  const auto wanted = asked_words(asked);
  return !wanted.empty() && std::ranges::all_of(wanted, [&](const std::string& word) {
    return std::ranges::any_of(words, [&](const std::string& one) { return one.starts_with(word); });
  });
}

}  // namespace

TEST(FoldText, leaves_small_letters_without_accents_and_digits) {
  EXPECT_EQ(fold_text("TYÖNHAKU, Åland – Šž!"), "tyonhaku aland sz");
  EXPECT_EQ(fold_text("Straße Łódź Æble Ørsted ĲSSEL"), "strasse lodz aeble orsted ijssel");
  EXPECT_EQ(fold_text("İstanbul'da IŞIK ığdır"), "istanbulda isik igdir");
  EXPECT_EQ(fold_text("Tiếng Việt Đà Nẵng"), "tieng viet da nang");
  EXPECT_EQ(fold_text("Ёлка ЙОД Їжак Ґанок"), "елка иод іжак ганок");
  EXPECT_EQ(fold_text("ΕΛΛΗΝΙΚΆ λόγος"), "ελληνικα λογοσ");
  EXPECT_EQ(fold_text("Մայր Ⴀ Ა"), "մայր ⴀ ა");
  EXPECT_EQ(fold_text("ＦＵＬＬ１２"), "full12");
  EXPECT_EQ(fold_text("a\u0308iti o\u0302"), "aiti o") << "the accent as a sign of its own";
}

TEST(FoldText, takes_arabic_and_persian_variants_for_one_letter) {
  const std::string house = fold_text("إسكان أسكان آسكان اسكان ٱسكان");
  EXPECT_EQ(house, "اسكان اسكان اسكان اسكان اسكان");
  EXPECT_EQ(fold_text("کتاب"), fold_text("كتاب"));
  EXPECT_EQ(fold_text("فارسی"), fold_text("فارسي"));
  EXPECT_EQ(fold_text("مدرسة"), fold_text("مدرسه"));
  EXPECT_EQ(fold_text("مُحَمَّدٌ"), fold_text("محمد"));
  EXPECT_EQ(fold_text("العـــمل"), fold_text("العمل"));
  EXPECT_EQ(fold_text("٠١٢٣٤٥٦٧٨٩ ۰۱۲۳۴۵۶۷۸۹ ๐๙"), "0123456789 0123456789 09");
  EXPECT_EQ(fold_text("ﻻ ﷼ ﻛﺘﺎﺏ"), "لا كتاب") << "letters as they are drawn, from a PDF";
  EXPECT_EQ(fold_text("ژیان ێ ۆ ڕ ڵ ە"), "ژيان ي و ر ل ه");
}

TEST(FoldText, knows_no_word_in_signs_alone_and_no_broken_bytes) {
  EXPECT_EQ(fold_text(""), "");
  EXPECT_EQ(fold_text(" \"'%_\\*()^:–—…؟،。፡ 😀👍🏽 \u200f\u2066"), "");
  EXPECT_EQ(fold_text(std::string_view("a\0b\xff c\xc3", 7)), "a b c");
  EXPECT_EQ(fold_text("\xed\xa0\x80x\xf5"), "x");
}

TEST(SearchWords, find_beginnings_of_words) {
  EXPECT_TRUE(finds("työn", "Työnhakuinfo"));
  EXPECT_TRUE(finds("TYON INFO", "Info työnhausta"));
  EXPECT_FALSE(finds("haku", "Työnhakuinfo"));
  EXPECT_TRUE(finds("te-palv", "TE-palvelut"));
  EXPECT_TRUE(finds("palvelut", "TE-palvelut"));
  EXPECT_TRUE(finds("15", "klo 15.00"));
}

TEST(SearchWords, find_the_later_part_of_a_compound_where_names_are_compounds) {
  EXPECT_TRUE(finds("info", "Työnhakuinfo", Inner::yes));
  EXPECT_TRUE(finds("haku", "Työnhakuinfo", Inner::yes));
  EXPECT_FALSE(finds("nfo", "Työnhakuinfo", Inner::yes)) << "three letters are in too many words";
  EXPECT_FALSE(finds("ku", "Haku", Inner::yes));
}

TEST(SearchWords, find_arabic_words_with_and_without_their_article) {
  EXPECT_TRUE(finds("عمل", "جلسة عن البحث عن العمل"));
  EXPECT_TRUE(finds("البحث", "بحث"));
  EXPECT_TRUE(finds("والعمل", "عمل"));
  EXPECT_TRUE(finds("الب", "البحث")) << "while it is being typed";
  EXPECT_THAT(asked_words("الله"), ElementsAre("الله")) << "too short to lose anything";
}

TEST(SearchWords, find_persian_words_joined_spaced_or_neither) {
  for (const char* asked : {"می\u200cخواهم", "میخواهم", "می خواهم"}) {
    EXPECT_TRUE(finds(asked, "می\u200cخواهم")) << asked;
  }
}

TEST(SearchWords, leave_apostrophes_out_however_they_are_typed) {
  for (const char* asked : {"go'aan", "go’aan", "goʼaan", "goaan"}) EXPECT_TRUE(finds(asked, "Goʻaan qaado")) << asked;
}

TEST(SearchWords, find_inside_languages_that_leave_no_spaces) {
  EXPECT_TRUE(finds("工作", "寻找工作的信息"));
  EXPECT_TRUE(finds("找工作", "寻找工作的信息"));
  EXPECT_TRUE(finds("息", "寻找工作的信息"));
  EXPECT_FALSE(finds("作工", "寻找工作的信息"));
  EXPECT_TRUE(finds("งาน", "การหางานทำ"));
  EXPECT_TRUE(finds("หางานทำ", "การหางานทำ"));
  EXPECT_FALSE(finds("บ้าน", "การหางานทำ"));
  EXPECT_TRUE(finds("kemi 工作", "工作Kemi"));
}

TEST(SearchWords, are_few_and_not_too_long_whatever_is_typed) {
  EXPECT_THAT(asked_words("a a A ä"), ElementsAre("a"));
  std::string many;
  for (int i = 0; i < 1000; ++i) many += std::to_string(i) + " ";
  EXPECT_EQ(asked_words(many).size(), most_search_words);
  const std::string endless(10'000, 'x');
  EXPECT_EQ(asked_words(endless).at(0).size(), 32U);
  EXPECT_TRUE(finds(endless, endless));
  EXPECT_THAT(asked_words("%"), IsEmpty());
}

TEST(SearchWords, hold_nothing_but_letters_and_digits) {
  EXPECT_THAT(indexed("\"työ\" OR (haku*) {x} : a^b -c +d \\ ; ' NEAR"),
              UnorderedElementsAre("a", "b", "c", "d", "haku", "near", "or", "tyo", "x"));
}

}  // namespace domain
