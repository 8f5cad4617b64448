#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "domain/time.hpp"
#include "service/organiser_event_form.hpp"
#include "service/series_dates.hpp"

namespace service {

struct RepeatPlan {
  domain::LocalTime start;   // of the first date: the day that was typed, or the next one that the repeat is about
  std::string recurrence;    // an RRULE's value; without COUNT where `count` is given
  std::optional<int> count;  // of dates that are held
  std::vector<std::chrono::year_month_day> exceptions;
  DaysOff off;
};

// What the form's repeat means for an event that first begins at `start`, `zone`'s local time. Nothing where it happens
// once, or where something is wrong, which is then among `violations`.
[[nodiscard]] std::optional<RepeatPlan> repeat_plan(const RepeatInput& repeat, domain::LocalTime start,
                                                    const std::string& zone, const domain::TimeZones& zones,
                                                    domain::Violations& violations);

// Marks the dates that are `taken`.
using MarkTaken = std::function<void(std::vector<RuleDate>&)>;
[[nodiscard]] MarkTaken nothing_taken();

// Every date that the plan gives, held or not, the excepted ones too. Of a number of times so many are held, however
// many are left out between them, unless the rule would go on for ever.
[[nodiscard]] std::vector<RuleDate> dates_of(const RepeatPlan& plan, const std::string& zone, const App& app,
                                             const MarkTaken& mark_taken);

// What is stored of the plan, once somebody has ticked dates.
struct HeldDates {
  std::string recurrence;
  std::vector<domain::LocalTime> starts;
  std::vector<std::chrono::year_month_day> exceptions;
};
// `ticked` as format_date says it. Of a number of times the rule ends with the last of them: what is taken by now, or
// free again, moves no date that somebody has seen.
[[nodiscard]] HeldDates held_of(const RepeatPlan& plan, const std::set<std::string>& ticked, const std::string& zone,
                                const App& app);

}  // namespace service
