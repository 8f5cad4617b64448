#include "domain/undo_change.hpp"

#include <algorithm>
#include <utility>

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/event_fields.hpp"
#include "domain/event_work.hpp"
#include "domain/field_texts.hpp"
#include "domain/hearers.hpp"
#include "domain/lock_order.hpp"
#include "domain/require_free.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<UndoScope, 2> scopes{{{UndoScope::this_one, "this"}, {UndoScope::all, "all"}}};

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

// The change, and where all are asked for those that came about with it, by start time; each event once.
std::vector<UndoneDate> dates_of(const Snapshot& snapshot, const Principal& principal, EventId event, EventChangeId id,
                                 UndoScope scope, Instant now) {
  auto own = snapshot.event_changes().find(id);
  if (!own || own->event != event) throw Error(ErrorKind::not_found, "not_found", "there is no such change");
  std::vector<EventChange> changes{std::move(*own)};
  if (scope == UndoScope::all) {
    for (EventChange& other : snapshot.event_changes().along_with(id)) {
      const bool known = std::ranges::find(changes, other.event, &EventChange::event) != changes.end();
      if (!known) changes.push_back(std::move(other));
    }
  }
  std::vector<UndoneDate> dates;
  for (EventChange& change : changes) {
    auto found = snapshot.events().find(change.event);
    if (!found) continue;
    UndoneDate& date = dates.emplace_back(UndoneDate{std::move(change), *found, *found, {}});
    date.refusal = why_not_undone(*found, date.change, now);
    if (!may(principal, Permission::edit_event, &*found)) date.refusal = not_ours;
    if (!date.refusal.empty()) continue;
    date.after = as_before(std::move(*found), date.change);
    const bool edits = !ends_or_restores(date.change) && !is_about_attendance(date.change);
    if (edits) date.refusal = why_not_stored(snapshot, principal, date.event, date.after);
  }
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

int lost_bookings(const Snapshot& snapshot, const Event& event) {
  const auto bookings = snapshot.interpreters().bookings_of(event.id);
  return static_cast<int>(std::ranges::count_if(bookings, [](const InterpreterBooking& booking) {
    return booking.status == BookingStatus::cancelled_free || booking.status == BookingStatus::cancelled_billed;
  }));
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

void put_back(Transaction& tx, const Ports& ports, const Principal& principal, UndoneDate& date, Notices& notices) {
  Act act{ChangeKind::edited, date.change.id};
  if (is_about_attendance(date.change)) {
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

// Whether its room and its interpreters have to be looked at again.
bool takes_place_anew(const UndoneDate& date) {
  if (date.after.status == EventStatus::cancelled) return false;
  return date.event.status == EventStatus::cancelled || is_moved(date.event, date.after);
}

std::vector<RoomId> rooms_of(const std::vector<UndoneDate>& dates) {
  std::vector<RoomId> rooms;
  for (const UndoneDate& date : dates) {
    if (!date.refusal.empty()) continue;
    for (const Event* event : {&date.event, &date.after}) {
      if (event->location.room) rooms.push_back(*event->location.room);
    }
  }
  return rooms;
}

// What has begun, or waits to be looked at, is read again once its event is taken.
std::vector<UndoneDate> take_dates(Transaction& tx, const Ports& ports, const Principal& principal, EventId event,
                                   EventChangeId change, UndoScope scope) {
  const auto read = [&] { return dates_of(tx.snapshot(), principal, event, change, scope, ports.clock.now()); };
  std::vector<EventId> events;
  for (const UndoneDate& date : read()) events.push_back(date.event.id);
  take_events(tx, events);
  return read();
}

void require_undoable(const UndoneDate& own, const Principal& principal) {
  require(principal, Permission::edit_event, &own.event);
  if (!own.refusal.empty()) throw Error(ErrorKind::conflict, own.refusal, "the change cannot be undone any more");
}

}  // namespace

std::string_view to_word(UndoScope scope) {
  return word_of(scopes, scope);
}
UndoScope parse_undo_scope(std::string_view word, std::string_view field) {
  return value_of(scopes, word, field);
}

std::string why_not_undone(const Event& now, const EventChange& change, Instant time) {
  if (change.fields.empty() || change.kind == ChangeKind::room_changed) return "nothing_to_undo";
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

UndoPlan plan_undo(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                   UndoScope scope) {
  UndoPlan plan;
  const Instant now = ports.clock.now();
  ports.store.read([&](const Snapshot& snapshot) {
    plan = {};
    plan.dates = dates_of(snapshot, principal, event, change, scope, now);
    require_undoable(plan.dates.front(), principal);
    Hearers hearers;
    for (const UndoneDate& date : plan.dates) {
      if (!date.refusal.empty()) continue;
      if (const auto notice = notice_of(date)) hearers.add(snapshot, date.event, date.after.end_time, *notice, now);
      const bool restored = date.event.status == EventStatus::cancelled;
      if (restored) plan.lost_bookings += lost_bookings(snapshot, date.event);
    }
    plan.told = hearers.told();
  });
  return plan;
}

Event undo_change(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                  UndoScope scope) {
  Event own;
  ports.store.write([&](Transaction& tx) {
    std::vector<UndoneDate> dates = take_dates(tx, ports, principal, event, change, scope);
    require_undoable(dates.front(), principal);
    take_rooms(tx, rooms_of(dates));
    std::vector<EventId> asked;
    for (const UndoneDate& date : dates) {
      if (date.refusal.empty() && takes_place_anew(date)) asked.push_back(date.event.id);
    }
    take_interpreters_of(tx, asked);
    Notices notices;
    std::vector<Event> moved;
    for (UndoneDate& date : dates) {
      if (!date.refusal.empty()) continue;
      const bool anew = takes_place_anew(date);
      put_back(tx, ports, principal, date, notices);
      if (anew) moved.push_back(date.event);
    }
    require_free(tx, principal, moved);
    notices.send(tx, ports);
    own = std::move(dates.front().event);
  });
  return own;
}

}  // namespace domain
