#pragma once
#include "domain/access.hpp"
#include "domain/ports.hpp"

// An event is held when staff has closed its attendance: who came, and who was registered, stays as it is from then on.
namespace domain {

// By whoever marks presence. Error{conflict}: "event_not_begun", "event_cancelled". Closing again changes nothing.
Event close_attendance(const Ports& ports, const Principal& principal, EventId event);
// By whoever edits the event.
Event reopen_attendance(const Ports& ports, const Principal& principal, EventId event);

[[nodiscard]] bool is_held(const Event& event);
// Throws Error{conflict, "attendance_closed"}.
void require_attendance_open(const Event& event);

}  // namespace domain
