#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "domain/time.hpp"
#include "service/organiser_event_form.hpp"
#include "service/series_dates.hpp"

namespace service {

struct RepeatPlan {
  std::string recurrence;    // an RRULE's value; without COUNT where `count` is given
  std::optional<int> count;  // of dates that are held or excepted
  std::vector<std::chrono::year_month_day> exceptions;
  DaysOff off;
};

// What the form's repeat means for an event that first begins at `start`, `zone`'s local time. Nothing where it happens
// once, or where something is wrong, which is then among `violations`.
[[nodiscard]] std::optional<RepeatPlan> repeat_plan(const RepeatInput& repeat, domain::LocalTime start,
                                                    const std::string& zone, const domain::TimeZones& zones,
                                                    domain::Violations& violations);

// Every date that the plan gives, held or not, and the rule for the series in `plan.recurrence`.
[[nodiscard]] std::vector<RuleDate> dates_of(RepeatPlan& plan, domain::LocalTime start, const std::string& zone,
                                             const App& app);

}  // namespace service
