#include "ui/organiser_rooms.hpp"

#include "domain/error.hpp"
#include "domain/rooms.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {
namespace {

constexpr std::string_view rooms_address = "/organiser/rooms";
constexpr std::string_view directions = "directions.";
constexpr std::size_t longest_typed_line = 300;
constexpr std::size_t longest_directions = 2000;

std::string edit_address(domain::RoomId id) {
  return std::string(rooms_address) + "/" + std::to_string(id.value) + "/edit";
}

// The catalogues' languages, and those in which the room has words already.
Fields room_fields(const domain::RoomDetails& room, const App& app) {
  Fields fields{{"name", room.name},
                {"street_address", room.street_address},
                {"municipality", room.municipality},
                {"capacity", room.capacity ? std::to_string(*room.capacity) : ""},
                {"step_free", std::string(to_word(room.step_free))},
                {"induction_loop", std::string(to_word(room.induction_loop))}};
  domain::LocalisedText others = room.directions;
  const auto add = [&](const domain::LanguageTag& language, const std::string& text) {
    fields.emplace_back(std::string(directions) + language.str(), text);
  };
  for (const domain::LanguageTag& language : app.pages.catalogue().languages()) {
    const auto words = others.extract(language);
    add(language, words ? words.mapped() : "");
  }
  for (const auto& [language, text] : others) add(language, text);
  return fields;
}

void read_room(const Fields& fields, domain::RoomDetails& room) {
  domain::Violations violations;
  const auto line = [&](const char* name) {
    return input_text(form_value(fields, name), name, longest_typed_line, violations);
  };
  const auto fact = [&](const char* name, domain::Fact& value) {
    gather(violations, [&] { value = domain::parse_fact(form_value(fields, name), name); });
  };
  room.name = line("name");
  room.street_address = line("street_address");
  room.municipality = line("municipality");
  const std::string capacity = form_value(fields, "capacity");
  room.capacity = capacity.empty() ? std::nullopt : input_number(capacity, "capacity", violations);
  fact("step_free", room.step_free);
  fact("induction_loop", room.induction_loop);
  for (const auto& [name, value] : fields) {
    if (!name.starts_with(directions)) continue;
    gather(violations, [&] {
      const domain::LanguageTag language(std::string_view(name).substr(directions.size()), name);
      room.directions[language] = input_text(value, name, longest_directions, violations);
    });
  }
  throw_if_any(violations, [&] { validate(room); });
}

Reply list_reply(const Request& request, const App& app, ui::FormState state, int status) {
  ui::RoomsPage page;
  page.state = std::move(state);
  const bool chooses = domain::may(signed_in(request), domain::Permission::administer);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.rooms.clear();
    for (domain::Room& room : snapshot.rooms().all()) {
      const auto owner = snapshot.organisations().find(room.organisation);
      page.rooms.push_back({std::move(room), owner ? owner->name : std::string()});
    }
    page.organisations = chooses ? snapshot.organisations().all() : std::vector<domain::Organisation>{};
  });
  const ui::Console console = console_for(request, app, "rooms", std::string(rooms_address));
  return console_reply(request, app, ui::rooms_page(app.pages, console, page), status);
}

domain::Room room_in_path(const Request& request, const App& app) {
  const domain::RoomId id{id_in_path(request)};
  std::optional<domain::Room> room;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { room = snapshot.rooms().find(id); });
  if (!room) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such room");
  domain::require_keeper(signed_in(request), room->organisation);
  return std::move(*room);
}

// The other events that problems name.
std::vector<domain::Event> events_of(const domain::Snapshot& snapshot, const std::vector<domain::Problem>& problems) {
  std::vector<domain::Event> events;
  for (const domain::Problem& problem : problems) {
    auto event = problem.event != 0 ? snapshot.events().find(domain::EventId{problem.event}) : std::nullopt;
    if (event) events.push_back(std::move(*event));
  }
  return events;
}

Reply edit_reply(const Request& request, const App& app, const domain::Room& room, ui::FormState state, int status) {
  ui::RoomEditPage page;
  page.room = room;
  page.state = std::move(state);
  const domain::Instant now = app.ports.clock.now();
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.events_to_come = page.persons = 0;
    page.too_far = events_of(snapshot, page.state.problems);
    for (const domain::Slot& slot : snapshot.timetable().in_room(room.id, now, domain::end_of_time)) {
      const auto event = snapshot.events().find(slot.event);
      ++page.events_to_come;
      page.persons += event->confirmed_persons + event->waitlisted_persons;
    }
  });
  const ui::Console console = console_for(request, app, "rooms", edit_address(room.id));
  return console_reply(request, app, ui::room_edit_page(app.pages, console, page), status);
}

std::optional<std::int64_t> version_of(const Fields& fields) {
  domain::Violations ignored;
  const auto version = input_number(form_value(fields, "version"), "version", ignored);
  return version ? std::optional<std::int64_t>(*version) : std::nullopt;
}

}  // namespace

Reply show_rooms(const Request& request, App& app) {
  return list_reply(request, app, {room_fields({}, app), {}}, 200);
}

Reply take_room(const Request& request, App& app) {
  const Fields fields = request.form();
  try {
    domain::RoomDetails details;
    read_room(fields, details);
    const auto room =
        domain::create_room(app.ports, signed_in(request), std::move(details), chosen_organisation(fields));
    return done(std::string(rooms_address), "saved", "room-" + std::to_string(room.id.value));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, form_state(fields, error), status_of(error));
  }
}

Reply show_room_edit(const Request& request, App& app) {
  const domain::Room room = room_in_path(request, app);
  return edit_reply(request, app, room, {room_fields(room, app), {}}, 200);
}

Reply take_room_edit(const Request& request, App& app) {
  const domain::Room room = room_in_path(request, app);
  const Fields fields = request.form();
  try {
    (void)domain::edit_room(
        app.ports, signed_in(request), room.id, [&](domain::RoomDetails& details) { read_room(fields, details); },
        version_of(fields));
    return done(std::string(rooms_address), "saved", "room-" + std::to_string(room.id.value));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return edit_reply(request, app, room, form_state(fields, error), status_of(error));
  }
}

Reply take_room_retirement(const Request& request, App& app) {
  const domain::Room room = room_in_path(request, app);
  const bool retired = form_value(request.form(), "retired") != "no";
  (void)domain::edit_room(app.ports, signed_in(request), room.id,
                          [&](domain::RoomDetails& details) { details.retired = retired; });
  return done(std::string(rooms_address), "saved", "room-" + std::to_string(room.id.value));
}

}  // namespace service
