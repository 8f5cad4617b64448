#include "service/import_row.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "calendar/recurrence.hpp"
#include "domain/edit_event.hpp"
#include "service/export_programme.hpp"
#include "service/programme_keys.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;
using std::chrono::year_month_day;

year_month_day date_of(domain::LocalTime time) {
  return year_month_day{std::chrono::floor<std::chrono::days>(time)};
}

// The columns that the domain's fields came from.
std::string column_of(std::string_view field) {
  constexpr std::array<std::pair<std::string_view, Column>, 10> columns{{
      {"start_time", Column::starts},
      {"end_time", Column::ends},
      {"enrolment_end_time", Column::enrol_by},
      {"recurrence", Column::repeats},
      {"maximum_attendee_capacity", Column::places},
      {"waiting_list_capacity", Column::waiting_places},
      {"childcare_capacity", Column::childcare},
      {"location.name", Column::place},
      {"name", Column::title},
      {"organisers", Column::organisers},
  }};
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.first == field; });
  return std::string(found == columns.end() ? field : column_name(found->second));
}

domain::EventFilter events_of(domain::SeriesId series, std::size_t limit) {
  using domain::PublicationStatus;
  domain::EventFilter filter;
  filter.series = series;
  filter.publication = {PublicationStatus::draft, PublicationStatus::open_to_all, PublicationStatus::unlisted,
                        PublicationStatus::staff};
  filter.limit = limit;
  return filter;
}

// The event of `key`, or the first one of the series of that name.
std::optional<domain::Event> first_stored(const domain::Snapshot& snapshot, const std::string& key) {
  if (auto event = snapshot.events().find_by_import_key(key)) return event;
  const auto series = snapshot.events().find_series_by_import_key(key);
  if (!series) return std::nullopt;
  auto page = snapshot.events().find(events_of(series->id, 1));
  return page.events.empty() ? std::nullopt : std::optional(std::move(page.events.front()));
}

bool contains_date(const std::vector<domain::LocalTime>& starts, year_month_day date) {
  return std::any_of(starts.begin(), starts.end(), [&](auto start) { return date_of(start) == date; });
}

void note_idle_exceptions(const std::vector<year_month_day>& exceptions, const std::vector<domain::LocalTime>& all,
                          ImportedRow& out) {
  for (const auto date : exceptions)
    if (!contains_date(all, date))
      out.notes.push_back({std::string(column_name(Column::not_held)), "idle_exception",
                           domain::format_date(date) + " is none of the dates"});
}

// Dates that the file had earlier stay, since people may have registered; somebody should cancel them.
void note_left_over(const domain::Snapshot& snapshot, const std::string& key, ImportedRow& out) {
  const auto series = snapshot.events().find_series_by_import_key(key);
  if (!series) return;
  const auto page = snapshot.events().find(events_of(series->id, domain::maximum_series_length));
  for (const auto& event : page.events) {
    const auto date = event.import_key.substr(event.import_key.rfind('/') + 1);
    const bool wanted = std::any_of(out.starts.begin(), out.starts.end(),
                                    [&](auto start) { return domain::format_date(date_of(start)) == date; });
    if (!wanted && event.status != domain::EventStatus::cancelled)
      out.notes.push_back({std::string(column_name(Column::not_held)), "left_over",
                           "the event of " + date + " is no longer in the file; cancel it if it is not held"});
  }
}

// Pvm itself may be among the dates of Ei pidetä; the details are to be those of the first event there is.
void move_to(domain::LocalTime first, const ProgrammeRow& row, const domain::TimeZones& zones,
             domain::EventDetails& details) {
  const auto move = [&](domain::Instant instant) {
    return zones.to_utc(zones.to_local(instant, details.time_zone) + (first - row.start), details.time_zone);
  };
  details.start_time = move(details.start_time);
  details.end_time = move(details.end_time);
  if (details.enrolment_end_time) details.enrolment_end_time = move(*details.enrolment_end_time);
}

RowOutcome outcome_of(const ImportedRow& row) {
  if (row.updated != 0 || (row.created != 0 && row.unchanged != 0)) return RowOutcome::updated;
  return row.created != 0 ? RowOutcome::created : RowOutcome::unchanged;
}

}  // namespace

std::vector<std::string> RowImporter::keys(std::vector<ProgrammeRow>& rows, std::string_view source) const {
  std::vector<std::string> keys;
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    keys = assign_keys(rows, source, [&](const std::string& key) -> std::optional<domain::LocalTime> {
      const auto event = first_stored(snapshot, key);
      return event ? std::optional(ports_.zones.to_local(event->start_time, event->time_zone)) : std::nullopt;
    });
  });
  return keys;
}

