#include "domain/event_history.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/event_fields.hpp"
#include "domain/undo_change.hpp"

namespace domain {
namespace {

EventChange line(const Ports& ports, const Principal& who, const Event& event, ChangeKind kind) {
  EventChange change;
  change.event = event.id;
  change.series = event.super_event;
  change.time = ports.clock.now();
  change.account = who.account;
  change.actor = who.display_name;
  change.kind = kind;
  return change;
}

// What a calendar shows has nothing of who came.
bool shows(ChangeKind kind) {
  return kind != ChangeKind::attendance_closed && kind != ChangeKind::attendance_reopened;
}

// One more than fits a page was asked for.
std::optional<EventChangeId> cut_to_page(std::vector<EventChange>& changes) {
  if (changes.size() <= history_page) return {};
  changes.resize(history_page);
  return changes.back().id;
}

HistoryEntry entry_of(const Snapshot& snapshot, const Principal& principal, const Event& now, EventChange change,
                      Instant time) {
  HistoryEntry entry;
  entry.event = now;
  if (change.undoes) entry.undone = snapshot.event_changes().find(*change.undoes);
  entry.refusal = why_not_undone(snapshot, now, change, time);
  entry.undoable = entry.refusal.empty() && may(principal, Permission::edit_event, &now);
  entry.change = std::move(change);
  return entry;
}

void mark_undone(std::vector<HistoryEntry>& entries) {
  for (HistoryEntry& entry : entries) {
    const auto undone = std::ranges::find(entries, std::optional(entry.change.id),
                                          [](const HistoryEntry& o) { return o.change.undoes; });
    if (undone != entries.end()) entry.undone_by = undone->change.id;
  }
}

}  // namespace

void store_new(Transaction& tx, const Ports& ports, const Principal& who, const Event& event, ChangeKind kind,
               std::vector<FieldChange> fields) {
  tx.events().insert(event);
  EventChange change = line(ports, who, event, kind);
  change.fields = std::move(fields);
  tx.event_changes().insert(change);
}

void store_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& before, Event& event,
                  Act act) {
  if (shows(act.kind)) {
    ++event.sequence;
    event.last_modified_time = ports.clock.now();
  }
  event.version = tx.events().update(event);
  EventChange change = line(ports, who, event, act.kind);
  change.undoes = act.undoes;
  change.fields = field_changes(before, event);
  tx.event_changes().insert(change);
}

void note_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& event, ChangeKind kind,
                 std::string note) {
  note_change(tx, ports, who, event, Act{kind}, std::move(note));
}

void note_change(Transaction& tx, const Ports& ports, const Principal& who, const Event& event, Act act,
                 std::string note, std::vector<FieldChange> fields) {
  EventChange change = line(ports, who, event, act.kind);
  change.note = std::move(note);
  change.undoes = act.undoes;
  change.fields = std::move(fields);
  tx.event_changes().insert(change);
}

History list_history(const Ports& ports, const Principal& principal, EventId id, std::optional<EventChangeId> before) {
  History history;
  ports.store.read([&](const Snapshot& snapshot) {
    history = {};
    auto event = snapshot.events().find(id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(principal, Permission::see_history, &*event);
    history.event = std::move(*event);
    auto changes = snapshot.event_changes().of_event(id, history_page + 1, before);
    history.next = cut_to_page(changes);
    for (EventChange& change : changes) {
      history.entries.push_back(entry_of(snapshot, principal, history.event, std::move(change), ports.clock.now()));
    }
  });
  mark_undone(history.entries);
  return history;
}

History list_history(const Ports& ports, const Principal& principal, SeriesId id, std::optional<EventChangeId> before) {
  History history;
  ports.store.read([&](const Snapshot& snapshot) {
    history = {};
    auto dates = snapshot.events().of_series(id);
    std::erase_if(dates, [&](const Event& date) { return !may(principal, Permission::see_history, &date); });
    if (dates.empty()) throw Error(ErrorKind::not_found, "not_found", "there is no such series");
    auto changes = snapshot.event_changes().of_series(id, history_page + 1, before);
    history.next = cut_to_page(changes);
    for (EventChange& change : changes) {
      const auto now = std::ranges::find(dates, change.event, &Event::id);
      if (now == dates.end()) continue;
      history.entries.push_back(entry_of(snapshot, principal, *now, std::move(change), ports.clock.now()));
    }
    history.event = std::move(dates.front());
  });
  mark_undone(history.entries);
  return history;
}

}  // namespace domain
