#pragma once
#include <span>
#include <vector>

#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/store.hpp"

// Whoever stores a time or a place of events calls one of these before the transaction ends, once for all of them, with
// the events as they have been stored. It takes their rooms, then their interpreters, and looks: who does the same at
// the same time waits, and sees. Error{conflict} with a problem for each date: "room_taken" of "location.room",
// "interpreter_busy" of "start_time", and the other event where the principal may know of it.
namespace domain {

// A date, and what is in its way.
struct HinderedDate {
  EventId event;
  Problem problem;
};
// The same without the error: for who leaves out what has something in its way.
[[nodiscard]] std::vector<HinderedDate> find_taken(Transaction& tx, const Principal& principal,
                                                   std::span<const Event> events);
// Of new events, for which nobody can have been booked.
void require_rooms_free(Transaction& tx, const Principal& principal, std::span<const Event> events);
// Of events whose room is another place now, and theirs as before.
void require_interpreters_free(Transaction& tx, const Principal& principal, std::span<const Event> events);
void require_free(Transaction& tx, const Principal& principal, std::span<const Event> events);
// Whether the change has to be looked at.
[[nodiscard]] bool is_moved(const EventDetails& before, const EventDetails& after);

}  // namespace domain
