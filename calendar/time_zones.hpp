#pragma once
#include "domain/time.hpp"

namespace calendar {

// The time zones of the system's database. Reads the zones' names when it is made; throws domain::Error{unavailable}
// where the machine has no time zone database or it lacks domain::default_time_zone.
class TimeZones final : public domain::TimeZones {
 public:
  TimeZones();
  [[nodiscard]] bool knows(std::string_view zone) const override;
  [[nodiscard]] domain::Instant to_utc(domain::LocalTime local, std::string_view zone) const override;
  [[nodiscard]] bool exists(domain::LocalTime local, std::string_view zone) const override;
  [[nodiscard]] domain::LocalTime to_local(domain::Instant instant, std::string_view zone) const override;
};

}  // namespace calendar
