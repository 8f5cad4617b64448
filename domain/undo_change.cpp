#include "domain/undo_change.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_work.hpp"
#include "domain/hearers.hpp"
#include "domain/lock_order.hpp"
#include "domain/material_history.hpp"
#include "domain/require_free.hpp"
#include "domain/undo_dates.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<UndoScope, 2> scopes{{{UndoScope::this_one, "this"}, {UndoScope::all, "all"}}};

// Thrown out of a transaction, so that nothing of it stays: what turned out to be in the way, and that it was a trial.
struct Hindered {
  InTheWay found;
};
struct Tried {};

// What is undone, and by whom.
struct Request {
  const Ports& ports;
  const Principal& principal;
  EventId event;
  EventChangeId change;
  UndoScope scope;
};

int lost_bookings(const Snapshot& snapshot, const Event& event) {
  const auto bookings = snapshot.interpreters().bookings_of(event.id);
  return static_cast<int>(std::ranges::count_if(bookings, [](const InterpreterBooking& booking) {
    return booking.status == BookingStatus::cancelled_free || booking.status == BookingStatus::cancelled_billed;
  }));
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

std::vector<UndoneDate> read_dates(const Snapshot& snapshot, const Request& asked, const InTheWay& stays) {
  auto dates = undone_dates(snapshot, asked.principal, asked.event, asked.change, asked.scope, asked.ports.clock.now());
  require(asked.principal, Permission::edit_event, &dates.front().event);
  for (UndoneDate& date : dates) {
    const auto found = stays.find(date.event.id);
    if (!date.refusal.empty() || found == stays.end()) continue;
    date.refusal = found->second.code;
    date.in_the_way = found->second.event;
  }
  return dates;
}

// What has begun, or waits to be looked at, is read again once its event is taken.
std::vector<UndoneDate> take_dates(Transaction& tx, const Request& asked, const InTheWay& stays) {
  std::vector<EventId> events;
  for (const UndoneDate& date : read_dates(tx.snapshot(), asked, stays)) events.push_back(date.event.id);
  take_events(tx, events);
  auto dates = read_dates(tx.snapshot(), asked, stays);
  take_rooms(tx, rooms_of(dates));
  std::vector<EventId> anew;
  for (const UndoneDate& date : dates) {
    if (date.refusal.empty() && takes_place_anew(date)) anew.push_back(date.event.id);
  }
  take_interpreters_of(tx, anew);
  return dates;
}

// One material for all the dates; each says so.
void put_back_for_all(Transaction& tx, const Request& asked, const std::vector<UndoneDate>& dates) {
  for (const UndoneDate& date : dates) require(asked.principal, Permission::edit_event, &date.event);
  const bool added = dates.front().change.kind == ChangeKind::material_added;
  const Material material = put_back_material(tx, asked.ports, dates.front().event, dates.front().change);
  const ChangeKind kind = added ? ChangeKind::material_removed : ChangeKind::material_added;
  for (const UndoneDate& date : dates) {
    note_material(tx, asked.ports, asked.principal, date.event, material, {kind, date.change.id});
  }
}

// Throws Hindered for what cannot be put back.
void put_back_each(Transaction& tx, const Request& asked, std::vector<UndoneDate>& dates) {
  Hindered hindered;
  Notices notices;
  std::vector<Event> moved;
  for (UndoneDate& date : dates) {
    if (!date.refusal.empty()) continue;
    const bool anew = takes_place_anew(date);
    try {
      put_back(tx, asked.ports, asked.principal, date, notices);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::conflict && error.kind() != ErrorKind::invalid) throw;
      hindered.found.emplace(date.event.id, error.problems().front());
    }
    if (anew) moved.push_back(date.event);
  }
  for (HinderedDate& taken : find_taken(tx, asked.principal, moved)) {
    hindered.found.emplace(taken.event, std::move(taken.problem));
  }
  if (!hindered.found.empty()) throw hindered;
  notices.send(tx, asked.ports);
}

void undo_in(Transaction& tx, const Request& asked, std::vector<UndoneDate>& dates) {
  const auto own = std::ranges::find(dates, asked.event, [](const UndoneDate& date) { return date.event.id; });
  if (is_about_material(own->change)) {
    put_back_for_all(tx, asked, dates);
  } else {
    put_back_each(tx, asked, dates);
  }
}

// As often as something turns up in the way: what stays is in the way of others, perhaps. `Keep`: called with the dates
// as they were, before the transaction ends.
template <class Keep>
std::vector<UndoneDate> run(const Request& asked, const Keep& keep) {
  InTheWay stays;
  std::vector<UndoneDate> dates;
  for (;;) {
    try {
      asked.ports.store.write([&](Transaction& tx) {
        dates = take_dates(tx, asked, stays);
        if (put_back_of(dates) == 0) return;
        std::vector<UndoneDate> put = dates;
        undo_in(tx, asked, put);
        keep(put);
      });
      return dates;
    } catch (const Tried&) {
      return dates;
    } catch (const Hindered& hindered) {
      stays.insert(hindered.found.begin(), hindered.found.end());
    }
  }
}

bool may_be_hindered(const std::vector<UndoneDate>& dates) {
  return std::ranges::any_of(dates,
                             [](const UndoneDate& date) { return date.refusal.empty() && takes_place_anew(date); });
}

}  // namespace

std::string_view to_word(UndoScope scope) {
  return word_of(scopes, scope);
}
UndoScope parse_undo_scope(std::string_view word, std::string_view field) {
  return value_of(scopes, word, field);
}

std::size_t put_back_of(const std::vector<UndoneDate>& dates) {
  return static_cast<std::size_t>(
      std::ranges::count_if(dates, [](const UndoneDate& date) { return date.refusal.empty(); }));
}

UndoPlan plan_undo(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                   UndoScope scope) {
  const Request asked{ports, principal, event, change, scope};
  UndoPlan plan;
  plan.scope = scope;
  ports.store.read([&](const Snapshot& snapshot) { plan.dates = read_dates(snapshot, asked, {}); });
  if (may_be_hindered(plan.dates)) {
    plan.dates = run(asked, [](const std::vector<UndoneDate>&) { throw Tried{}; });
  }
  const Instant now = ports.clock.now();
  ports.store.read([&](const Snapshot& snapshot) {
    plan.told = {};
    plan.lost_bookings = 0;
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

Undone undo_change(const Ports& ports, const Principal& principal, EventId event, EventChangeId change,
                   UndoScope scope) {
  std::vector<UndoneDate> done;
  const auto asked = run({ports, principal, event, change, scope}, [&](std::vector<UndoneDate>& put) { done = put; });
  if (put_back_of(asked) == 0) {
    const UndoneDate& own = asked.front();
    Problem problem{{}, own.refusal, "the change cannot be undone any more", own.in_the_way};
    throw Error(ErrorKind::conflict, {std::move(problem)});
  }
  return {done.front().event, std::move(done)};
}

}  // namespace domain
