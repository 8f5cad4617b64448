#include "service/demo_events.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include "calendar/recurrence.hpp"
#include "domain/import_events.hpp"
#include "service/config_files.hpp"
#include "service/demo_data.hpp"
#include "service/demo_rooms.hpp"
#include "service/demo_rules.hpp"

namespace service::demo {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::weeks;

local_days day_of(domain::LocalTime time) {
  return std::chrono::floor<days>(time);
}

local_days monday_of(domain::LocalTime time) {
  const auto day = day_of(time);
  return day - (std::chrono::weekday{day} - std::chrono::Monday);
}

// Spring is 2n, autumn (from August on) 2n + 1 of year n.
int season_of(domain::LocalTime time) {
  const std::chrono::year_month_day date{day_of(time)};
  return 2 * static_cast<int>(date.year()) + (date.month() >= std::chrono::August ? 1 : 0);
}

std::vector<ProgrammeRow> programme(const domain::TimeZones& zones) {
  const auto table = read_csv(config_file("demo/programme.csv"));
  const auto columns = read_columns(table.header);
  std::vector<ProgrammeRow> rows;
  for (const auto& row : table.rows) {
    rows.push_back(read_row(columns, row, zones));
    if (!rows.back().problems.empty()) throw std::logic_error("demo: line " + std::to_string(row.line));
  }
  return rows;
}

void move_by(weeks by, ProgrammeRow& row, const domain::TimeZones& zones) {
  auto& details = row.details;
  const auto move = [&](domain::Instant instant) {
    return zones.to_utc(zones.to_local(instant, details.time_zone) + by, details.time_zone);
  };
  details.start_time = move(details.start_time);
  details.end_time = move(details.end_time);
  if (details.enrolment_end_time) details.enrolment_end_time = move(*details.enrolment_end_time);
  row.start += by;
}

std::vector<domain::LocalTime> expand(const ProgrammeRow& row, const Repetition& repetition) {
  return calendar::expand(repetition.recurrence, row.start, repetition.exceptions, domain::maximum_series_length,
                          row.details.time_zone);
}

// `row` has been moved by some weeks; the dates, and what is left out of them, follow.
std::vector<domain::LocalTime> move_repetition(const ProgrammeRow& original, ProgrammeRow& row,
                                               const domain::TimeZones& zones) {
  if (!row.repetition) return {row.start};
  auto& repetition = *row.repetition;
  const auto dates = expand(original, {repetition.recurrence, {}});
  const auto rule = repetition.recurrence.substr(0, repetition.recurrence.find(";UNTIL="));
  repetition.recurrence = rule + ";COUNT=" + std::to_string(dates.size());
  while (expand(row, {repetition.recurrence, {}}).front() != row.start) move_by(weeks{1}, row, zones);
  const auto moved = expand(row, {repetition.recurrence, {}});
  for (auto& exception : repetition.exceptions)
    for (std::size_t i = 0; i < dates.size(); ++i)
      if (day_of(dates[i]) == local_days{exception}) {
        exception = std::chrono::year_month_day{day_of(moved[i])};
        break;
      }
  return expand(row, repetition);
}

void add_texts(std::vector<ShiftedRow>& rows) {
  const auto texts = read("demo/texts.json");
  for (const auto& entry : list(texts, "events")) {
    const auto title = text(entry, "title");
    for (auto& [row, starts] : rows) {
      if (row.title != title) continue;
      row.details.name.merge(localised(entry, "name"));
      row.details.short_description.merge(localised(entry, "short_description"));
      row.details.neutral_name.merge(localised(entry, "neutral_name"));
    }
  }
}

bool is_there(const domain::Snapshot& snapshot, const std::string& key) {
  return snapshot.events().find_by_import_key(key) || snapshot.events().find_series_by_import_key(key);
}

}  // namespace

std::vector<ShiftedRow> shifted_programme(domain::Instant now, const domain::TimeZones& zones) {
  const auto originals = programme(zones);
  const auto next_monday = monday_of(zones.to_local(now, domain::default_time_zone)) + weeks{1};
  const auto opens = zones.to_utc(next_monday, domain::default_time_zone);
  std::map<int, local_days> season_begins;
  for (const auto& row : originals) {
    const auto monday = monday_of(row.start);
    const auto [season, is_first] = season_begins.emplace(season_of(row.start), monday);
    if (!is_first) season->second = std::min(season->second, monday);
  }
  std::vector<ShiftedRow> out;
  for (const auto& original : originals) {
    ShiftedRow shifted{original, {}};
    auto& row = shifted.row;
    move_by(std::chrono::floor<weeks>(next_monday - season_begins.at(season_of(row.start))), row, zones);
    while (row.details.enrolment_end_time && *row.details.enrolment_end_time < opens) move_by(weeks{1}, row, zones);
    shifted.starts = move_repetition(original, row, zones);
    out.push_back(std::move(shifted));
  }
  return out;
}

std::size_t add_events(const domain::Ports& ports, const domain::Principal& principal) {
  auto rows = shifted_programme(ports.clock.now(), ports.zones);
  add_texts(rows);
  const auto rooms = add_rooms(ports, principal);
  for (auto& [row, starts] : rows) {
    apply_rules(row.title, row.details);
    if (const auto room = rooms.find(row.title); room != rooms.end()) row.details.location.room = room->second;
  }
  std::size_t added = 0;
  for (const auto& [row, starts] : rows) {
    const auto key = key_of(row.title);
    bool there = false;
    ports.store.read([&](const domain::Snapshot& snapshot) { there = is_there(snapshot, key); });
    if (there) continue;
    if (row.repetition)
      added += domain::import_series(ports, principal,
                                     {row.details, row.repetition->recurrence, row.repetition->exceptions, starts, key})
                   .created;
    else
      added += domain::import_event(ports, principal, key, row.details) == domain::ImportOutcome::created ? 1U : 0U;
  }
  return added;
}

}  // namespace service::demo
