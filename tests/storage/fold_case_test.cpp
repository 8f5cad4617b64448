#include "storage/fold_case.hpp"

#include <gmock/gmock.h>

namespace storage {

TEST(FoldCase, every_script_with_cases_is_folded) {
  EXPECT_EQ(fold_case("TYÖNHAKU ÅÄÖ Šž"), "työnhaku åäö šž");
  EXPECT_EQ(fold_case("ПОИСК РАБОТЫ Їжак"), "поиск работы їжак");
  EXPECT_EQ(fold_case("ΕΛΛΗΝΙΚΆ"), "ελληνικά");
  EXPECT_EQ(fold_case("𐐀"), "𐐨");
}

TEST(FoldCase, what_has_no_case_stays) {
  EXPECT_EQ(fold_case("جلسة ትግርኛ 中文 123 %_\\ 😀"), "جلسة ትግርኛ 中文 123 %_\\ 😀");
  EXPECT_EQ(fold_case(""), "");
}

TEST(FoldCase, broken_bytes_are_left_where_they_are) {
  EXPECT_EQ(fold_case("A\xff\xc3"), "a\xff\xc3");
}

}  // namespace storage
