#include <algorithm>
#include <map>

#include "calendar/foreign_events.hpp"
#include "domain/merge_content.hpp"
#include "service/calendar_rows.hpp"
#include "service/import_batches.hpp"
#include "service/import_row.hpp"
#include "service/missing_places.hpp"
#include "service/own_calendar.hpp"

namespace service {
namespace {

using domain::ForeignOccurrence;

constexpr std::chrono::days ahead{2 * 366};

domain::EventDetails details_of(const ForeignOccurrence& date, const ColumnDefaults& defaults) {
  domain::EventDetails details;
  details.kind = defaults.kind.value_or(domain::EventKind::info_session);
  details.publication_status = defaults.publication;
  if (!date.summary.empty()) details.name.emplace(defaults.language, date.summary);
  if (!date.description.empty()) details.short_description.emplace(defaults.language, date.description);
  details.start_time = date.start_time;
  details.end_time = domain::end_of(date);
  details.time_zone = date.time_zone;
  details.location = place_of(date.location);
  if (date.location.empty()) details.location.name = defaults.place;
  details.keywords = themes_of(date.categories);
  details.reminders = domain::default_reminders();
  return details;
}

domain::ForeignWindow window_of(const domain::Ports& ports, const ImportOptions& options) {
  const auto now = ports.clock.now();
  return {options.from.value_or(now), now + ahead, std::string(domain::default_time_zone)};
}

std::string day_of(const domain::Event& event, const domain::TimeZones& zones) {
  const auto start = zones.to_local(event.start_time, event.time_zone);
  return domain::format_date(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(start)});
}

class CalendarImporter {
 public:
  CalendarImporter(const domain::Principal& principal, const ImportOptions& options,
                   const domain::ForeignCalendar& calendar, domain::ForeignWindow window)
      : principal_(principal), options_(options), calendar_(calendar), window_(std::move(window)), keys_(principal) {}

  // Dates stored under their keys, and Kutsu's own by their UIDs.
  [[nodiscard]] bool is_known(const domain::Snapshot& snapshot, const CalendarRow& row) const {
    if (own_event(snapshot, row.uid) || snapshot.events().find_series_by_import_key(keys_.of(row.uid))) return true;
    return std::ranges::any_of(
        row.dates, [&](const auto* date) { return snapshot.events().find_by_import_key(keys_.of(*date)).has_value(); });
  }

  void claim(const CalendarRow& row, Claims& claims) const {
    claims.keys.insert(keys_.of(row.uid));
    for (const auto* date : row.dates) claims.keys.insert(keys_.of(*date));
  }

  [[nodiscard]] ImportedRow take(const domain::Ports& ports, const CalendarRow& row, const Claims& claims,
                                 bool update_duplicates) const {
    ImportedRow out;
    RowDates dates;
    ports.store.read([&](const domain::Snapshot& snapshot) {
      out.notes.clear();
      const auto known = find_known_dates(snapshot, row, keys_, calendar_, window_);
      dates = dates_of(snapshot, row, known);
      note_cancelled(snapshot, row, known, out);
      note_lost(ports.zones, known, out);
    });
    if (row.dates.empty()) {
      out.outcome = RowOutcome::unchanged;
      return out;
    }
    auto notes = std::move(out.notes);
    try {
      out = take_dates(ports, principal_, std::move(dates), claims, update_duplicates);
    } catch (const domain::Error& error) {
      throw with_dates_without_place(error, row.dates, ports.zones);
    }
    out.notes = std::move(notes);
    return out;
  }

 private:
  // Kutsu's own; as if it were not there where the principal may not know of it.
  [[nodiscard]] std::optional<domain::Event> own_event(const domain::Snapshot& snapshot, const std::string& uid) const {
    auto event = snapshot.events().find_by_uid(uid);
    return event && domain::may(principal_, domain::Permission::see_event, &*event) ? event : std::nullopt;
  }

  void refuse_other_shape(const domain::Snapshot& snapshot, const CalendarRow& row, bool recurs, bool own) const {
    const bool several = recurs || row.dates.size() > 1;
    const bool was_one = own || snapshot.events().find_by_import_key(keys_.of(row.uid));
    const bool was_several = snapshot.events().find_series_by_import_key(keys_.of(row.uid)).has_value();
    if (several ? was_one : was_several)
      throw domain::Error(domain::ErrorKind::conflict, "series_mismatch",
                          "cannot become a series, or a single event: cancel the earlier one first", "recurrence");
  }

