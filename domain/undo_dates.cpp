#include "domain/undo_dates.hpp"

#include <algorithm>
#include <utility>

#include "domain/attendance.hpp"
#include "domain/calendar_decision.hpp"
#include "domain/error.hpp"
#include "domain/event_fields.hpp"
#include "domain/field_texts.hpp"
#include "domain/material_history.hpp"
#include "domain/require_free.hpp"

namespace domain {
namespace {

constexpr std::string_view not_ours = "not_ours";

bool sets(const EventChange& change, std::string_view field) {
  return std::ranges::find(change.fields, field, &FieldChange::field) != change.fields.end();
}

bool ends_or_restores(const EventChange& change) {
  return sets(change, "event_status");
}

bool is_about_attendance(const EventChange& change) {
  return sets(change, "attendance_closed_time");
}

std::vector<OrganisationId> organisers_in(std::string_view text) {
  std::vector<Organiser> organisers;
  take(text, organisers);
  std::vector<OrganisationId> ids;
  for (const Organiser& organiser : organisers) ids.push_back(organiser.id);
  return ids;
}

// It may have been moved since, and is cancelled or not all the same; an organisation may have another name.
bool still_stands(const Event& now, const FieldChange& field) {
  const std::string value = field_value(now, field.field, field.language);
  if (field.field == "organisers") return organisers_in(value) == organisers_in(field.after);
  if (field.field != "event_status") return value == field.after;
  const std::string_view cancelled = to_word(EventStatus::cancelled);
  return (value == cancelled) == (field.after == cancelled);
}

bool is_edit(const EventChange& change) {
  return !ends_or_restores(change) && !is_about_attendance(change) && !is_about_material(change) &&
         !is_calendar_decision(change);
}

// What storing it would refuse.
std::string why_not_stored(const Snapshot& snapshot, const Principal& principal, const Event& now, const Event& after) {
  if (is_draft(after) && now.confirmed_persons + now.waitlisted_persons > 0) return "has_registrations";
  try {
    require_publication(principal, now.publication_status, after.publication_status);
  } catch (const Error& error) {
    return error.problems().front().code;
  }
  if (!after.location.room || after.location.room == now.location.room) return {};
  const auto room = snapshot.rooms().find(*after.location.room);
  if (!room) return "unknown_room";
  return room->retired ? "room_retired" : "";
}

void put_back_attendance(Transaction& tx, const Ports& ports, const Principal& principal, Event& event,
                         const Event& after, Act act) {
  if (after.attendance_closed_time && event.start_time > ports.clock.now()) {
    throw Error(ErrorKind::conflict, "event_not_begun", "the event has not begun");
  }
  const Event before = event;
  event.attendance_closed_time = after.attendance_closed_time;
  act.kind = is_held(event) ? ChangeKind::attendance_closed : ChangeKind::attendance_reopened;
  store_change(tx, ports, principal, before, event, act);
}

}  // namespace

std::string why_not_undone(const Snapshot& snapshot, const Event& now, const EventChange& change, Instant time) {
  if (is_about_material(change)) return why_material_not_put_back(snapshot, now, change);
  if (is_calendar_decision(change)) return why_decision_stands(snapshot, now, change);
  // Of a copy they say who saw the original.
  const bool copied = change.kind == ChangeKind::copied && sets(change, "publication_status");
  if (change.fields.empty() || change.kind == ChangeKind::room_changed || copied) return "nothing_to_undo";
  const bool stands =
      std::ranges::all_of(change.fields, [&](const FieldChange& one) { return still_stands(now, one); });
  if (!stands) return "changed_since";
  if (is_about_attendance(change)) {
    const bool closes = as_before(now, change).attendance_closed_time.has_value();
    return closes && now.status == EventStatus::cancelled ? "event_cancelled" : "";
  }
  if (ends_or_restores(change)) {
    if (now.status == EventStatus::cancelled) return now.end_time <= time ? "event_over" : "";
    return is_held(now) ? "attendance_closed" : "";
  }
  if (now.status == EventStatus::cancelled) return "event_cancelled";
  const bool moves = sets(change, "start_time") || sets(change, "end_time");
  return moves && is_held(now) ? "attendance_closed" : "";
}

std::vector<UndoneDate> undone_dates(const Snapshot& snapshot, const Principal& principal, EventId event,
                                     EventChangeId id, UndoScope scope, Instant now) {
  auto own = snapshot.event_changes().find(id);
  if (!own || own->event != event) throw Error(ErrorKind::not_found, "not_found", "there is no such change");
  std::vector<EventChange> changes{std::move(*own)};
  if (scope == UndoScope::all || is_about_material_of_series(changes.front())) {
    for (EventChange& other : snapshot.event_changes().along_with(id)) {
      const bool known = std::ranges::find(changes, other.event, &EventChange::event) != changes.end();
      if (!known) changes.push_back(std::move(other));
    }
  }
  std::vector<UndoneDate> dates;
  for (EventChange& change : changes) {
    auto found = snapshot.events().find(change.event);
    if (!found) continue;
    UndoneDate& date = dates.emplace_back(UndoneDate{std::move(change), *found, *found});
    date.refusal = why_not_undone(snapshot, *found, date.change, now);
    if (!may(principal, Permission::edit_event, &*found)) date.refusal = not_ours;
    if (!date.refusal.empty()) continue;
    date.after = as_before(std::move(*found), date.change);
    if (is_edit(date.change)) date.refusal = why_not_stored(snapshot, principal, date.event, date.after);
  }
  const auto foreign = std::ranges::find(dates, not_ours, &UndoneDate::refusal);
  if (foreign != dates.end() && is_about_material_of_series(dates.front().change)) {
    for (UndoneDate& date : dates) date.refusal = not_ours;
  }
  const auto unseen = [&](const UndoneDate& date) { return !may(principal, Permission::see_event, &date.event); };
  dates.erase(std::remove_if(dates.begin() + 1, dates.end(), unseen), dates.end());
  std::sort(dates.begin() + 1, dates.end(), [](const UndoneDate& one, const UndoneDate& other) {
    return std::pair(one.event.start_time, one.event.id) < std::pair(other.event.start_time, other.event.id);
  });
  return dates;
}

std::optional<MessageKind> notice_of(const UndoneDate& date) {
  const bool was = date.event.status == EventStatus::cancelled;
  const bool will_be = date.after.status == EventStatus::cancelled;
  if (was != will_be) return will_be ? MessageKind::event_cancelled : MessageKind::event_restored;
  return notice_of_change(date.event, date.after);
}

bool takes_place_anew(const UndoneDate& date) {
  if (date.after.status == EventStatus::cancelled) return false;
  return date.event.status == EventStatus::cancelled || is_moved(date.event, date.after);
}

void put_back(Transaction& tx, const Ports& ports, const Principal& principal, UndoneDate& date, Notices& notices) {
  Act act{ChangeKind::edited, date.change.id};
  if (is_calendar_decision(date.change)) {
    take_back_decision(tx, ports, principal, date.event, date.change);
  } else if (is_about_attendance(date.change)) {
    put_back_attendance(tx, ports, principal, date.event, date.after, act);
  } else if (!ends_or_restores(date.change)) {
    change_details(tx, ports, principal, date.event, date.after, notices, act);
  } else if (date.after.status == EventStatus::cancelled) {
    act.kind = ChangeKind::cancelled;
    call_off(tx, ports, principal, date.event, date.after.cancellation_reason, notices, act);
  } else {
    act.kind = ChangeKind::restored;
    restore(tx, ports, principal, date.event, date.after.status, notices, act);
  }
}

}  // namespace domain
