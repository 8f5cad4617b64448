#include "domain/attendance.hpp"

#include "domain/error.hpp"
#include "domain/event_work.hpp"

namespace domain {

bool is_held(const Event& event) {
  return event.attendance_closed_time.has_value();
}

void require_attendance_open(const Event& event) {
  if (is_held(event)) throw Error(ErrorKind::conflict, "attendance_closed", "the attendance is closed");
}

Event close_attendance(const Ports& ports, const Principal& principal, EventId id) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    auto found = tx.events().lock(id);
    if (!found) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    event = std::move(*found);
    require(principal, Permission::mark_presence, &event);
    if (is_held(event)) return;
    require_uncancelled(event);
    const Instant now = ports.clock.now();
    if (event.start_time > now) {
      throw Error(ErrorKind::conflict, "event_not_begun", "the event has not begun");
    }
    const Event before = event;
    event.attendance_closed_time = now;
    store_change(tx, ports, principal, before, event, {ChangeKind::attendance_closed});
  });
  return event;
}

Event reopen_attendance(const Ports& ports, const Principal& principal, EventId id) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_for(tx, principal, id);
    if (!is_held(event)) return;
    const Event before = event;
    event.attendance_closed_time.reset();
    store_change(tx, ports, principal, before, event, {ChangeKind::attendance_reopened});
  });
  return event;
}

}  // namespace domain
