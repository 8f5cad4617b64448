#pragma once
#include <vector>

#include "domain/event.hpp"
#include "domain/ports.hpp"

namespace domain {

// When each date of a series would be, had nobody moved it alone, in the order of `dates`: where it was before, or in
// the place that it left, at the weekday and time of others. A date that is like another one stays.
[[nodiscard]] std::vector<Instant> regular_starts(const std::vector<Event>& dates, const TimeZones& zones);

}  // namespace domain
