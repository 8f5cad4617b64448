#pragma once
#include <functional>
#include <optional>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "domain/room.hpp"

// Rooms that organisations keep, and the events in them. Each call but settle_place is one transaction and asks
// access.hpp.
namespace domain {

// Of the principal's organisation, or of the one that an admin names. Error{conflict, "room_exists"} where it has one
// of the same name at the same address.
[[nodiscard]] Room create_room(const Ports& ports, const Principal& principal, RoomDetails details,
                               std::optional<OrganisationId> organisation = {});

// `change` may be called more than once. The events to come in the room follow its name and address; who is registered
// is told where the address is another one, and Error{conflict, "interpreter_busy"} says where an interpreter could not
// get there in time. With `if_version`, a room changed meanwhile is Error{conflict, "version"}.
[[nodiscard]] Room edit_room(const Ports& ports, const Principal& principal, RoomId id,
                             const std::function<void(RoomDetails&)>& change,
                             std::optional<std::int64_t> if_version = {});

// A place with a room takes over the room's name and address, and the room is taken for the transaction. Error{invalid}
// for `location.room`: "unknown_room", and "room_retired" unless it is the room `before`.
void settle_place(Transaction& tx, Place& place, std::optional<RoomId> before = {});

}  // namespace domain
