#include "ui/organiser_rooms.hpp"

#include "ui/event_view.hpp"
#include "ui/room_words.hpp"

namespace ui {
namespace {

std::string room_label(const Reader& reader, std::string_view field) {
  constexpr std::string_view directions = "directions.";
  // Of an event in the room: nothing here to mend it by but the address.
  if (field == "start_time") return {};
  if (!field.starts_with(directions)) return reader.text("organiser.field.room." + std::string(field));
  try {
    const domain::LanguageTag tag(field.substr(directions.size()));
    return reader.text("organiser.field.room.directions") + " (" + reader.language_name(tag) + ")";
  } catch (const domain::Error&) {
    return reader.text("organiser.field.room.directions");
  }
}

void add_directions(Values& body, const Reader& reader, const FormState& state) {
  for (const auto& [name, value] : state.values) {
    if (!name.starts_with("directions.")) continue;
    const std::string tag = name.substr(11);
    const bool right_to_left = domain::is_right_to_left(domain::LanguageTag(tag));
    add_field(body, reader, state,
              Field{.name = name,
                    .control = Control::textarea,
                    .label = reader.language_name(domain::LanguageTag(tag)),
                    .direction = right_to_left ? "rtl" : "ltr",
                    .language = tag},
              "DIRECTIONS");
  }
}

Field fact_field(const Reader& reader, const std::string& name) {
  Field field{.name = name, .control = Control::radios, .label = room_label(reader, name), .mark_optional = false};
  field.choices = word_choices(reader, "organiser.fact.", {"yes", "no", "unknown"});
  return field;
}

void add_form(Values& body, const Reader& reader, const FormState& state,
              const std::vector<domain::Organisation>& organisations) {
  add_error_summary(body, reader, state, [&](std::string_view field) { return room_label(reader, field); });
  Values form = body.include("ROOM_FORM", "organiser/room_form.html");
  if (!organisations.empty()) {
    Field whose{.name = "organisation",
                .control = Control::select,
                .label = room_label(reader, "organisation"),
                .required = true};
    for (const auto& one : organisations) whose.choices.push_back({std::to_string(one.id.value), one.name, {}});
    add_field(form, reader, state, whose);
  }
  for (const Field& field :
       {Field{.name = "name", .label = room_label(reader, "name"), .required = true, .autocomplete = "off"},
        Field{.name = "street_address", .label = room_label(reader, "street_address"), .autocomplete = "off"},
        Field{.name = "municipality",
        .label = room_label(reader, "municipality"),
        .required = true,
        .autocomplete = "off"},
        Field{.name = "capacity",
        .control = Control::number,
        .label = room_label(reader, "capacity"),
        .direction = "ltr",
        .min = "1",
        .narrow = true}}) {
    add_field(form, reader, state, field);
  }
  for (const char* name : {"step_free", "induction_loop"}) {
    add_field(form, reader, state, fact_field(reader, name), "FACTS");
  }
  add_directions(form, reader, state);
}

void add_row(Values& table, const Reader& reader, const Console& console, const RoomRow& row) {
  Values shown = table.add("ROOM");
  const domain::Room& room = row.room;
  shown.set("ID", room.id.value);
  shown.set("NAME", room.name);
  shown.set_if("STREET", room.street_address);
  shown.set("TOWN", room.municipality);
  if (room.capacity)
    shown.set_if("CAPACITY", reader.text("organiser.rooms.persons", {{"count", std::int64_t{*room.capacity}}}));
  for (const std::string& words : accessibility_words(reader, room)) shown.add("ACCESS").set("WORDS", words);
  shown.set("WHOSE", row.organisation);
  shown.show_if(room.retired, "RETIRED");
  if (domain::may_keep_rooms(console.principal, room.organisation)) shown.add("EDIT").set("ID", room.id.value);
}

}  // namespace

std::string rooms_page(const Pages& pages, const Console& console, const RoomsPage& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/rooms.html", reader.text("organiser.rooms.title"));
  Values& body = page.body();
  add_rows(body, list.rooms, [&](Values& table, const RoomRow& row) { add_row(table, reader, console, row); });
  const auto own = console.principal.organisation.value_or(domain::OrganisationId{});
  if (!domain::may_keep_rooms(console.principal, own)) return page.html();
  Values add = body.add("ADD");
  add_form(add, reader, list.state, list.organisations);
  return page.html();
}

std::string room_edit_page(const Pages& pages, const Console& console, const RoomEditPage& edit) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/room_edit.html", edit.room.name);
  Values& body = page.body();
  body.set("ID", edit.room.id.value);
  body.set("NAME", edit.room.name);
  body.set("VERSION", edit.room.version);
  body.show_if(edit.room.retired, "RETIRED");
  body.show_if(edit.room.retired, "RESTORE");
  body.show_if(!edit.room.retired, "RETIRE");
  if (edit.events_to_come > 0) {
    body.add("FOLLOW").set("FOLLOW_TEXT",
                           reader.text("organiser.rooms.follow", {{"events", std::int64_t{edit.events_to_come}},
                                                                  {"persons", std::int64_t{edit.persons}}}));
  }
  for (const domain::Event& event : edit.too_far) {
    Values far = body.add("TOO_FAR");
    far.set("EVENT_ID", event.id.value);
    far.set("EVENT", event_name(event, reader));
    far.set("WHEN", reader.date_and_time(event.start_time, event.time_zone));
  }
  add_form(body, reader, edit.state, {});
  return page.html();
}

}  // namespace ui
