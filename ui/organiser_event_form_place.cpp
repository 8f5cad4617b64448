#include <charconv>

#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_event_form.hpp"
#include "ui/organiser_event_form_parts.hpp"
#include "ui/room_words.hpp"

// Where an event is, and what else happens there and then.
namespace ui {
namespace {

// By town, as on the list of rooms.
void add_room(Values& body, const Drawing& draw, const std::vector<domain::Room>& rooms) {
  Field room{.name = "location.room", .control = Control::select, .mark_optional = false};
  room.choices.push_back({"", draw.reader.text("organiser.form.no_room"), {}});
  for (const domain::Room& one : rooms) {
    room.choices.push_back({std::to_string(one.id.value), room_line(draw.reader, one), {}});
  }
  Values section = body.add("ROOM");
  add(section, draw, with_hint(std::move(room), draw, "organiser.hint.room"));
}

std::optional<int> number_typed(const FormState& state, std::string_view name) {
  const std::string_view typed = state.value(name);
  int number = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
  return error == std::errc{} ? std::optional(number) : std::nullopt;
}

}  // namespace

void add_place(Values& body, const Drawing& draw, const EventFormPage& form) {
  if (!form.rooms.empty()) add_room(body, draw, form.rooms);
  Values section = body.add("PLACE");
  Field place{.name = "location.name"};
  place.mark_optional = false;  // needed unless there is a link or a room
  add(section, draw, std::move(place));
  add(section, draw, {.name = "location.street_address"});
  add(section, draw, {.name = "location.municipality"});
  Field online{.name = "location.online_url", .direction = "ltr"};
  Values remote = body.add("ONLINE");
  add(remote, draw, with_hint(std::move(online), draw, "organiser.hint.online_url"));
}

void add_meetings(Values& body, const Drawing& draw, const EventFormPage& form, const std::string& action) {
  Values section = body.add("MEETS");
  section.set("ACTION", action);
  if (!form.conflicts) return;
  add_conflicts(section, draw.reader, *form.conflicts, number_typed(draw.state, "maximum_attendee_capacity"), action);
}

}  // namespace ui
