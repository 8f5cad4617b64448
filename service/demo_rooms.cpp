#include "service/demo_rooms.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/rooms.hpp"
#include "service/demo_data.hpp"

namespace service::demo {
namespace {

domain::RoomDetails details_of(const Json& entry) {
  domain::RoomDetails details;
  details.name = text(entry, "name");
  details.street_address = text(entry, "street_address");
  details.municipality = text(entry, "municipality");
  if (const auto* capacity = entry.find("capacity"); capacity != nullptr) {
    details.capacity = static_cast<int>(capacity->integer().value());
  }
  details.directions = localised(entry, "directions");
  details.step_free = domain::parse_fact(text(entry, "step_free"), "step_free");
  details.induction_loop = domain::parse_fact(text(entry, "induction_loop"), "induction_loop");
  return details;
}

domain::RoomId room_of(const domain::Ports& ports, const domain::Principal& principal, const Json& entry) {
  const domain::RoomDetails details = details_of(entry);
  std::optional<domain::Organisation> owner;
  std::vector<domain::Room> rooms;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    owner = snapshot.organisations().find_by_name(text(entry, "organisation"));
    rooms = snapshot.rooms().all();
  });
  if (!owner) throw std::logic_error("demo: nobody keeps " + details.name);
  const auto known = std::ranges::find_if(
      rooms, [&](const domain::Room& room) { return room.organisation == owner->id && room.name == details.name; });
  return known == rooms.end() ? domain::create_room(ports, principal, details, owner->id).id : known->id;
}

}  // namespace

std::map<std::string, domain::RoomId> add_rooms(const domain::Ports& ports, const domain::Principal& principal) {
  const Json file = read("demo/rooms.json");
  std::map<std::string, domain::RoomId> held;
  for (const Json& entry : list(file, "rooms")) {
    const domain::RoomId room = room_of(ports, principal, entry);
    for (const Json& title : list(entry, "titles")) held.emplace(*title.text(), room);
  }
  return held;
}

}  // namespace service::demo
