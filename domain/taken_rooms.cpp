#include "domain/taken_rooms.hpp"

#include <algorithm>
#include <cstddef>
#include <map>

namespace domain {
namespace {

using Positions = std::vector<std::size_t>;

bool overlap(const auto& one, const auto& other) {
  return one.start_time < other.end_time && other.start_time < one.end_time;
}

std::map<RoomId, Positions> by_room(const Snapshot& snapshot, std::span<const PlannedInRoom> planned) {
  std::map<RoomId, Positions> rooms;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (const auto room = planned[i].details->location.room) rooms[*room].push_back(i);
  }
  std::erase_if(rooms, [&](const auto& one) {
    const auto room = snapshot.rooms().find(one.first);
    return !room || room->retired;
  });
  return rooms;
}

// Of one room over the whole time that the planned ones span.
std::vector<Slot> stored_in(const Snapshot& snapshot, RoomId room, std::span<const PlannedInRoom> planned,
                            const Positions& dates) {
  Instant from = planned[dates.front()].details->start_time;
  Instant to = planned[dates.front()].details->end_time;
  for (const std::size_t i : dates) {
    from = std::min(from, planned[i].details->start_time);
    to = std::max(to, planned[i].details->end_time);
  }
  return snapshot.timetable().in_room(room, from, to);
}

}  // namespace

std::vector<RoomTaken> find_taken_rooms(const Snapshot& snapshot, const Principal& principal,
                                        std::span<const PlannedInRoom> planned) {
  std::vector<RoomTaken> found(planned.size());
  for (const auto& [room, dates] : by_room(snapshot, planned)) {
    const std::vector<Slot> stored = stored_in(snapshot, room, planned, dates);
    Positions held;
    for (const std::size_t i : dates) {
      const EventDetails& details = *planned[i].details;
      const auto there = std::ranges::find_if(stored, [&](const Slot& slot) { return overlap(slot, details); });
      if (there != stored.end()) {
        auto event = snapshot.events().find(there->event);
        if (event && !may(principal, Permission::see_event, &*event)) event.reset();
        found[i] = {RoomTakenBy::stored, std::move(event)};
        continue;
      }
      if (!planned[i].held) continue;
      const bool meets =
          std::ranges::any_of(held, [&](std::size_t other) { return overlap(*planned[other].details, details); });
      if (meets) {
        found[i].by = RoomTakenBy::planned;
      } else {
        held.push_back(i);
      }
    }
  }
  return found;
}

}  // namespace domain
