#include "service/import_programme.hpp"

#include <algorithm>
#include <array>

#include "calendar/recurrence.hpp"
#include "domain/known_rooms.hpp"
#include "domain/municipalities.hpp"
#include "domain/text.hpp"
#include "service/import_batches.hpp"
#include "service/import_row.hpp"
#include "service/programme_csv.hpp"
#include "service/programme_row.hpp"
#include "service/programme_words.hpp"

namespace service {
namespace {

constexpr std::string_view source = "programme";
constexpr std::size_t most_dates = 10'000;

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

// A partner's events begin with its own organisation.
void add_own(const domain::Principal& principal, const domain::Organisation& own, domain::EventDetails& details) {
  auto& names = details.organisers;
  const auto is_own = [&](const domain::Organiser& one) { return fold_word(one.name) == fold_word(own.name); };
  if (std::ranges::any_of(names, is_own)) return;
  names.insert(principal.role == domain::Role::partner ? names.begin() : names.end(), {own.id, own.name});
}

// Rows that name no organiser are the own organisation's.
void fill_in_organiser(const domain::Ports& ports, const domain::Principal& principal, const ColumnDefaults& defaults,
                       std::vector<ProgrammeRow>& rows) {
  std::optional<domain::Organisation> own;
  if (principal.organisation)
    ports.store.read(
        [&](const domain::Snapshot& snapshot) { own = snapshot.organisations().find(*principal.organisation); });
  for (auto& row : rows) {
    if (!row.problems.empty()) continue;
    if (own && defaults.own_beside && !row.details.organisers.empty()) add_own(principal, *own, row.details);
    if (!row.details.organisers.empty()) continue;
    if (own)
      row.details.organisers.push_back({own->id, own->name});
    else
      row.problems.push_back({std::string(column_name(Column::organisers)), "required", "is empty"});
  }
}

// By the address, or as chosen for all; the events' keys are the file's words.
void fill_in_municipality(const ColumnDefaults& defaults, std::vector<ProgrammeRow>& rows) {
  for (auto& row : rows) {
    auto& place = row.details.location;
    if (place.is_online() || !place.municipality.empty()) continue;
    place.municipality = domain::municipality_named(place.name, place.street_address);
    if (place.municipality.empty()) place.municipality = defaults.municipality;
  }
}

// What is called as a room is there; the events' keys are the file's words.
void place_in_rooms(const domain::Ports& ports, const domain::Principal& principal, std::vector<ProgrammeRow>& rows) {
  std::optional<domain::KnownRooms> known;
  ports.store.read([&](const domain::Snapshot& snapshot) { known.emplace(snapshot, principal); });
  for (auto& row : rows)
    if (const auto room = known->called(row.details.location)) row.details.location.room = room->id;
}

// None where the row will be refused.
std::size_t count_dates(const ProgrammeRow& row) {
  if (!row.problems.empty() || row.cancelled) return 0;
  if (!row.repetition) return 1;
  try {
    const auto& [recurrence, exceptions] = *row.repetition;
    return calendar::expand(recurrence, row.start, exceptions, domain::maximum_series_length, row.details.time_zone)
        .size();
  } catch (const domain::Error&) {
    return 0;
  }
}

void require_bearable(const std::vector<ProgrammeRow>& rows) {
  std::size_t dates = 0;
  for (const auto& row : rows)
    if ((dates += count_dates(row)) > most_dates)
      throw domain::Error(domain::ErrorKind::invalid, "too_many_dates", "the file has more than 10000 dates in all");
}

PendingRow pending(const ProgrammeRow& row) {
  PendingRow out;
  out.line = row.line;
  out.title = row.title;
  out.problems = row.problems;
  out.dates = row.repetition ? 20 : 1;
  return out;
}

bool starts_with_any(std::string_view bytes, std::initializer_list<std::string_view> beginnings) {
  return std::ranges::any_of(beginnings, [&](auto beginning) { return bytes.starts_with(beginning); });
}

}  // namespace

std::string_view to_word(RowOutcome outcome) {
  constexpr std::array<std::string_view, 6> words{"created", "updated", "unchanged", "duplicate", "skipped", "refused"};
  return words[static_cast<std::size_t>(outcome)];
}

std::string_view to_word(FileKind kind) {
  constexpr std::array<std::string_view, 3> words{"csv", "xlsx", "ics"};
  return words[static_cast<std::size_t>(kind)];
}

std::size_t ImportReport::count(RowOutcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.outcome == outcome; }));
}

FileKind kind_of_file(std::string_view bytes) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0"))
    throw domain::Error(domain::ErrorKind::invalid, "old_spreadsheet",
                        "the file is of an old spreadsheet or has a password: save it as XLSX or CSV");
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return FileKind::xlsx;
  auto text = bytes.substr(0, 200);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (starts_with_any(domain::to_lower_ascii(text), {"<!doctype html", "<html"}))
    throw domain::Error(domain::ErrorKind::invalid, "file_is_web_page", "the file is a web page");
  return starts_with_any(text, {"BEGIN:VCALENDAR", "begin:vcalendar", "Begin:VCalendar"}) ? FileKind::calendar
                                                                                          : FileKind::csv;
}

CsvTable read_table(FileKind kind, std::string_view bytes) {
  auto table = kind == FileKind::xlsx ? read_xlsx(bytes) : read_csv(bytes);
  find_header(table);
  return table;
}

ImportReport import_table(const domain::Ports& ports, const domain::Principal& principal, const CsvTable& table,
                          const ImportOptions& options) {
  const auto columns =
      use_columns(table.header, options.mapping.value_or(guess_mapping(table.header)), options.defaults);
  ImportReport report;
  report.kind = table.separator == '\0' ? FileKind::xlsx : FileKind::csv;
  report.encoding = table.encoding;
  report.separator = table.separator;
  report.dry_run = options.dry_run;
  report.notes = columns.unknown;
  const RowImporter importer(principal, columns);
  std::vector<ProgrammeRow> rows;
  for (const auto& row : table.rows) rows.push_back(read_row(columns, row, ports.zones));
  fill_in_organiser(ports, principal, options.defaults, rows);
  place_in_rooms(ports, principal, rows);
  require_bearable(rows);
  const auto keys = importer.keys(ports, rows, source);
  fill_in_municipality(options.defaults, rows);
  Claims claims;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!keys.of_rows[i].empty()) claims.keys.insert(keys.of_rows[i]);
    if (keys.exported[i]) claims.events.insert(*keys.exported[i]);
  }
  Duplicates duplicates(principal, std::move(claims));
  std::vector<PendingRow> all;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = all.emplace_back(pending(rows[i]));
    if (keys.exported[i] || keys.stored.contains(keys.of_rows[i]))
      row.known = [](const domain::Snapshot& /*snapshot*/) { return true; };
    row.take = [&, i](const domain::Ports& joined) {
      return importer.take(joined, rows[i], keys.of_rows[i], keys.exported[i], duplicates,
                           duplicates_of(options, rows[i].line));
    };
  }
  report.rows = take_rows(ports, all, options);
  for (auto& row : report.rows)
    for (auto& problem : row.problems) problem.field = column_of(problem.field);
  return report;
}

ImportReport import_file(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                         const ImportOptions& options) {
  const auto kind = kind_of_file(bytes);
  if (kind == FileKind::calendar) return import_calendar(ports, principal, bytes, options);
  return import_table(ports, principal, read_table(kind, bytes), options);
}

ImportReport import_programme(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                              bool dry_run) {
  ImportOptions options;
  options.dry_run = dry_run;
  return import_file(ports, principal, bytes, options);
}

}  // namespace service
