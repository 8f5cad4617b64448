#include "service/organiser_conflicts.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/conflicts.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "ui/organiser_conflicts.hpp"

namespace service {
namespace {

// As far as the form can be read; nothing while it does not say when. What is wrong with the rest is told on saving.
std::optional<domain::EventDetails> details_of(const Request& request, const App& app, const EventForm& form) {
  if (!local_start_of(form) || form.end_time.clock.empty()) return {};
  EventFormChoices choices{app.ports.zones, app.pages.lists(), {}};
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { choices.organisations = snapshot.organisations().all(); });
  domain::EventDetails details;
  if (const auto own = signed_in(request).organisation) details.organisers.push_back({*own, {}});
  try {
    apply_event_form(form, choices, details);
  } catch (const domain::Error&) {
    if (details.end_time <= details.start_time) return {};
  }
  return details;
}

std::vector<domain::Conflict> met_by(const Request& request, const App& app, const domain::EventDetails& details,
                                     std::optional<domain::EventId> stored) {
  std::vector<domain::Conflict> conflicts;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    conflicts = conflicts_of(snapshot, app, signed_in(request), details, stored);
    std::ranges::move(rooms_meant(snapshot, signed_in(request), details.location), std::back_inserter(conflicts));
  });
  return conflicts;
}

// The rooms in use, and the one that the form names.
std::vector<domain::Room> rooms_for(const App& app, const EventForm& form) {
  std::vector<domain::Room> rooms;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { rooms = snapshot.rooms().all(); });
  std::erase_if(rooms,
                [&](const domain::Room& room) { return room.retired && std::to_string(room.id.value) != form.room; });
  return rooms;
}

// Of the event that the form says it is of, where they may edit it.
std::optional<domain::EventId> stored_event(const Request& request, const App& app, const Fields& fields) {
  const std::string text = form_value(fields, "event");
  domain::EventId id;
  if (std::from_chars(text.data(), text.data() + text.size(), id.value).ec != std::errc{}) return {};
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event || !domain::may(signed_in(request), domain::Permission::edit_event, &*event)) return {};
  return id;
}

}  // namespace

void add_planning(const Request& request, const App& app, const EventForm& form, std::optional<domain::EventId> stored,
                  ui::EventFormPage& page) {
  page.rooms = rooms_for(app, form);
  if (const auto details = details_of(request, app, form)) {
    page.conflicts = met_by(request, app, *details, stored);
  }
}

void add_conflicts(const Request& request, const App& app, const domain::EventDetails& details,
                   ui::SeriesPreview& page) {
  page.wanted = details.maximum_attendee_capacity;
  const auto of_all = [](const domain::Conflict& conflict) {
    return conflict.kind == domain::ConflictKind::room_too_small;
  };
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    for (ui::PreviewDate& date : page.dates) {
      if (date.skipped_hour) continue;
      domain::EventDetails one = details;
      one.start_time = date.start;
      one.end_time = date.start + (details.end_time - details.start_time);
      // Holidays have a word of their own here.
      date.conflicts = domain::find_conflicts(snapshot, signed_in(request), one);
      if (page.of_all.empty()) std::ranges::copy_if(date.conflicts, std::back_inserter(page.of_all), of_all);
      std::erase_if(date.conflicts, of_all);
    }
  });
}

MarkTaken taken_rooms(const App& app, const domain::EventDetails& details) {
  if (!details.location.room) return nothing_taken();
  return [&app, room = *details.location.room, zone = details.time_zone,
          length = details.end_time - details.start_time](std::vector<RuleDate>& dates) {
    if (dates.empty()) return;
    const domain::Instant from = app.ports.zones.to_utc(dates.front().start, zone);
    const domain::Instant to = app.ports.zones.to_utc(dates.back().start, zone) + length;
    std::vector<domain::Slot> slots;
    app.ports.store.read(
        [&](const domain::Snapshot& snapshot) { slots = snapshot.timetable().in_room(room, from, to); });
    for (RuleDate& date : dates) {
      const domain::Instant start = app.ports.zones.to_utc(date.start, zone);
      date.taken = std::ranges::any_of(
          slots, [&](const domain::Slot& slot) { return slot.start_time < start + length && start < slot.end_time; });
    }
  };
}

Reply show_conflicts_of_form(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Fields fields = request.form();
  const ui::Console console = console_for(request, app, "new", "/organiser/events/new");
  const auto details = details_of(request, app, read_event_form(fields));
  if (!details) return console_reply(request, app, ui::no_conflicts_fragment(app.pages, console));
  const auto conflicts = met_by(request, app, *details, stored_event(request, app, fields));
  return console_reply(request, app,
                       ui::conflicts_fragment(app.pages, console, conflicts, details->maximum_attendee_capacity));
}

}  // namespace service
