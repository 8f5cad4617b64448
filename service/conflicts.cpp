#include "service/conflicts.hpp"

#include <algorithm>
#include <iterator>

#include "domain/error.hpp"
#include "domain/event_changes.hpp"
#include "domain/known_rooms.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/event_input.hpp"
#include "service/event_json.hpp"
#include "service/event_templates.hpp"
#include "service/series.hpp"

namespace service {
namespace {

// What a planner asks first; the rest is at the event's own address.
Json other_json(const domain::Event& event) {
  Json::Array organisers;
  for (const domain::Organiser& organiser : event.organisers) organisers.emplace_back(organiser.name);
  return Json::Object{{"id", event.id.value},
                      {"name", localised_json(event.name)},
                      {"start_time", domain::format_rfc3339(event.start_time)},
                      {"end_time", domain::format_rfc3339(event.end_time)},
                      {"publication_status", to_word(event.publication_status)},
                      {"organisers", std::move(organisers)}};
}

Json::Object conflict_json(const domain::Conflict& conflict) {
  Json::Object object{{"kind", to_word(conflict.kind)}, {"hard", is_hard(conflict)}};
  if (conflict.event) object.push_back({"event", other_json(*conflict.event)});
  add_text(object, "interpreter", conflict.interpreter);
  if (conflict.room) {
    object.push_back({"room", Json::Object{{"id", conflict.room->id.value},
                                           {"name", conflict.room->name},
                                           {"street_address", conflict.room->street_address},
                                           {"municipality", conflict.room->municipality}}});
  }
  if (conflict.room_capacity) object.push_back({"room_capacity", *conflict.room_capacity});
  add_text(object, "holiday", conflict.holiday);
  if (!conflict.holiday_name.empty()) object.push_back({"holiday_name", localised_json(conflict.holiday_name)});
  return object;
}

void name_organisers(const domain::Snapshot& snapshot, domain::EventDetails& details) {
  for (domain::Organiser& organiser : details.organisers) {
    if (organiser.id != domain::OrganisationId{}) continue;
    if (const auto known = snapshot.organisations().find_by_name(organiser.name)) organiser.id = known->id;
  }
}

// What each date of a series meets, and which date it is.
Reply series_conflicts_reply(const Request& request, const App& app, const Json& body) {
  Json::Array data;
  domain::SeriesDraft draft = read_series(body, request, app);
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    data.clear();
    name_organisers(snapshot, draft.details);
    for (const domain::Conflict& meant : rooms_meant(snapshot, signed_in(request), draft.details.location)) {
      data.emplace_back(conflict_json(meant));
    }
    for (const domain::EventDetails& date : domain::unfold(draft, app.ports.zones)) {
      for (const domain::Conflict& conflict : conflicts_of(snapshot, app, signed_in(request), date)) {
        Json::Object object = conflict_json(conflict);
        object.push_back({"start_time", domain::format_rfc3339(date.start_time)});
        data.emplace_back(std::move(object));
      }
    }
  });
  return personal_reply(200, list_json(std::move(data)));
}

Reply conflicts_reply(const std::vector<domain::Conflict>& conflicts) {
  Json::Array data;
  for (const domain::Conflict& conflict : conflicts) data.push_back(conflict_json(conflict));
  return personal_reply(200, list_json(std::move(data)));
}

domain::Event find_for(const Request& request, const domain::Snapshot& snapshot, domain::EventId id,
                       domain::Permission permission) {
  auto event = snapshot.events().find(id);
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  domain::require(signed_in(request), permission, &*event);
  return std::move(*event);
}

}  // namespace

std::vector<domain::Conflict> conflicts_of(const domain::Snapshot& snapshot, const App& app,
                                           const domain::Principal& principal, const domain::EventDetails& details,
                                           std::optional<domain::EventId> stored) {
  auto conflicts = domain::find_conflicts(snapshot, principal, details, stored);
  domain::EventDetails placed = details;
  const auto room = details.location.room ? snapshot.rooms().find(*details.location.room) : std::nullopt;
  if (room) placed.location.municipality = room->municipality;
  for (domain::Conflict& holiday : domain::find_holidays(app.holidays, app.ports.zones, placed)) {
    conflicts.push_back(std::move(holiday));
  }
  return conflicts;
}

std::vector<domain::Conflict> rooms_meant(const domain::Snapshot& snapshot, const domain::Principal& principal,
                                          const domain::Place& place) {
  std::vector<domain::Conflict> meant;
  if (place.room || place.is_online() || place.name.empty()) return meant;
  for (domain::Room& room : domain::KnownRooms(snapshot, principal).like(place)) {
    meant.push_back({.kind = domain::ConflictKind::known_room, .room = std::move(room)});
  }
  return meant;
}

Reply list_conflicts(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  std::vector<domain::Conflict> conflicts;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const domain::Event event = find_for(request, snapshot, id, domain::Permission::edit_event);
    conflicts = conflicts_of(snapshot, app, signed_in(request), event, id);
    std::ranges::move(rooms_meant(snapshot, signed_in(request), event.location), std::back_inserter(conflicts));
  });
  return conflicts_reply(conflicts);
}

Reply check_conflicts(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Json body = read_json(request);
  if (body.find("recurrence") != nullptr) return series_conflicts_reply(request, app, body);
  std::optional<std::int64_t> stored;
  domain::EventDetails details =
      read_event_to_make(body, request, app, [&](JsonObject& object) { stored = object.id("event"); });
  std::vector<domain::Conflict> conflicts;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    name_organisers(snapshot, details);
    std::optional<domain::EventId> id;
    if (stored) {
      id = find_for(request, snapshot, domain::EventId{*stored}, domain::Permission::edit_event).id;
    }
    conflicts = conflicts_of(snapshot, app, signed_in(request), details, id);
    std::ranges::move(rooms_meant(snapshot, signed_in(request), details.location), std::back_inserter(conflicts));
  });
  return conflicts_reply(conflicts);
}

}  // namespace service
