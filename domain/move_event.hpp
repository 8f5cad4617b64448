#pragma once
#include "domain/event.hpp"
#include "domain/ports.hpp"

namespace domain {

// Another time for an event: when registration opens and closes moves along with the start (move_start), but what is
// open is not closed by it.
void move_event(EventDetails& details, Instant start, Instant end, const Ports& ports);

}  // namespace domain
