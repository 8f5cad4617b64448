#include "service/import_row.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "calendar/recurrence.hpp"
#include "domain/event_changes.hpp"
#include "domain/municipalities.hpp"
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
void note_left_over(const domain::Snapshot& snapshot, const domain::Principal& principal, const std::string& key,
                    ImportedRow& out) {
  const auto series = snapshot.events().find_series_by_import_key(key);
  if (!series) return;
  for (const auto& event : snapshot.events().of_series(series->id)) {
    const auto date = event.import_key.substr(event.import_key.rfind('/') + 1);
    const bool wanted = std::any_of(out.starts.begin(), out.starts.end(),
                                    [&](auto start) { return domain::format_date(date_of(start)) == date; });
    const bool theirs = domain::may(principal, domain::Permission::edit_event, &event);
    if (!wanted && theirs && event.status != domain::EventStatus::cancelled)
      out.notes.push_back({std::string(column_name(Column::not_held)), "left_over",
                           "the event of " + date + " is no longer in the file; cancel it if it is not held",
                           event.id.value});
  }
}

std::vector<domain::LocalTime> expand(const domain::Ports& ports, const ProgrammeRow& row, ImportedRow& out) {
  const auto zone = row.details.time_zone;
  const auto& [recurrence, exceptions] = *row.repetition;
  const auto all = calendar::expand(recurrence, row.start, {}, domain::maximum_series_length, zone);
  if (all.front() != row.start)
    throw Error(ErrorKind::invalid, "start_not_in_repeat", "does not happen on the weekday of Pvm", "recurrence");
  auto starts = calendar::expand(recurrence, row.start, exceptions, domain::maximum_series_length, zone);
  if (starts.empty())
    throw Error(ErrorKind::invalid, "recurrence", "has no date left without those of Ei pidetä", "recurrence");
  for (const auto start : starts)
    if (!ports.zones.exists(start, zone))
      throw Error(ErrorKind::invalid, "skipped_hour",
                  "is an hour that the clock change skips on " + domain::format_date(date_of(start)), "start_time");
  note_idle_exceptions(exceptions, all, out);
  return starts;
}

// The number that an export wrote into the row.
std::optional<domain::EventId> exported_number(const ProgrammeRow& row) {
  std::string_view number = row.identifier;
  if (row.repetition || !number.starts_with(exported_event)) return std::nullopt;
  number.remove_prefix(exported_event.size());
  domain::EventId id;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id.value);
  return error == std::errc{} && end == number.data() + number.size() ? std::optional(id) : std::nullopt;
}

// Of a row that names none: what holds for new ones is not said of what is there.
void keep_municipality(domain::Place& place, const domain::Place& stored) {
  if (place.is_online() || stored.is_online()) return;
  const std::string named = domain::municipality_named(place.name, place.street_address);
  const bool has_moved = place.street_address != stored.street_address ||
                         named != domain::municipality_named(stored.name, stored.street_address);
  place.municipality = named.empty() || !has_moved ? stored.municipality : named;
}

void refuse_other_shape(const domain::Ports& ports, const std::string& key, bool is_series) {
  ports.store.read([&](const domain::Snapshot& snapshot) {
    if (!is_series && snapshot.events().find_series_by_import_key(key))
      throw Error(ErrorKind::conflict, "series_mismatch", "was a series when last imported; cancel that first",
                  "recurrence");
    if (is_series && snapshot.events().find_by_import_key(key))
      throw Error(ErrorKind::conflict, "series_mismatch", "was a single event when last imported; cancel that first",
                  "recurrence");
  });
}

}  // namespace

RowImporter::Keys RowImporter::keys(const domain::Ports& ports, std::vector<ProgrammeRow>& rows,
                                    std::string_view source) const {
  Keys keys;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    keys = {};
    keys.of_rows = assign_keys(rows, source, [&](const std::string& key) -> std::optional<domain::LocalTime> {
      const auto event = first_stored(snapshot, key);
      if (event) keys.stored.insert(key);
      return event ? std::optional(ports.zones.to_local(event->start_time, event->time_zone)) : std::nullopt;
    });
    for (const auto& row : rows) {
      const auto number = exported_number(row);
      keys.exported.push_back(number && snapshot.events().find(*number) ? number : std::nullopt);
    }
  });
  return keys;
}

ImportedRow RowImporter::take(const domain::Ports& ports, const ProgrammeRow& row, const std::string& key,
                              std::optional<domain::EventId> exported, Duplicates& duplicates,
                              DuplicatesAre duplicates_are) const {
  ImportedRow out;
  if (row.cancelled) {
    out.outcome = RowOutcome::unchanged;
    out.notes.push_back({std::string(column_name(Column::status)), "cancelled_row", "is left as it is"});
    return out;
  }
  RowDates dates;
  if (row.repetition) {
    dates = dates_of_series(ports, row, key, out);
  } else {
    if (!exported) refuse_other_shape(ports, key, false);
    dates.dates.push_back({key, row.details, exported});
  }
  dates.keep = [this, says_visibility = row.says_visibility, says_municipality = row.says_municipality](
                   domain::EventDetails& details, const domain::Event& stored) {
    keep_what_the_file_leaves_out(details, stored, columns_);
    if (!says_municipality) keep_municipality(details.location, stored.location);
    const bool same_organisers = std::ranges::equal(details.organisers, stored.organisers, {}, &domain::Organiser::name,
                                                    &domain::Organiser::name);
    if (same_organisers || details.organisers.empty()) details.organisers = stored.organisers;
    // Only a word of the file may take back what people see.
    if (!says_visibility) details.publication_status = stored.publication_status;
  };
  if (exported) dates.file = FileIs::taken_out_here;
  auto notes = std::move(out.notes);
  out = take_dates(ports, principal_, std::move(dates), duplicates, duplicates_are);
  out.notes.insert(out.notes.begin(), notes.begin(), notes.end());
  return out;
}

RowDates RowImporter::dates_of_series(const domain::Ports& ports, ProgrammeRow row, const std::string& key,
                                      ImportedRow& out) const {
  out.starts = expand(ports, row, out);
  refuse_other_shape(ports, key, true);
  ports.store.read([&](const domain::Snapshot& snapshot) { note_left_over(snapshot, principal_, key, out); });
  // Pvm itself may be among the dates of Ei pidetä; the details are to be those of the first event there is.
  domain::move_start(row.details, out.starts.front(), ports.zones);
  const auto& repetition = *row.repetition;
  RowDates dates;
  dates.dates =
      domain::dates_of({row.details, repetition.recurrence, repetition.exceptions, out.starts, key}, ports.zones);
  dates.series = {row.details.name, repetition.recurrence, repetition.exceptions, key};
  return dates;
}

}  // namespace service
