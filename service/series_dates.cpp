#include "service/series_dates.hpp"

#include <algorithm>

#include "calendar/recurrence.hpp"
#include "domain/error.hpp"

namespace service {

using std::chrono::year_month_day;

year_month_day day_of(domain::LocalTime time) {
  return year_month_day{std::chrono::floor<std::chrono::days>(time)};
}

bool is_off(const RuleDate& date, const DaysOff& off) {
  return date.school != nullptr || (off.public_holidays && !date.public_holiday.empty());
}

std::vector<RuleDate> rule_dates(const std::string& recurrence, domain::LocalTime first,
                                 const std::vector<year_month_day>& exceptions, const std::string& zone,
                                 const DaysOff& off, const App& app, const std::string& field) {
  std::vector<domain::LocalTime> starts;
  try {
    starts = calendar::expand(recurrence, first, exceptions, domain::maximum_series_length, zone);
  } catch (const domain::Error& error) {
    if (error.problems().front().field == field) throw;
    throw domain::Error(domain::ErrorKind::invalid, "recurrence", "gives no dates, or too many", field);
  }
  std::vector<RuleDate> dates;
  dates.reserve(starts.size());
  for (const domain::LocalTime start : starts) {
    RuleDate& date = dates.emplace_back();
    date.start = start;
    date.public_holiday = app.holidays.public_holiday(day_of(start));
    if (!off.school_holidays_of.empty())
      date.school = app.holidays.school_holiday(off.school_holidays_of, day_of(start));
    date.skipped_hour = !app.ports.zones.exists(start, zone);
    date.held = !date.skipped_hour && !is_off(date, off);
  }
  return dates;
}

void require_known(const DaysOff& off, const App& app, const std::string& field) {
  const auto& known = app.holidays.municipalities();
  if (off.school_holidays_of.empty() || std::ranges::find(known, off.school_holidays_of) != known.end()) return;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "its school holidays are not known", field);
}

}  // namespace service
