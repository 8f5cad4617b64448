#pragma once
#include <optional>
#include <span>
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/store.hpp"

// Of many events that are being planned: whose room is taken at their time.
namespace domain {

struct PlannedInRoom {
  const EventDetails* details = nullptr;
  bool held = true;  // left out of the plan, it takes no room
};

enum class RoomTakenBy { nobody, stored, planned };
struct RoomTaken {
  RoomTakenBy by = RoomTakenBy::nobody;
  std::optional<Event> event = {};  // of a stored one, where the principal may know of it
};

// Of each, in the same order. Of two planned ones that are held, the later of the list is the one whose room is taken.
// A room that is not kept any more is nobody's.
[[nodiscard]] std::vector<RoomTaken> find_taken_rooms(const Snapshot& snapshot, const Principal& principal,
                                                      std::span<const PlannedInRoom> planned);

}  // namespace domain
