#include "domain/day_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using std::chrono::year_month_day;
using testing::ElementsAre;
using testing::IsEmpty;

year_month_day day(int year, unsigned month, unsigned of_month) {
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}};
}

TEST(DayList, days_stand_apart_however_people_write_lists) {
  const auto list = domain::read_days("18.2.2027, 2027-02-25;4.3.2027\n11.3.2027 11.3.2027", day(2027, 1, 11));
  EXPECT_THAT(list.days, ElementsAre(day(2027, 2, 18), day(2027, 2, 25), day(2027, 3, 4), day(2027, 3, 11)));
  EXPECT_THAT(list.unread, IsEmpty());
}

TEST(DayList, a_day_without_its_year_is_the_first_such_day_of_the_season) {
  const auto list = domain::read_days("24.12., 6.1.", day(2026, 9, 7));
  EXPECT_THAT(list.days, ElementsAre(day(2026, 12, 24), day(2027, 1, 6)));
  EXPECT_THAT(domain::read_days("29.2", day(2025, 3, 1)).days, ElementsAre(day(2028, 2, 29)));
}

TEST(DayList, what_is_no_day_is_named) {
  const auto list = domain::read_days("18.2.2027 pyhät 31.2. 5 1.2.27 99999.1.", day(2027, 1, 11));
  EXPECT_THAT(list.days, ElementsAre(day(2027, 2, 18)));
  EXPECT_THAT(list.unread, ElementsAre("pyhät", "31.2.", "5", "1.2.27", "99999.1."));
}

TEST(DayList, digits_and_commas_of_other_scripts_are_read) {
  EXPECT_THAT(domain::read_days("١٨.٢.٢٠٢٧، ۲۳.۲.۲۰۲۷", day(2027, 1, 11)).days,
              ElementsAre(day(2027, 2, 18), day(2027, 2, 23)));
}

}  // namespace
