#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/holidays.hpp"
#include "domain/ports.hpp"

namespace domain {

// When a series would have had a date by its rhythm, and had none, since that was a holiday.
struct LeftOutDate {
  Instant start;
  std::string public_holiday = {};    // its code; or
  LocalisedText school_holiday = {};  // its name
};

// Between the first date and the last; `dates` are where the rhythm has them. Nothing for a series without a rhythm
// (usual_date.hpp). School holidays are those of the municipality where most dates are.
[[nodiscard]] std::vector<LeftOutDate> dates_left_out(const std::vector<Event>& dates, const Holidays& holidays,
                                                      const TimeZones& zones);

}  // namespace domain
