#include <algorithm>

#include "domain/approve_event.hpp"
#include "domain/event_fields.hpp"
#include "domain/event_work.hpp"
#include "domain/hearers.hpp"
#include "service/import_row.hpp"

namespace service {
namespace {

using domain::PublicationStatus;

RowOutcome outcome_of(const ImportedRow& row) {
  if (row.updated != 0 || (row.created != 0 && row.unchanged != 0)) return RowOutcome::updated;
  return row.created != 0 ? RowOutcome::created : RowOutcome::unchanged;
}

bool is_stored(const domain::Snapshot& snapshot, const domain::ImportedDate& date) {
  return date.event || snapshot.events().find_by_import_key(date.key);
}

// Those of `row` that are there already, from elsewhere.
std::optional<domain::EventId> mark_duplicates(const domain::Ports& ports, RowDates& row, Duplicates& duplicates) {
  std::optional<domain::EventId> first;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    first.reset();
    for (auto& date : row.dates) {
      if (is_stored(snapshot, date)) continue;
      const auto duplicate = duplicates.find(snapshot, date.details);
      const bool is_its_own = duplicate && row.series && duplicate->import_key.starts_with(row.series->key + "/");
      if (!duplicate || is_its_own) continue;
      date.event = duplicate->id;
      if (!first) first = duplicate->id;
    }
  });
  return first;
}

bool overlap(const domain::EventDetails& one, const domain::EventDetails& other) {
  return one.start_time < other.end_time && other.start_time < one.end_time;
}

// A room that a source does not know of is no reason to refuse what it says: where it is taken, the place stays in
// words, and somebody should look.
void leave_taken_rooms(const domain::Ports& ports, const domain::Principal& principal, RowDates& row,
                       ImportedRow& out) {
  ports.store.read([&](const domain::Snapshot& snapshot) {
    out.notes.clear();
    for (std::size_t i = 0; i < row.dates.size(); ++i) {
      auto& details = row.dates[i].details;
      if (!details.location.room || is_stored(snapshot, row.dates[i])) continue;
      const auto there = snapshot.timetable().in_room(*details.location.room, details.start_time, details.end_time);
      const bool meets_itself = std::ranges::any_of(
          row.dates.begin(), row.dates.begin() + static_cast<std::ptrdiff_t>(i), [&](const auto& other) {
            return other.details.location.room == details.location.room && overlap(other.details, details);
          });
      if (there.empty() && !meets_itself) continue;
      details.location.room.reset();
      const auto other = there.empty() ? std::nullopt : snapshot.events().find(there.front().event);
      const bool known = other && domain::may(principal, domain::Permission::see_event, &*other);
      out.notes.push_back(
          {"", "import_room_taken", "the room is taken then; the place stays in words", known ? other->id.value : 0});
    }
  });
}

// Whoever needs approval makes drafts, and hands them in as what they were to be.
std::vector<PublicationStatus> hold_back(const domain::Principal& principal, RowDates& row) {
  std::vector<PublicationStatus> wanted;
  for (auto& date : row.dates) wanted.push_back(date.details.publication_status);
  if (domain::may(principal, domain::Permission::publish_event)) return wanted;
  for (auto& date : row.dates) date.details.publication_status = PublicationStatus::draft;
  row.keep = [keep = std::move(row.keep)](domain::EventDetails& details, const domain::Event& stored) {
    if (keep) keep(details, stored);
    details.publication_status = stored.publication_status;
  };
  return wanted;
}

void count(const std::vector<domain::TakenDate>& taken, ImportedRow& out) {
  const auto counts = domain::count_outcomes(taken);
  out.created = counts.created;
  out.updated = counts.updated;
  out.unchanged = counts.unchanged;
  if (!taken.empty()) out.event = taken.front().event;
}

// Each field that differs, a start and an end for themselves.
void name_changes(const domain::TakenDate& date, ImportedRow& out) {
  ChangedDate change{*date.after, {}};
  change.change.fields = domain::field_changes(*date.before, *date.after);
  for (const auto& field : change.change.fields)
    if (std::ranges::find(out.changed, field.field) == out.changed.end()) out.changed.push_back(field.field);
  out.changes.push_back(std::move(change));
}

// Within the transaction that has changed them; bookings have moved along.
void tell(const domain::Ports& ports, const std::vector<domain::TakenDate>& taken, FileIs file, ImportedRow& out) {
  ports.store.read([&](const domain::Snapshot& snapshot) {
    out.changed_here.clear();
    for (const ChangedDate& date : out.changes) {
      const auto here = changed_here(snapshot, date.event.id, date.change, file);
      out.changed_here.insert(out.changed_here.end(), here.begin(), here.end());
    }
    domain::Hearers hearers;
    for (const auto& date : taken) {
      if (!date.before) continue;
      if (const auto notice = domain::notice_of_change(*date.before, *date.after))
        hearers.add(snapshot, *date.after, date.after->end_time, *notice, ports.clock.now());
    }
    out.told = hearers.told();
  });
}

void store(const domain::Ports& ports, const domain::Principal& principal, RowDates row, ImportedRow& out) {
  const auto wanted = hold_back(principal, row);
  out.handed_in = !row.dates.empty() && wanted.front() != row.dates.front().details.publication_status;
  const auto taken = domain::import_dates(ports, principal, row.dates, row.keep, row.series);
  count(taken, out);
  for (const auto& date : taken)
    if (date.before) name_changes(date, out);
  out.outcome = outcome_of(out);
  tell(ports, taken, row.file, out);
  for (std::size_t i = 0; i < taken.size(); ++i) {
    const bool held_back = wanted[i] != row.dates[i].details.publication_status;
    if (taken[i].outcome == domain::ImportOutcome::created && held_back)
      (void)domain::submit_event(ports, principal, taken[i].event, wanted[i]);
  }
}

// As it would become; where it would be refused, that it is there is all there is to say.
ImportedRow as_it_would_become(const domain::Ports& ports, const domain::Principal& principal, RowDates row,
                               const ImportedRow& duplicate) {
  ImportedRow shown = duplicate;
  try {
    store(ports, principal, std::move(row), shown);
  } catch (const domain::Error& error) {
    if (error.kind() == domain::ErrorKind::unavailable) throw;
    return duplicate;
  }
  shown.outcome = duplicate.outcome;
  shown.event = duplicate.event;
  shown.created = shown.updated = shown.unchanged = 0;
  shown.handed_in = false;
  return shown;
}

}  // namespace

ImportedRow take_dates(const domain::Ports& ports, const domain::Principal& principal, RowDates row,
                       Duplicates& duplicates, DuplicatesAre duplicates_are) {
  ImportedRow out;
  for (const auto& date : row.dates) {
    out.starts.push_back(ports.zones.to_local(date.details.start_time, date.details.time_zone));
    out.ends.push_back(ports.zones.to_local(date.details.end_time, date.details.time_zone));
  }
  leave_taken_rooms(ports, principal, row, out);
  if (!row.dates.empty()) out.first = row.dates.front().details;
  const auto duplicate = mark_duplicates(ports, row, duplicates);
  if (duplicate && duplicates_are != DuplicatesAre::updated) {
    out.outcome = RowOutcome::duplicate;
    out.event = duplicate;
    return duplicates_are == DuplicatesAre::left ? out : as_it_would_become(ports, principal, std::move(row), out);
  }
  store(ports, principal, std::move(row), out);
  return out;
}

}  // namespace service
