#include "domain/edit_series.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_texts.hpp"
#include "domain/event_work.hpp"
#include "domain/hearers.hpp"
#include "domain/lock_order.hpp"
#include "domain/require_free.hpp"
#include "domain/rooms.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<SeriesScope, 3> scopes{
    {{SeriesScope::this_one, "this"}, {SeriesScope::following, "following"}, {SeriesScope::all, "all"}}};

// The date and those of its series that the scope covers.
std::vector<Event> dates_in(const Events& events, const Event& own, SeriesScope scope) {
  if (!own.super_event || scope == SeriesScope::this_one) return {own};
  std::vector<Event> dates = events.of_series(*own.super_event);
  std::erase_if(dates, [&](const Event& date) {
    return scope == SeriesScope::following && date.start_time < own.start_time && date.id != own.id;
  });
  return dates;
}

DateFate fate_of(const Event& date, EventId own, const Principal& principal, Instant now) {
  if (date.id == own) return DateFate::own;
  if (date.status == EventStatus::cancelled) return DateFate::cancelled;
  if (date.start_time <= now) return DateFate::begun;
  return may(principal, Permission::edit_event, &date) ? DateFate::changes : DateFate::not_ours;
}

const Event& own_of(const std::vector<Event>& dates, EventId id) {
  return *std::ranges::find(dates, id, &Event::id);
}

// `after`: of the date `own`.
std::vector<PlannedDate> plan_dates(const std::vector<Event>& dates, EventId own, const EventDetails& after,
                                    const Principal& principal, const Ports& ports) {
  const EventDetails before = own_of(dates, own);
  std::vector<PlannedDate> planned;
  for (const Event& date : dates) {
    PlannedDate& one = planned.emplace_back(PlannedDate{date, date, {}, {}});
    one.fate = fate_of(date, own, principal, ports.clock.now());
    if (one.fate == DateFate::own) one.after = after;
    if (one.fate != DateFate::changes) continue;
    one.after = carried_over(before, after, date, ports.zones, &one.kept);
    if (one.after == static_cast<const EventDetails&>(date)) one.fate = DateFate::stays;
  }
  return planned;
}

// Locked in an order that is always the same, so that two changes never wait for each other; by start time.
std::vector<Event> lock_dates(Transaction& tx, const Principal& principal, EventId id, SeriesScope scope) {
  const auto own = std::as_const(tx.events()).find(id);
  if (!own) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  std::vector<Event> dates = dates_in(tx.events(), *own, scope);
  std::ranges::sort(dates, {}, &Event::id);
  // Drafts may have been deleted meanwhile.
  std::erase_if(dates, [&](Event& date) {
    auto locked = tx.events().lock(date.id);
    if (locked) date = std::move(*locked);
    return !locked;
  });
  if (std::ranges::find(dates, id, &Event::id) == dates.end()) {
    throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  }
  const Event& locked = own_of(dates, id);
  require(principal, Permission::edit_event, &locked);
  require_uncancelled(locked);
  std::ranges::sort(dates, {}, [](const Event& date) { return std::pair(date.start_time, date.id); });
  return dates;
}

bool will_change(const PlannedDate& date) {
  return date.fate == DateFate::own || date.fate == DateFate::changes;
}

// That the dates are in, or go to.
std::vector<RoomId> rooms_of(const std::vector<Event>& dates, const Place& to) {
  std::vector<RoomId> rooms;
  if (to.room) rooms.push_back(*to.room);
  for (const Event& date : dates) {
    if (date.location.room) rooms.push_back(*date.location.room);
  }
  return rooms;
}

std::vector<EventId> ids_of(const std::vector<Event>& dates) {
  std::vector<EventId> ids;
  for (const Event& date : dates) ids.push_back(date.id);
  return ids;
}

std::vector<EventId> moved_dates(const std::vector<PlannedDate>& planned) {
  std::vector<EventId> moved;
  for (const PlannedDate& date : planned) {
    if (will_change(date) && is_moved(date.event, date.after)) moved.push_back(date.event.id);
  }
  return moved;
}

// Dates as they are now, for a plan.
std::vector<Event> read_dates(const Snapshot& snapshot, const Principal& principal, EventId id, SeriesScope scope) {
  const auto own = snapshot.events().find(id);
  if (!own) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  require(principal, Permission::edit_event, &*own);
  require_uncancelled(*own);
  return dates_in(snapshot.events(), *own, scope);
}

}  // namespace

std::string_view to_word(SeriesScope scope) {
  return word_of(scopes, scope);
}
SeriesScope parse_series_scope(std::string_view word, std::string_view field) {
  return value_of(scopes, word, field);
}

SeriesPlan plan_series_edit(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                            const std::function<void(EventDetails&)>& change) {
  SeriesPlan plan;
  ports.store.read([&](const Snapshot& snapshot) {
    const std::vector<Event> dates = read_dates(snapshot, principal, id, scope);
    EventDetails after = own_of(dates, id);
    change(after);
    plan.dates = plan_dates(dates, id, after, principal, ports);
    Hearers hearers;
    for (const PlannedDate& date : plan.dates) {
      const auto notice = notice_of_change(date.event, date.after);
      if (will_change(date) && notice)
        hearers.add(snapshot, date.event, date.after.end_time, *notice, ports.clock.now());
    }
    plan.told = hearers.told();
  });
  for (const PlannedDate& date : plan.dates) {
    if (will_change(date)) validate(date.after, ports.zones);
  }
  return plan;
}

