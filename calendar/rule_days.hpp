#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace calendar {

// A rule as people say it, as far as they say it so.
struct RuleDays {
  std::string pattern;                // weekly, fortnightly, monthly ("the first Wednesday"), monthly_last
  std::vector<std::string> weekdays;  // MO … SU, as the rule lists them
};

// "weekly" where there is nothing else to say.
[[nodiscard]] RuleDays rule_days(std::string_view rrule);
// The next date after `last`, in the same rhythm; of several weekdays the next of them. A monthly rule counts weekdays
// as `last` does.
[[nodiscard]] std::chrono::year_month_day next_date(const RuleDays& rule, std::chrono::year_month_day last);

}  // namespace calendar