  [[nodiscard]] RowDates dates_of(const domain::Snapshot& snapshot, const CalendarRow& row,
                                  const KnownDates& known) const {
    RowDates out;
    if (row.dates.empty()) return out;
    const auto own = own_event(snapshot, row.uid);
    const bool recurs =
        std::ranges::any_of(row.dates, [](const auto* date) { return date->recurrence_id.has_value(); });
    refuse_other_shape(snapshot, row, recurs, own.has_value());
    std::map<domain::Instant, const ForeignOccurrence*> by_start;
    for (const auto* date : row.dates) {
      auto& one = out.dates.emplace_back();
      one.key = keys_.of(*date);
      one.details = details_of(*date, options_.defaults);
      if (own) one.event = own->id;
      if (const auto moved = known.moved.find(date); moved != known.moved.end()) {
        one.event = moved->second;
        one.takes_key = true;
      }
      by_start.emplace(date->start_time, date);
    }
    if (recurs) out.series = {out.dates.front().details.name, {}, {}, keys_.of(row.uid)};
    out.keep = [this, by_start = std::move(by_start)](domain::EventDetails& details, const domain::Event& stored) {
      const auto said = by_start.find(details.start_time);
      if (said == by_start.end()) return;
      take_over(details, stored, *said->second, options_.defaults.language, options_.own_texts);
    };
    return out;
  }

  // What does not take place there may have people registered here: somebody should cancel it.
  void note_cancelled(const domain::Snapshot& snapshot, const CalendarRow& row, const KnownDates& known,
                      ImportedRow& out) const {
    for (const auto* date : row.cancelled) {
      auto stored = snapshot.events().find_by_import_key(keys_.of(*date));
      if (const auto moved = known.moved.find(date); moved != known.moved.end())
        stored = snapshot.events().find(moved->second);
      if (!stored) stored = own_event(snapshot, date->uid);
      const bool open = stored && stored->status != domain::EventStatus::cancelled &&
                        domain::may(principal_, domain::Permission::edit_event, &*stored);
      out.notes.push_back({"", open ? "cancelled_there" : "cancelled_row",
                           open ? "is cancelled in the file; cancel it here if it is not held" : "is left as it is",
                           open ? stored->id.value : 0});
    }
  }

  // Neither is what the calendar has no more.
  void note_lost(const domain::TimeZones& zones, const KnownDates& known, ImportedRow& out) const {
    for (const auto& event : known.lost) {
      const bool open = event.status != domain::EventStatus::cancelled &&
                        domain::may(principal_, domain::Permission::edit_event, &event);
      if (open)
        out.notes.push_back(
            {"", "left_over",
             "the event of " + day_of(event, zones) + " is no longer in the file; cancel it if it is not held",
             event.id.value});
    }
  }

  const domain::Principal& principal_;
  const ImportOptions& options_;
  const domain::ForeignCalendar& calendar_;
  domain::ForeignWindow window_;
  CalendarKeys keys_;
};

// What its owner calls private is left out; it is no error of theirs.
PendingRow unread(const domain::ForeignProblem& problem, std::size_t line) {
  PendingRow row;
  row.line = line;
  if (problem.code == "ics_private") {
    row.take = [](const domain::Ports&) {
      ImportedRow out;
      out.outcome = RowOutcome::skipped;
      out.notes.push_back({"", "ics_private", "is private"});
      return out;
    };
    return row;
  }
  row.title = problem.summary;
  row.problems.push_back({"", problem.code, "could not be read from line " + std::to_string(problem.line)});
  return row;
}

}  // namespace

ImportReport import_calendar(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                             const ImportOptions& options) {
  const auto window = window_of(ports, options);
  const auto calendar = calendar::read_calendar(bytes, window, ports.zones);
  const auto rows = rows_of(calendar);
  ImportReport report;
  report.kind = FileKind::calendar;
  report.encoding = "UTF-8";
  report.separator = '\0';
  report.dry_run = options.dry_run;
  if (!calendar.complete) report.notes.push_back({"", "ics_incomplete", "is longer than what was read of it"});
  const CalendarImporter importer(principal, options, calendar, window);
  Claims claims;
  for (const auto& row : rows) importer.claim(row, claims);
  std::vector<PendingRow> all;
  ports.store.read([&](const domain::Snapshot& snapshot) {
    all.clear();
    for (std::size_t i = 0; i < rows.size(); ++i) {
      PendingRow& row = all.emplace_back();
      row.line = i + 1;
      row.title = rows[i].any().summary;
      row.dates = rows[i].dates.size();
      row.known = importer.is_known(snapshot, rows[i]);
      const auto decision = options.decisions.find(row.line);
      const bool update = decision == options.decisions.end() ? options.update_duplicates : decision->second.taken;
      row.take = [&, i, update](const domain::Ports& joined) { return importer.take(joined, rows[i], claims, update); };
    }
  });
  for (const auto& problem : calendar.problems) all.push_back(unread(problem, all.size() + 1));
  report.rows = take_rows(ports, all, options);
  return report;
}

}  // namespace service
