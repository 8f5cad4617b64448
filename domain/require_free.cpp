#include "domain/require_free.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/conflicts.hpp"
#include "domain/error.hpp"
#include "domain/travel.hpp"

namespace domain {
namespace {

bool overlap(const Slot& one, const Event& other) {
  return one.start_time < other.end_time && other.start_time < one.end_time;
}

// Says in the error what it is about, without a word that is not the principal's to read.
Problem problem_of(ConflictKind kind, const Event& event, const std::optional<Event>& other,
                   const Principal& principal) {
  Problem problem;
  problem.field = kind == ConflictKind::room_taken ? "location.room" : "start_time";
  problem.code = to_word(kind);
  problem.message = (kind == ConflictKind::room_taken ? "the room is taken at " : "the interpreter is busy at ") +
                    format_rfc3339(event.start_time);
  const Permission needed =
      kind == ConflictKind::interpreter_busy ? Permission::book_interpreters : Permission::see_event;
  if (other && may(principal, needed, &*other)) problem.event = other->id.value;
  return problem;
}

void look_at_rooms(Transaction& tx, const Principal& principal, std::span<const Event> events,
                   std::vector<HinderedDate>& taken_dates) {
  std::map<RoomId, std::vector<const Event*>> in_rooms;
  for (const Event& event : events) {
    if (event.location.room && event.status != EventStatus::cancelled) in_rooms[*event.location.room].push_back(&event);
  }
  for (auto& [room, held] : in_rooms) {
    if (!tx.rooms().lock(room)) continue;
    const auto by_start = [](const Event* event) { return event->start_time; };
    const auto by_end = [](const Event* event) { return event->end_time; };
    const auto taken = tx.timetable().in_room(room, (*std::ranges::min_element(held, {}, by_start))->start_time,
                                              (*std::ranges::max_element(held, {}, by_end))->end_time);
    for (const Event* event : held) {
      const auto other = std::ranges::find_if(
          taken, [&](const Slot& slot) { return slot.event != event->id && overlap(slot, *event); });
      if (other == taken.end()) continue;
      // One of those that are being stored is not there to be looked at, should this be undone.
      const bool new_too = std::ranges::find(events, other->event, &Event::id) != events.end();
      const auto known = new_too ? std::nullopt : std::as_const(tx.events()).find(other->event);
      taken_dates.push_back({event->id, problem_of(ConflictKind::room_taken, *event, known, principal)});
    }
  }
}

void look_at_interpreters(Transaction& tx, const Principal& principal, std::span<const Event> events,
                          std::vector<HinderedDate>& taken_dates) {
  const Interpreters& interpreters = tx.interpreters();
  // An offer holds nobody: whoever accepts it is looked at then.
  const auto asked = [](const InterpreterBooking& booking) {
    return booking.interpreter && booking.status == BookingStatus::confirmed;
  };
  std::set<InterpreterId> taken;
  for (const Event& event : events) {
    for (const InterpreterBooking& booking : interpreters.bookings_of(event.id)) {
      if (asked(booking)) taken.insert(*booking.interpreter);
    }
  }
  for (const InterpreterId id : taken) (void)tx.interpreters().lock(id);
  for (const Event& event : events) {
    if (event.status == EventStatus::cancelled) continue;
    for (const InterpreterBooking& booking : interpreters.bookings_of(event.id)) {
      if (!asked(booking)) continue;
      for (const InterpreterBooking& other :
           clashing_bookings(interpreters, tx.events(), *booking.interpreter, booking, event.location)) {
        if (other.event == event.id) continue;
        const auto known = std::as_const(tx.events()).find(other.event);
        taken_dates.push_back({event.id, problem_of(ConflictKind::interpreter_busy, event, known, principal)});
      }
    }
  }
}

void throw_if_any(std::vector<HinderedDate> dates) {
  std::vector<Problem> problems;
  for (HinderedDate& date : dates) problems.push_back(std::move(date.problem));
  if (!problems.empty()) throw Error(ErrorKind::conflict, std::move(problems));
}

}  // namespace

std::vector<HinderedDate> find_taken(Transaction& tx, const Principal& principal, std::span<const Event> events) {
  std::vector<HinderedDate> dates;
  look_at_rooms(tx, principal, events, dates);
  look_at_interpreters(tx, principal, events, dates);
  return dates;
}

void require_rooms_free(Transaction& tx, const Principal& principal, std::span<const Event> events) {
  std::vector<HinderedDate> dates;
  look_at_rooms(tx, principal, events, dates);
  throw_if_any(std::move(dates));
}

void require_interpreters_free(Transaction& tx, const Principal& principal, std::span<const Event> events) {
  std::vector<HinderedDate> dates;
  look_at_interpreters(tx, principal, events, dates);
  throw_if_any(std::move(dates));
}

bool is_moved(const EventDetails& before, const EventDetails& after) {
  return before.start_time != after.start_time || before.end_time != after.end_time ||
         before.location != after.location;
}

void require_free(Transaction& tx, const Principal& principal, std::span<const Event> events) {
  throw_if_any(find_taken(tx, principal, events));
}

}  // namespace domain
