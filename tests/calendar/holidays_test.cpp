#include <gmock/gmock.h>

#include <cstdlib>

#include "calendar/finnish_holidays.hpp"
#include "calendar/holiday_calendar.hpp"
#include "domain/time.hpp"

namespace calendar {
namespace {

using namespace std::chrono;
using testing::ElementsAre;
using testing::IsNull;
using testing::NotNull;

year_month_day day(const char* text) {
  return domain::parse_date(text, "day");
}

std::vector<std::string> holidays_of(int in) {
  std::vector<std::string> lines;
  const year y{in};
  for (sys_days one{y / January / 1}; one <= sys_days{y / December / 31}; one += days{1}) {
    const std::string code(finnish_holiday(one));
    if (!code.empty()) lines.push_back(domain::format_date(one).substr(5) + " " + code);
  }
  return lines;
}

TEST(FinnishHolidays, a_years_public_holidays_are_those_of_the_almanac) {
  EXPECT_THAT(holidays_of(2027),
              ElementsAre("01-01 new_years_day", "01-06 epiphany", "03-26 good_friday", "03-28 easter_sunday",
                          "03-29 easter_monday", "05-01 may_day", "05-06 ascension_day", "05-16 whit_sunday",
                          "06-26 midsummer_day", "11-06 all_saints_day", "12-06 independence_day",
                          "12-25 christmas_day", "12-26 st_stephens_day"));
  EXPECT_THAT(holidays_of(2026),
              ElementsAre("01-01 new_years_day", "01-06 epiphany", "04-03 good_friday", "04-05 easter_sunday",
                          "04-06 easter_monday", "05-01 may_day", "05-14 ascension_day", "05-24 whit_sunday",
                          "06-20 midsummer_day", "10-31 all_saints_day", "12-06 independence_day",
                          "12-25 christmas_day", "12-26 st_stephens_day"));
}

TEST(FinnishHolidays, easter_is_right_where_the_rule_has_its_exceptions) {
  for (const char* const easter :
       {"1943-04-25", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31",
        "2025-04-20", "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"}) {
    EXPECT_EQ(domain::format_date(easter_sunday(year{std::atoi(easter)})), easter);
  }
}

TEST(FinnishHolidays, midsummer_and_all_saints_are_saturdays_of_their_weeks_in_every_year) {
  for (int in = 1992; in < 2200; ++in) {
    int found = 0;
    for (const std::string& line : holidays_of(in)) {
      const bool midsummer = line.ends_with("midsummer_day");
      if (!midsummer && !line.ends_with("all_saints_day")) continue;
      ++found;
      const year_month_day date = day((std::to_string(in) + "-" + line.substr(0, 5)).c_str());
      EXPECT_EQ(weekday{sys_days{date}}, Saturday);
      const year_month_day first = midsummer ? year{in} / June / 20 : year{in} / October / 31;
      EXPECT_GE(date, first);
      EXPECT_LE(date, year_month_day{sys_days{first} + days{6}});
    }
    EXPECT_EQ(found, 2) << in;
  }
}

TEST(FinnishHolidays, two_holidays_on_one_day_are_one) {
  // Ascension Day was May Day in 2008.
  EXPECT_EQ(finnish_holiday(day("2008-05-01")), "may_day");
}

TEST(SchoolHolidays, belong_to_the_municipality_that_told_them) {
  const HolidayCalendar calendar({{"Mikkeli", day("2026-10-12"), day("2026-10-18"), {}},
                                  {"Kemi", day("2026-10-19"), day("2026-10-23"), {}},
                                  {"Mikkeli", day("2027-03-01"), day("2027-03-07"), {}}});
  EXPECT_THAT(calendar.municipalities(), ElementsAre("Kemi", "Mikkeli"));
  EXPECT_THAT(calendar.school_holiday("Mikkeli", day("2026-10-12")), NotNull());
  EXPECT_THAT(calendar.school_holiday("Mikkeli", day("2026-10-18")), NotNull());
  EXPECT_THAT(calendar.school_holiday("Mikkeli", day("2026-10-19")), IsNull());
  EXPECT_THAT(calendar.school_holiday("Kemi", day("2026-10-12")), IsNull());
  EXPECT_THAT(calendar.school_holiday("Helsinki", day("2026-10-12")), IsNull());
  EXPECT_EQ(calendar.known_until("Mikkeli"), day("2027-03-07"));
  EXPECT_EQ(calendar.known_until("Helsinki"), std::nullopt);
}

}  // namespace
}  // namespace calendar
