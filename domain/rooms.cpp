#include "domain/rooms.hpp"

#include <set>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_changes.hpp"
#include "domain/event_history.hpp"
#include "domain/lock_order.hpp"
#include "domain/organisations.hpp"
#include "domain/require_free.hpp"

namespace domain {
namespace {

void take_over(Place& place, const Room& room) {
  place.name = room.name;
  place.street_address = room.street_address;
  place.municipality = room.municipality;
}

std::set<EventId> events_to_come(Transaction& tx, RoomId room, Instant now) {
  std::set<EventId> events;
  for (const Slot& slot : tx.timetable().in_room(room, now, end_of_time)) events.insert(slot.event);
  return events;
}

void move_event(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, const Room& room,
                bool elsewhere, Notices& notices) {
  const Event before = event;
  take_over(event.location, room);
  store_change(tx, ports, principal, before, event, {ChangeKind::room_changed});
  const bool draft = event.publication_status == PublicationStatus::draft;
  if (elsewhere && !draft) notices.add(tx, ports, event, MessageKind::event_relocated);
}

// `events` are locked.
void move_events(Transaction& tx, const Ports& ports, const Principal& principal, const Room& before, const Room& after,
                 const std::set<EventId>& events) {
  const bool elsewhere = before.street_address != after.street_address || before.municipality != after.municipality;
  if (!elsewhere && before.name == after.name) return;
  Notices notices;
  std::vector<Event> moved;
  for (const EventId id : events) {
    auto event = std::as_const(tx.events()).find(id);
    if (!event) continue;
    move_event(tx, ports, principal, *event, after, elsewhere, notices);
    moved.push_back(std::move(*event));
  }
  if (elsewhere) require_interpreters_free(tx, principal, moved);
  notices.send(tx, ports);
}

// What a unique index says, in the words of the form.
template <class Work>
void naming_the_same_room(const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    if (error.problems().front().code != "duplicate") throw;
    throw Error(ErrorKind::conflict, "room_exists", "the organisation has a room of this name there", "name");
  }
}

}  // namespace

Room create_room(const Ports& ports, const Principal& principal, RoomDetails details,
                 std::optional<OrganisationId> organisation) {
  const OrganisationId owner = owner_for(principal, organisation);
  require_keeper(principal, owner);
  validate(details);
  Room room;
  static_cast<RoomDetails&>(room) = std::move(details);
  room.organisation = owner;
  naming_the_same_room([&] {
    ports.store.write([&](Transaction& tx) {
      require_organisation(tx, owner);
      room.id = tx.rooms().insert(room);
    });
  });
  return room;
}

Room edit_room(const Ports& ports, const Principal& principal, RoomId id,
               const std::function<void(RoomDetails&)>& change, std::optional<std::int64_t> if_version) {
  Room room;
  bool done = false;
  const auto edit = [&](Transaction& tx) {
    done = false;
    const auto events = events_to_come(tx, id, ports.clock.now());
    take_events(tx, {events.begin(), events.end()});
    const auto before = tx.rooms().lock(id);
    if (!before) throw Error(ErrorKind::not_found, "not_found", "there is no such room");
    require_keeper(principal, before->organisation);
    if (if_version && *if_version != before->version) {
      throw Error(ErrorKind::conflict, "version", "the room was changed by somebody else meanwhile");
    }
    // Events are taken before rooms: what came between the look and the room's lock is taken with the next try.
    if (events_to_come(tx, id, ports.clock.now()) != events) return;
    done = true;
    room = *before;
    change(room);
    validate(room);
    if (static_cast<const RoomDetails&>(room) == static_cast<const RoomDetails&>(*before)) return;
    tx.rooms().update(room);
    room.version = before->version + 1;
    move_events(tx, ports, principal, *before, room, events);
  };
  naming_the_same_room([&] {
    while (!done) ports.store.write(edit);
  });
  return room;
}

void settle_place(Transaction& tx, Place& place, std::optional<RoomId> before) {
  if (!place.room) return;
  const auto room = tx.rooms().lock(*place.room);
  if (!room) throw Error(ErrorKind::invalid, "unknown_room", "there is no such room", "location.room");
  if (room->retired && before != place.room) {
    throw Error(ErrorKind::invalid, "room_retired", "the room is not in use any more", "location.room");
  }
  take_over(place, *room);
}

}  // namespace domain
