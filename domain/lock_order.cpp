#include "domain/lock_order.hpp"

#include <set>
#include <utility>

namespace domain {
namespace {

// Each once, by id.
template <class Id>
std::set<Id> in_order(const std::vector<Id>& ids) {
  return {ids.begin(), ids.end()};
}

}  // namespace

void take_events(Transaction& tx, const std::vector<EventId>& events) {
  for (const EventId id : in_order(events)) (void)tx.events().lock(id);
}

void take_rooms(Transaction& tx, const std::vector<RoomId>& rooms) {
  for (const RoomId id : in_order(rooms)) (void)tx.rooms().lock(id);
}

void take_interpreters_of(Transaction& tx, const std::vector<EventId>& events) {
  std::set<InterpreterId> interpreters;
  for (const EventId event : events) {
    for (const InterpreterBooking& booking : std::as_const(tx.interpreters()).bookings_of(event)) {
      if (booking.interpreter) interpreters.insert(*booking.interpreter);
    }
  }
  for (const InterpreterId id : interpreters) (void)tx.interpreters().lock(id);
}

}  // namespace domain
