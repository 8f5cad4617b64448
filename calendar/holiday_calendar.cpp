#include "calendar/holiday_calendar.hpp"

#include <algorithm>
#include <set>

#include "calendar/finnish_holidays.hpp"

namespace calendar {

HolidayCalendar::HolidayCalendar(std::vector<domain::SchoolHoliday> school) : school_(std::move(school)) {
  std::set<std::string> names;
  for (const domain::SchoolHoliday& holiday : school_) names.insert(holiday.municipality);
  municipalities_.assign(names.begin(), names.end());
}

std::string_view HolidayCalendar::public_holiday(std::chrono::year_month_day day) const {
  return finnish_holiday(day);
}

const domain::SchoolHoliday* HolidayCalendar::school_holiday(std::string_view municipality,
                                                             std::chrono::year_month_day day) const {
  const auto found = std::ranges::find_if(school_, [&](const domain::SchoolHoliday& holiday) {
    return holiday.municipality == municipality && holiday.first <= day && day <= holiday.last;
  });
  return found == school_.end() ? nullptr : &*found;
}

std::optional<std::chrono::year_month_day> HolidayCalendar::known_until(std::string_view municipality) const {
  std::optional<std::chrono::year_month_day> last;
  for (const domain::SchoolHoliday& holiday : school_) {
    if (holiday.municipality == municipality && (!last || *last < holiday.last)) last = holiday.last;
  }
  return last;
}

}  // namespace calendar
