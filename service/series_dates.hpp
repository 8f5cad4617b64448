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
  bool held = true;                               // unless one of DaysOff, or never
};

// As calendar::expand, its error under `field`.
[[nodiscard]] std::vector<RuleDate> rule_dates(const std::string& recurrence, domain::LocalTime first,
                                               const std::vector<std::chrono::year_month_day>& exceptions,
                                               const std::string& zone, const DaysOff& off, const App& app,
                                               const std::string& field);
// The same of a rule without COUNT and UNTIL, so often that `count` dates are held or excepted; the rule with its COUNT
// is left in `recurrence`.
[[nodiscard]] std::vector<RuleDate> rule_dates_held(std::string& recurrence, int count, domain::LocalTime first,
                                                    const std::vector<std::chrono::year_month_day>& exceptions,
                                                    const std::string& zone, const DaysOff& off, const App& app,
                                                    const std::string& field);

// Whether the day is one of those.
[[nodiscard]] bool is_off(const RuleDate& date, const DaysOff& off);
[[nodiscard]] std::chrono::year_month_day day_of(domain::LocalTime time);
// Error{invalid, "unknown_value", field} for a municipality whose school holidays nobody has told.
void require_known(const DaysOff& off, const App& app, const std::string& field);

}  // namespace service
