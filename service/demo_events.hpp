#pragma once
#include <cstddef>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "service/programme_row.hpp"

namespace service::demo {

// The demo's rows, whole weeks later: each season (spring, autumn) begins in the week after `now`; a row whose
// enrolment would be over by then comes as many weeks later as keep it open, and one of a monthly rule on the next day
// that fits. Weekdays, hours and the number of dates stay.
struct ShiftedRow {
  ProgrammeRow row;
  std::vector<domain::LocalTime> starts;
};
[[nodiscard]] std::vector<ShiftedRow> shifted_programme(domain::Instant now, const domain::TimeZones& zones);

// With the texts of all languages; rows that are there already are left alone. The number of events added.
std::size_t add_events(const domain::Ports& ports, const domain::Principal& principal);

}  // namespace service::demo
