#pragma once
#include <vector>

#include "domain/store.hpp"

// Takes several of a kind for this transaction in the order that store.hpp promises: call these in the order they stand
// here, before anything is changed. What is not there is passed over.
namespace domain {

void take_events(Transaction& tx, const std::vector<EventId>& events);
void take_rooms(Transaction& tx, const std::vector<RoomId>& rooms);
// Everybody who is asked for or booked at these events.
void take_interpreters_of(Transaction& tx, const std::vector<EventId>& events);

}  // namespace domain
