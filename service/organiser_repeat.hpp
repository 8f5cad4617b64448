#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "domain/error.hpp"
#include "domain/time.hpp"
#include "service/organiser_event_form.hpp"

namespace service {

struct RepeatPlan {
  std::string recurrence;  // an RRULE's value
  std::vector<std::chrono::year_month_day> exceptions;
};

// What the form's repeat means for an event that first begins at `start`, `zone`'s local time. Nothing where it happens
// once, or where something is wrong, which is then among `violations`.
[[nodiscard]] std::optional<RepeatPlan> repeat_plan(const RepeatInput& repeat, domain::LocalTime start,
                                                    const std::string& zone, const domain::TimeZones& zones,
                                                    domain::Violations& violations);

}  // namespace service