ImportedRow RowImporter::take(const ProgrammeRow& row, const std::string& key) const {
  ImportedRow out;
  out.line = row.line;
  out.title = row.title;
  out.problems = row.problems;
  if (!out.problems.empty()) return out;
  try {
    if (row.cancelled) {
      out.outcome = RowOutcome::unchanged;
      out.notes.push_back({std::string(column_name(Column::status)), "cancelled_row", "is left as it is"});
      return out;
    }
    if (row.repetition) {
      take_series(row, key, out);
    } else if (const auto stored = exported(row)) {
      take_exported(row, *stored, out);
    } else {
      take_event(row, key, out);
    }
    out.outcome = outcome_of(out);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::unavailable) throw;
    out = ImportedRow{row.line, row.title, RowOutcome::refused, {}, 0, 0, 0, error.problems(), {}};
    for (auto& problem : out.problems) problem.field = column_of(problem.field);
  }
  return out;
}

std::optional<domain::Event> RowImporter::exported(const ProgrammeRow& row) const {
  std::string_view number = row.identifier;
  if (!number.starts_with(exported_event)) return std::nullopt;
  number.remove_prefix(exported_event.size());
  domain::EventId id;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id.value);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  std::optional<domain::Event> event;
  ports_.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  return event;
}

void RowImporter::take_exported(ProgrammeRow row, const domain::Event& stored, ImportedRow& out) const {
  keep_what_the_file_leaves_out(row.details, stored, columns_);
  const bool same_organisers = std::ranges::equal(row.details.organisers, stored.organisers, {},
                                                  &domain::Organiser::name, &domain::Organiser::name);
  if (same_organisers) row.details.organisers = stored.organisers;
  out.starts = {row.start};
  const bool same = row.details == static_cast<const domain::EventDetails&>(stored) ||
                    stored.status == domain::EventStatus::cancelled;
  (same ? out.unchanged : out.updated) = 1;
  if (same) return domain::require(principal_, domain::Permission::see_event, &stored);
  static_cast<void>(
      domain::edit_event(ports_, principal_, stored.id, [&](domain::EventDetails& details) { details = row.details; }));
}

void RowImporter::take_event(ProgrammeRow row, const std::string& key, ImportedRow& out) const {
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    if (snapshot.events().find_series_by_import_key(key))
      throw Error(ErrorKind::conflict, "series_mismatch", "was a series when last imported; cancel that first",
                  "recurrence");
  });
  keep_stored(row, key);
  out.starts = {row.start};
  const auto outcome = domain::import_event(ports_, principal_, key, row.details);
  out.created = outcome == domain::ImportOutcome::created ? 1 : 0;
  out.updated = outcome == domain::ImportOutcome::updated ? 1 : 0;
  out.unchanged = outcome == domain::ImportOutcome::unchanged ? 1 : 0;
}

std::vector<domain::LocalTime> RowImporter::expand(const ProgrammeRow& row, ImportedRow& out) const {
  const auto zone = row.details.time_zone;
  const auto& [recurrence, exceptions] = *row.repetition;
  const auto all = calendar::expand(recurrence, row.start, {}, domain::maximum_series_length, zone);
  if (all.front() != row.start)
    throw Error(ErrorKind::invalid, "start_not_in_repeat", "does not happen on the weekday of Pvm", "recurrence");
  auto starts = calendar::expand(recurrence, row.start, exceptions, domain::maximum_series_length, zone);
  if (starts.empty())
    throw Error(ErrorKind::invalid, "recurrence", "has no date left without those of Ei pidetä", "recurrence");
  for (const auto start : starts)
    if (!ports_.zones.exists(start, zone))
      throw Error(ErrorKind::invalid, "skipped_hour",
                  "is an hour that the clock change skips on " + domain::format_date(date_of(start)), "start_time");
  note_idle_exceptions(exceptions, all, out);
  return starts;
}

void RowImporter::take_series(ProgrammeRow row, const std::string& key, ImportedRow& out) const {
  out.starts = expand(row, out);
  ports_.store.read([&](const domain::Snapshot& snapshot) {
    if (snapshot.events().find_by_import_key(key))
      throw Error(ErrorKind::conflict, "series_mismatch", "was a single event when last imported; cancel that first",
                  "recurrence");
    note_left_over(snapshot, key, out);
  });
  if (out.starts.front() != row.start) move_to(out.starts.front(), row, ports_.zones, row.details);
  keep_stored(row, key);
  const auto imported = domain::import_series(
      ports_, principal_, {row.details, row.repetition->recurrence, row.repetition->exceptions, out.starts, key});
  out.created = imported.created;
  out.updated = imported.updated;
  out.unchanged = imported.unchanged;
}

void RowImporter::keep_stored(ProgrammeRow& row, const std::string& key) const {
  std::optional<domain::Event> stored;
  ports_.store.read([&](const domain::Snapshot& snapshot) { stored = first_stored(snapshot, key); });
  if (stored) keep_what_the_file_leaves_out(row.details, *stored, columns_);
}

}  // namespace service
