#include "calendar/finnish_holidays.hpp"

#include <array>

namespace calendar {
namespace {

using namespace std::chrono;

struct Fixed {
  month_day day;
  std::string_view code;
};
constexpr std::array<Fixed, 6> fixed{{{January / 1, "new_years_day"},
                                      {January / 6, "epiphany"},
                                      {May / 1, "may_day"},
                                      {December / 6, "independence_day"},
                                      {December / 25, "christmas_day"},
                                      {December / 26, "st_stephens_day"}}};

struct AfterEaster {
  days after;
  std::string_view code;
};
constexpr std::array<AfterEaster, 5> movable{{{days{-2}, "good_friday"},
                                              {days{0}, "easter_sunday"},
                                              {days{1}, "easter_monday"},
                                              {days{39}, "ascension_day"},
                                              {days{49}, "whit_sunday"}}};

// "The Saturday after 19 June": the next one, never the day itself.
bool is_saturday_after(sys_days day, year_month_day date) {
  return weekday{day} == Saturday && day > sys_days{date} && day <= sys_days{date} + days{7};
}

}  // namespace

// The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8).
year_month_day easter_sunday(year in) {
  const int y = static_cast<int>(in);
  const int a = y % 19;
  const int b = y / 100;
  const int c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return in / month{static_cast<unsigned>(n / 31)} / day{static_cast<unsigned>(n % 31 + 1)};
}

std::string_view finnish_holiday(year_month_day date) {
  for (const Fixed& holiday : fixed) {
    if (holiday.day == date.month() / date.day()) return holiday.code;
  }
  const sys_days day{date};
  const days from_easter = day - sys_days{easter_sunday(date.year())};
  for (const AfterEaster& holiday : movable) {
    if (holiday.after == from_easter) return holiday.code;
  }
  if (is_saturday_after(day, date.year() / June / 19)) return "midsummer_day";
  if (is_saturday_after(day, date.year() / October / 30)) return "all_saints_day";
  return {};
}

}  // namespace calendar
