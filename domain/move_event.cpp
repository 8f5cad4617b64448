#include "domain/move_event.hpp"

#include <algorithm>

#include "domain/event_changes.hpp"

namespace domain {

void move_event(EventDetails& details, Instant start, Instant end, const Ports& ports) {
  if (start != details.start_time) {
    const auto opened = details.enrolment_start_time;
    move_start(details, ports.zones.to_local(start, details.time_zone), ports.zones);
    details.start_time = start;
    if (opened && *opened <= ports.clock.now())
      details.enrolment_start_time = std::min(*opened, *details.enrolment_start_time);
  }
  details.end_time = end;
}

}  // namespace domain
