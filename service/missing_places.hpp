#pragma once
#include <vector>

#include "domain/error.hpp"
#include "domain/subscription.hpp"
#include "domain/time.hpp"

namespace service {

// What is wrong with an event of a calendar, "import_no_place" for each date that lacks the place asked for, in the
// field "dates[2026-12-01].location"; in "location" alone where all of several lack it.
[[nodiscard]] domain::Error with_dates_without_place(const domain::Error& error,
                                                     const std::vector<const domain::ForeignOccurrence*>& dates,
                                                     const domain::TimeZones& zones);

}  // namespace service
