#include "ui/door_page.hpp"

#include <algorithm>

#include "domain/attendance.hpp"
#include "ui/assets.hpp"
#include "ui/event_view.hpp"

namespace ui {
namespace {

using domain::PresenceStatus;
using domain::RegistrationStatus;

Page door_frame(const Pages& pages, const Console& console, std::string_view file, std::string_view title) {
  Page page = console_page(pages, console, file, title);
  Values head = page.layout().add("HEAD_DOOR");
  head.set("DOOR_STYLES", asset_url("door.css"));
  head.set("DOOR_SCRIPT", asset_url("door.js"));
  // What is kept on the device is kept for whoever is signed in now.
  const auto& account = console.principal.account;
  page.body().set("ACCOUNT", account ? account->value : std::int64_t{0});
  return page;
}

// Shown where the page is not fresh.
void set_age(Page& page, std::string_view zone) {
  const Reader& reader = page.reader();
  page.body().set("AS_OF", reader.text("organiser.door.as_of", {{"time", reader.time(page.context().now, zone)}}));
}

// For the script: numbers as this page writes them.
std::string digits_of(const Reader& reader) {
  std::string digits;
  for (int digit = 0; digit < 10; ++digit) digits += reader.number(digit);
  return digits;
}

void set_moment(Values& into, const Reader& reader, const domain::Event& event) {
  into.set("EVENT_ID", event.id.value);
  set_text(into, reader, event.name, "NAME");
  into.set("ISO", domain::format_rfc3339(event.start_time));
  into.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  into.set_if("MOVED_FROM", moved_from_briefly(event, reader));
  into.show_if(domain::is_held(event), "HELD");
  into.set_if("PLACE", place_line(event, reader));
  into.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
}

void add_attendance(Values& body, const Reader& reader, const domain::Event& event, domain::Instant now) {
  if (domain::is_held(event)) {
    const std::string when = reader.date_and_time(*event.attendance_closed_time, event.time_zone);
    body.add("ATTENDANCE_CLOSED").set("CLOSED_TEXT", reader.text("organiser.attendance.closed", {{"when", when}}));
  } else if (event.start_time <= now && event.status != domain::EventStatus::cancelled) {
    body.add("CLOSE_ATTENDANCE").set("EVENT_ID", event.id.value);
  }
}

void set_count(Values& into, const Reader& reader, const Headcount& count) {
  into.set("HERE", reader.number(count.here));
  into.set("EXPECTED", reader.number(count.expected));
  into.show_if(count.children == 0, "NO_CHILDREN");
  into.set("CHILDREN_HERE", reader.number(count.children_here));
  into.set("CHILDREN_EXPECTED", reader.number(count.children));
}

void add_cards(Page& page, std::string_view section, const std::vector<DoorCard>& cards) {
  if (cards.empty()) return;
  Values group = page.body().add(section);
  for (const DoorCard& card : cards) {
    Values values = group.add("CARD");
    set_moment(values, page.reader(), card.event);
    set_count(values, page.reader(), card.count);
  }
}

std::string ages_hint(const Reader& reader, std::string_view unread) {
  const std::string hint = reader.text("organiser.door.field.child_ages.hint");
  return unread.empty() ? hint : reader.text("organiser.door.unread", {{"text", std::string(unread)}}) + " " + hint;
}

std::vector<Field> walk_in_fields(const Page& page, const DoorList& list) {
  const domain::Event& event = list.event;
  const Reader& reader = page.reader();
  std::vector<Field> fields;
  fields.push_back({.name = "persons",
                    .control = Control::number,
                    .label = walk_in_label(reader, "persons"),
                    .required = true,
                    .autocomplete = "off",
                    .direction = "ltr",
                    .min = "1",
                    .max = "60",
                    .narrow = true});
  fields.push_back({.name = "name", .label = walk_in_label(reader, "name"), .autocomplete = "off", .maxlength = "100"});
  if (event.childcare_capacity) {
    fields.push_back({.name = "child_ages",
                      .label = walk_in_label(reader, "child_ages"),
                      .hint = ages_hint(reader, list.walk_in.value(unread_ages)),
                      .autocomplete = "off",
                      .direction = "ltr",
                      .maxlength = "200"});
  }
  if (event.asks.interpreter_language) {
    Field interpreter{.name = "interpreter_language",
                      .control = Control::select,
                      .label = walk_in_label(reader, "interpreter_language")};
    interpreter.choices = language_choices(reader, page.lists(), event.interpreted_languages);
    interpreter.choices.insert(interpreter.choices.begin(),
                               Choice{"", reader.text("organiser.person.no_interpreter"), {}});
    fields.push_back(interpreter);
  }
  return fields;
}

void add_walk_in(Page& page, const DoorList& list) {
  const Reader& reader = page.reader();
  Values& body = page.body();
  body.show_if(!list.walk_in.problems.empty(), "WALK_IN_OPEN");
  body.set("ONCE", list.walk_in.value("once"));
  body.set("LANGUAGE", reader.language().str());
  add_error_summary(
      body, reader, list.walk_in, [&](std::string_view field) { return walk_in_label(reader, field); },
      "WALK_IN_ERRORS");
  for (const Field& field : walk_in_fields(page, list)) add_field(body, reader, list.walk_in, field);
  // Nothing is taken back any more of what was held.
  const auto last = domain::is_held(list.event) ? std::nullopt : list.last_walk_in;
  body.show_if(!last, "NO_LAST");
  body.set("LAST_ID", last ? std::to_string(last->id.value) : "");
  body.set("LAST_NAME", last ? party_name(*last, reader) : "");
  const std::int64_t size = last ? last->size() : 0;
  body.set("LAST_PERSONS", size > 1 ? reader.text("organiser.party.persons", {{"count", size}}) : "");
}

}  // namespace

Headcount headcount_of(const std::vector<domain::Registration>& registrations) {
  Headcount count;
  for (const domain::Registration& registration : registrations) {
    if (registration.status == RegistrationStatus::cancelled) continue;
    const bool has_place = registration.status == RegistrationStatus::confirmed;
    for (const domain::Person& person : registration.persons) {
      const int here = person.presence == PresenceStatus::present ? 1 : 0;
      const int expected = has_place ? 1 : here;
      count.here += here;
      count.expected += expected;
      if (!person.child_age) continue;
      count.children_here += here;
      count.children += expected;
    }
  }
  return count;
}

std::string door_event_name(const domain::Event& event, const Reader& reader) {
  return event_name(event, reader) + reader.text("text.comma") + " " +
         reader.short_date(event.start_time, event.time_zone);
}

std::string walk_in_label(const Reader& reader, std::string_view field) {
  for (const std::string_view name : {"persons", "name", "child_ages", "interpreter_language"}) {
    if (field == name) return reader.text("organiser.door.field." + std::string(name));
  }
  return {};
}

std::string door_today_page(const Pages& pages, const Console& console, const DoorToday& today) {
  const Reader reader = pages.reader(console.context.language);
  Page page = door_frame(pages, console, "organiser/door_today.html", reader.text("organiser.door.title"));
  page.body().set("TODAY", reader.date(console.context.now, domain::default_time_zone, console.context.now));
  set_age(page, domain::default_time_zone);
  page.body().set("UNKEPT_WORDS", reader.text("organiser.door.unkept"));
  page.body().set("DIGITS", digits_of(reader));
  page.body().set("UNSENT_WORDS", reader.text("organiser.door.unsent", {{"number", "{number}"}}));
  page.body().show_if(today.ahead.empty() && today.over.empty(), "NONE");
  add_cards(page, "AHEAD", today.ahead);
  add_cards(page, "OVER", today.over);
  return page.html();
}

std::string door_page(const Pages& pages, const Console& console, const DoorList& list) {
  const Reader reader = pages.reader(console.context.language);
  Page page = door_frame(pages, console, "organiser/door.html", event_name(list.event, reader));
  Values& body = page.body();
  show_problems(page, list.problems);
  set_age(page, list.event.time_zone);
  set_moment(body, reader, list.event);
  body.set("DATE", reader.short_date(list.event.start_time, list.event.time_zone));
  add_attendance(body, reader, list.event, page.context().now);
  set_count(body, reader, headcount_of(list.registrations));
  if (const auto capacity = list.event.maximum_attendee_capacity) {
    body.set_if("CAPACITY", reader.text("organiser.door.capacity", {{"count", std::int64_t{*capacity}}}));
  }
  body.set("DIGITS", digits_of(reader));
  body.set("SCANNER", asset_url("door_scanner.js"));
  // The script puts the number, the name and the reason in.
  body.set("CHILD_WORDS", reader.text("organiser.person.child", {{"age", "{age}"}}));
  body.set("UNSENT_WORDS", reader.text("organiser.door.unsent", {{"number", "{number}"}}));
  body.set("DROPPED_WORDS", reader.text("organiser.door.dropped", {{"name", "{name}"}, {"reason", "{reason}"}}));
  body.set("OTHER_EVENT_WORDS", reader.text("organiser.door.scan.other_event", {{"event", "{event}"}}));
  body.set("UNREAD_WORDS", reader.text("organiser.door.ages_unread", {{"text", "{text}"}}));
  body.set("FOUND_WORDS", reader.text("organiser.door.scan.found", {{"name", "{name}"}}));
  body.set("PERSON_WORDS", reader.text("organiser.person.number", {{"number", "{number}"}}));
  add_door_parties(page, list);
  add_walk_in(page, list);
  return page.html();
}

}  // namespace ui