SeriesPlan plan_series_cancellation(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope) {
  SeriesPlan plan;
  ports.store.read([&](const Snapshot& snapshot) {
    plan.dates.clear();
    Hearers hearers;
    for (Event& date : read_dates(snapshot, principal, id, scope)) {
      const DateFate fate = fate_of(date, id, principal, ports.clock.now());
      PlannedDate& planned = plan.dates.emplace_back(PlannedDate{date, date, fate, {}});
      if (will_change(planned))
        hearers.add(snapshot, date, date.end_time, MessageKind::event_cancelled, ports.clock.now());
    }
    plan.told = hearers.told();
  });
  return plan;
}

Event edit_series(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                  const std::function<void(EventDetails&)>& change, std::optional<std::int64_t> if_version) {
  Event changed;
  ports.store.write([&](Transaction& tx) {
    const std::vector<Event> dates = lock_dates(tx, principal, id, scope);
    const Event& own = own_of(dates, id);
    require_version(own, if_version);
    EventDetails after = own;
    change(after);
    if (after.organisers != own.organisers) resolve_organisers(tx, principal, after.organisers, owner_of(own));
    take_rooms(tx, rooms_of(dates, after.location));
    settle_place(tx, after.location, own.location.room);
    std::vector<PlannedDate> planned = plan_dates(dates, id, after, principal, ports);
    take_interpreters_of(tx, moved_dates(planned));
    Notices notices;
    std::vector<Event> moved;
    for (PlannedDate& date : planned) {
      if (!will_change(date)) continue;
      const EventDetails before = date.event;
      change_details(tx, ports, principal, date.event, std::move(date.after), notices);
      if (is_moved(before, date.event)) moved.push_back(date.event);
      if (date.fate == DateFate::own) changed = date.event;
    }
    require_free(tx, principal, moved);
    notices.send(tx, ports);
  });
  return changed;
}

Event cancel_series(const Ports& ports, const Principal& principal, EventId id, SeriesScope scope,
                    const LocalisedText& reason) {
  if (reason.empty()) throw Error(ErrorKind::invalid, "required", "is required", "reason");
  Event cancelled;
  ports.store.write([&](Transaction& tx) {
    Notices notices;
    std::vector<Event> dates = lock_dates(tx, principal, id, scope);
    take_interpreters_of(tx, ids_of(dates));
    for (Event& date : dates) {
      const DateFate fate = fate_of(date, id, principal, ports.clock.now());
      if (fate != DateFate::own && fate != DateFate::changes) continue;
      call_off(tx, ports, principal, date, reason, notices);
      if (fate == DateFate::own) cancelled = date;
    }
    notices.send(tx, ports);
  });
  return cancelled;
}

int publish_series(const Ports& ports, const Principal& principal, SeriesId id, PublishAs as) {
  if (as) require_published(*as);
  int published = 0;
  ports.store.write([&](Transaction& tx) {
    published = 0;
    std::vector<Event> dates = std::as_const(tx.events()).of_series(id);
    if (dates.empty()) throw Error(ErrorKind::not_found, "not_found", "there is no such series");
    // A date that was given to another organisation is theirs to publish.
    const auto ours = [&](const Event& date) { return may(principal, Permission::edit_event, &date); };
    if (std::ranges::none_of(dates, ours)) require(principal, Permission::edit_event, &dates.front());
    std::ranges::sort(dates, {}, &Event::id);
    std::erase_if(dates, [&](Event& date) {
      auto locked = tx.events().lock(date.id);
      if (locked) date = std::move(*locked);
      const bool can_be = locked && is_draft(date) && date.status != EventStatus::cancelled;
      return !can_be || date.end_time <= ports.clock.now() || !ours(date);
    });
    const auto originals = originals_of(tx.event_changes(), ids_of(dates));
    for (Event& date : dates) {
      const auto own = visibility_as(originals.at(date.id), as);
      if (!own) throw Error(ErrorKind::conflict, "original_unknown", "choose who will see them", "publication_status");
      require_publication(principal, date.publication_status, *own);
      publish(tx, ports, principal, date, *own);
    }
    published = static_cast<int>(dates.size());
  });
  return published;
}

std::vector<Event> add_dates(const Ports& ports, const Principal& principal, EventId like,
                             const std::vector<LocalTime>& starts) {
  std::vector<Event> added;
  ports.store.write([&](Transaction& tx) {
    added.clear();
    const Event model = lock_for(tx, principal, like);
    if (!model.super_event) throw Error(ErrorKind::conflict, "no_series", "the event is not part of a series");
    const auto there = std::as_const(tx.events()).of_series(*model.super_event);
    require_publication(principal, PublicationStatus::draft, model.publication_status);
    Place place = model.location;
    settle_place(tx, place);
    const Original original = originals_of(tx.event_changes(), ids_of({model})).at(model.id);
    const bool as_made = !is_draft(model) || original.made_anew;
    for (EventDetails& details : unfold({model, {}, {}, starts, {}, one_enrolment(there)}, ports.zones)) {
      if (std::ranges::find(there, details.start_time, &Event::start_time) != there.end()) continue;
      Event& event = added.emplace_back(make_event(ports, std::move(details)));
      inherit_texts(model, event);
      event.location = place;
      event.super_event = model.super_event;
      if (as_made) {
        store_new(tx, ports, principal, event);
      } else {
        store_new(tx, ports, principal, event, ChangeKind::copied, visibility_lost(model, original));
      }
    }
    if (added.empty() || there.size() + added.size() > maximum_series_length) {
      throw Error(ErrorKind::invalid, "recurrence", "gives no further dates, or too many", "recurrence");
    }
    require_rooms_free(tx, principal, added);
  });
  return added;
}

}  // namespace domain
