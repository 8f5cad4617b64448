#pragma once
#include <string_view>
#include <vector>

#include "domain/copy_events.hpp"

namespace domain {

// Adds the plans for the `dates` of one series, and for those that fell out because of holidays: like most of them,
// where its rhythm has them.
void plan_series(std::vector<CopyPlan>& plans, const std::vector<Event>& dates, std::string_view recurrence,
                 const CopyShift& shift, const TimeZones& zones);

}  // namespace domain
