#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "domain/holidays.hpp"
#include "domain/time.hpp"
#include "service/app.hpp"

namespace service {

// On which days a series is not held.
struct DaysOff {
  bool public_holidays = false;
  std::string school_holidays_of;  // a municipality; empty: also in school holidays
};

// A date that a rule gives, and what speaks against it.
struct RuleDate {
  domain::LocalTime start;
  std::string_view public_holiday;                // its code
  const domain::SchoolHoliday* school = nullptr;  // of the municipality that DaysOff names
  bool skipped_hour = false;                      // no clock shows this time on that day
  bool excepted = false;                          // the organiser said so
  bool taken = false;                             // its room is
  bool held = true;                               // nothing of this, as far as DaysOff go
};

// As calendar::expand, its error under `field`.
[[nodiscard]] std::vector<RuleDate> rule_dates(const std::string& recurrence, domain::LocalTime first,
                                               const std::vector<std::chrono::year_month_day>& exceptions,
                                               const std::string& zone, const DaysOff& off, const App& app,
                                               const std::string& field);
// Whether the day is one of those.
[[nodiscard]] bool is_off(const RuleDate& date, const DaysOff& off);
[[nodiscard]] std::chrono::year_month_day day_of(domain::LocalTime time);
// Error{invalid, "unknown_value", field} for a municipality whose school holidays nobody has told.
void require_known(const DaysOff& off, const App& app, const std::string& field);

}  // namespace service
