#include "service/rooms.hpp"

#include "domain/error.hpp"
#include "domain/rooms.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/event_input.hpp"
#include "service/event_json.hpp"
#include "service/json_object.hpp"

namespace service {
namespace {

constexpr std::size_t longest_room_line = 300;
constexpr std::size_t longest_directions = 2000;
constexpr int largest_capacity = 100'000;

Json room_json(const domain::Room& room) {
  Json::Object object{{"id", room.id.value},
                      {"organisation", room.organisation.value},
                      {"name", room.name},
                      {"street_address", room.street_address},
                      {"municipality", room.municipality}};
  if (room.capacity) object.push_back({"capacity", *room.capacity});
  object.push_back({"directions", localised_json(room.directions)});
  object.push_back({"step_free", to_word(room.step_free)});
  object.push_back({"induction_loop", to_word(room.induction_loop)});
  object.push_back({"retired", room.retired});
  object.push_back({"version", room.version});
  return object;
}

Reply room_reply(int status, const domain::Room& room) {
  Reply reply = json_reply(status, to_text(room_json(room)));
  reply.headers.emplace_back("ETag", "\"" + std::to_string(room.version) + "\"");
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

void apply_members(JsonObject& object, domain::RoomDetails& room) {
  const auto line = [&](std::string_view name, std::string& text) {
    if (object.has(name)) text = object.text(name, longest_room_line).value_or("");
  };
  const auto fact = [&](std::string_view name, domain::Fact& value) {
    if (object.has(name)) value = object.parsed(name, domain::parse_fact).value_or(domain::Fact::unknown);
  };
  line("name", room.name);
  line("street_address", room.street_address);
  line("municipality", room.municipality);
  if (object.has("capacity")) room.capacity = object.integer("capacity", 1, largest_capacity);
  apply_localised(object, "directions", longest_directions, room.directions);
  fact("step_free", room.step_free);
  fact("induction_loop", room.induction_loop);
  if (object.has("retired")) room.retired = object.boolean("retired").value_or(false);
}

}  // namespace

Reply list_rooms(const Request& /*request*/, App& app) {
  std::vector<domain::Room> rooms;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { rooms = snapshot.rooms().all(); });
  Json::Array data;
  for (const domain::Room& room : rooms) data.push_back(room_json(room));
  Reply reply = json_reply(200, to_text(list_json(std::move(data))));
  reply.headers.emplace_back("Cache-Control", "private, no-cache");
  return reply;
}

Reply create_room(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  domain::RoomDetails details;
  JsonObject object(body, "", violations);
  for (const char* name : {"name", "municipality"}) object.require(name);
  apply_members(object, details);
  const auto organisation = read_organisation(object);
  object.refuse_read_only({"id", "version"});
  object.refuse_others();
  throw_if_any(violations, [&] { validate(details); });
  return room_reply(201, domain::create_room(app.ports, signed_in(request), std::move(details), organisation));
}

Reply change_room(const Request& request, App& app) {
  const Json body = read_json(request);
  const auto change = [&](domain::RoomDetails& details) {
    domain::Violations violations;
    JsonObject object(body, "", violations);
    apply_members(object, details);
    object.refuse_read_only({"id", "organisation", "version"});
    object.refuse_others();
    throw_if_any(violations, [&] { validate(details); });
  };
  return room_reply(200, domain::edit_room(app.ports, signed_in(request), domain::RoomId{id_in_path(request)}, change,
                                           version_of_if_match(request)));
}

}  // namespace service
