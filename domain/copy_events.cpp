#include "domain/copy_events.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_texts.hpp"
#include "domain/event_work.hpp"
#include "domain/keep_materials.hpp"
#include "domain/lock_order.hpp"
#include "domain/original_visibility.hpp"
#include "domain/plan_series_copies.hpp"
#include "domain/require_free.hpp"
#include "domain/rooms.hpp"

namespace domain {
namespace {

using namespace std::chrono;

// A partner's copy of what they organise with others is theirs.
void put_own_first(const Principal& principal, std::vector<Organiser>& organisers) {
  if (principal.role != Role::partner) return;
  std::ranges::stable_partition(organisers,
                                [&](const Organiser& organiser) { return organiser.id == principal.organisation; });
}

// What the principal's organisation holds (who has none: anybody).
EventFilter programme_of(const Principal& principal, Instant from, Instant to) {
  EventFilter filter;
  filter.from = from;
  filter.to = to;
  filter.publication = {PublicationStatus::open_to_all, PublicationStatus::unlisted, PublicationStatus::staff,
                        PublicationStatus::draft};
  filter.organiser = principal.organisation;
  filter.limit = maximum_series_length;
  return filter;
}

using StartAndOwner = std::pair<Instant, OrganisationId>;

std::multimap<StartAndOwner, Event> standing(const Ports& ports, EventFilter filter) {
  std::multimap<StartAndOwner, Event> all;
  ports.store.read([&](const Snapshot& snapshot) {
    EventPage page;
    do {
      page = snapshot.events().find(filter);
      for (Event& event : page.events) {
        const StartAndOwner key{event.start_time, event.organisers.front().id};
        all.emplace(key, std::move(event));
      }
      filter.offset += filter.limit;
    } while (page.events.size() == filter.limit);
  });
  return all;
}

void mark_standing(const Ports& ports, const Principal& principal, std::vector<CopyPlan>& plans) {
  if (plans.empty()) return;
  const Instant last = plans.back().details.start_time + seconds{1};
  const auto all = standing(ports, programme_of(principal, plans.front().details.start_time, last));
  for (CopyPlan& plan : plans) {
    std::vector<Organiser> organisers = plan.details.organisers;
    put_own_first(principal, organisers);
    const auto [from, to] = all.equal_range({plan.details.start_time, organisers.front().id});
    plan.stands = std::any_of(from, to, [&](const auto& other) { return other.second.name == plan.details.name; });
  }
}

// Of what is copied.
std::map<SeriesId, std::string> rules_of(const Ports& ports, const std::map<SeriesId, std::vector<Event>>& series) {
  std::map<SeriesId, std::string> rules;
  ports.store.read([&](const Snapshot& snapshot) {
    for (const auto& [id, dates] : series) {
      if (auto stored = snapshot.events().find(id)) rules[id] = std::move(stored->recurrence);
    }
  });
  return rules;
}

std::vector<CopyPlan> plan_all(const Ports& ports, const Principal& principal, const std::vector<Event>& events,
                               const CopyShift& shift) {
  const TimeZones& zones = ports.zones;
  std::vector<CopyPlan> plans;
  std::map<SeriesId, std::vector<Event>> series;
  for (const Event& event : events) {
    if (event.super_event) {
      series[*event.super_event].push_back(event);
    } else {
      plans.push_back({std::to_string(event.id.value), event, moved_details(event, shift.by, zones)});
    }
  }
  const auto rules = rules_of(ports, series);
  for (const auto& [id, dates] : series) {
    const auto rule = rules.find(id);
    plan_series(plans, dates, rule == rules.end() ? std::string_view() : rule->second, shift, zones);
  }
  std::ranges::sort(plans, {}, [](const CopyPlan& plan) { return std::pair(plan.details.start_time, plan.from.id); });
  mark_standing(ports, principal, plans);
  return plans;
}

// So many times, and no longer until the day on which the old one ended.
std::string rule_for(const std::string& rule, std::size_t count) {
  std::string parts;
  for (std::size_t from = 0; from < rule.size();) {
    const std::size_t to = std::min(rule.find(';', from), rule.size());
    const std::string part = rule.substr(from, to - from);
    if (!part.starts_with("COUNT=") && !part.starts_with("UNTIL=")) parts += part + ";";
    from = to + 1;
  }
  return parts + "COUNT=" + std::to_string(count);
}

// The new series for the dates of each old one.
std::map<SeriesId, SeriesId> copy_series(Transaction& tx, const std::vector<CopyPlan>& copies) {
  std::map<SeriesId, std::pair<std::size_t, const CopyPlan*>> counts;
  for (const CopyPlan& copy : copies) {
    if (!copy.from.super_event) continue;
    auto& [count, last] = counts[*copy.from.super_event];
    ++count;
    last = &copy;
  }
  std::map<SeriesId, SeriesId> made;
  for (const auto& [id, counted] : counts) {
    const auto old = std::as_const(tx.events()).find(id);
    if (!old) continue;
    made[id] =
        tx.events().insert(Series{{}, counted.second->details.name, rule_for(old->recurrence, counted.first), {}, {}});
  }
  return made;
}

void require_some(const std::vector<CopyPlan>& copies) {
  if (copies.empty() || copies.size() > maximum_series_length) {
    throw Error(ErrorKind::invalid, "nothing_to_copy", "choose from 1 to 2000 dates", "held");
  }
}

}  // namespace

EventDetails moved_details(EventDetails details, days by, const TimeZones& zones) {
  const auto move = [&](Instant& time) {
    time = zones.to_utc(zones.to_local(time, details.time_zone) + by, details.time_zone);
  };
  move(details.start_time);
  move(details.end_time);
  if (details.enrolment_start_time) move(*details.enrolment_start_time);
  if (details.enrolment_end_time) move(*details.enrolment_end_time);
  details.publication_status = PublicationStatus::draft;
  return details;
}

days whole_weeks_between(year_month_day old_first, year_month_day new_first) {
  const auto apart = (sys_days{new_first} - sys_days{old_first}).count();
  return weeks{static_cast<int>(apart >= 0 ? (apart + 3) / 7 : -((3 - apart) / 7))};
}

std::vector<CopyPlan> plan_copies(const Ports& ports, const Principal& principal, Instant from, Instant to,
                                  const CopyShift& shift) {
  require(principal, Permission::create_event);
  EventPage page;
  ports.store.read([&](const Snapshot& snapshot) { page = snapshot.events().find(programme_of(principal, from, to)); });
  // Half a season would be taken for the whole.
  if (page.count > page.events.size() || page.more_than_counted) {
    throw Error(ErrorKind::invalid, "too_many_to_copy", "there are more than 2000 dates: choose fewer days", "copy_to");
  }
  std::vector<Event> events = std::move(page.events);
  // Whoever owns a common event copies it.
  std::erase_if(events, [&](const Event& event) {
    return event.start_time < from || (principal.organisation && event.organisers.front().id != principal.organisation);
  });
  return plan_all(ports, principal, events, shift);
}

std::vector<CopyPlan> plan_copies(const Ports& ports, const Principal& principal, SeriesId series,
                                  const CopyShift& shift) {
  require(principal, Permission::create_event);
  std::vector<Event> events;
  ports.store.read([&](const Snapshot& snapshot) { events = snapshot.events().of_series(series); });
  std::erase_if(events, [&](const Event& event) { return !may(principal, Permission::edit_event, &event); });
  if (events.empty()) throw Error(ErrorKind::not_found, "not_found", "there is no such series");
  return plan_all(ports, principal, events, shift);
}

namespace {

// Name and address stay.
void leave_retired_room(Transaction& tx, Place& place) {
  if (!place.room) return;
  const auto room = std::as_const(tx.rooms()).find(*place.room);
  if (!room || room->retired) place.room.reset();
}

std::map<EventId, Original> originals_of(const EventChanges& changes, const std::vector<CopyPlan>& copies) {
  std::vector<EventId> ids;
  for (const CopyPlan& copy : copies) {
    if (is_draft(copy.from)) ids.push_back(copy.from.id);
  }
  return originals_of(changes, ids);
}

std::vector<RoomId> rooms_of(const std::vector<CopyPlan>& copies) {
  std::vector<RoomId> rooms;
  for (const CopyPlan& copy : copies) {
    if (copy.details.location.room) rooms.push_back(*copy.details.location.room);
  }
  return rooms;
}

}  // namespace

std::vector<Event> copy_events(const Ports& ports, const Principal& principal, const std::vector<CopyPlan>& copies) {
  require(principal, Permission::create_event);
  require_some(copies);
  for (const CopyPlan& copy : copies) validate(copy.details, ports.zones);
  std::vector<Event> made;
  ports.store.write([&](Transaction& tx) {
    made.clear();
    take_rooms(tx, rooms_of(copies));
    const auto series = copy_series(tx, copies);
    for (const auto& [from, copy] : series) copy_materials(tx, ports, from, copy);
    auto originals = originals_of(tx.event_changes(), copies);
    for (const CopyPlan& copy : copies) {
      Event& event = made.emplace_back(make_event(ports, copy.details));
      put_own_first(principal, event.organisers);
      inherit_texts(copy.from, event);
      resolve_organisers(tx, principal, event.organisers);
      leave_retired_room(tx, event.location);
      settle_place(tx, event.location);
      if (copy.from.super_event) event.super_event = series.at(*copy.from.super_event);
      store_new(tx, ports, principal, event, ChangeKind::copied, visibility_lost(copy.from, originals[copy.from.id]));
      if (!copy.left_out) copy_materials(tx, ports, copy.from, event);
    }
    require_rooms_free(tx, principal, made);
  });
  return made;
}

}  // namespace domain
