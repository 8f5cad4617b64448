#include <algorithm>
#include <map>

#include "calendar/foreign_events.hpp"
#include "service/import_batches.hpp"
#include "service/import_row.hpp"
#include "service/own_calendar.hpp"

namespace service {
namespace {

using domain::ForeignOccurrence;

constexpr std::chrono::days ahead{2 * 366};

// An event of the calendar with all its dates.
struct CalendarRow {
  std::string uid;
  std::vector<const ForeignOccurrence*> dates;  // by start; not those that are cancelled
  std::vector<const ForeignOccurrence*> cancelled;
  [[nodiscard]] const ForeignOccurrence& any() const { return dates.empty() ? *cancelled.front() : *dates.front(); }
};

std::vector<CalendarRow> rows_of(const domain::ForeignCalendar& calendar) {
  std::vector<CalendarRow> rows;
  std::map<std::string_view, std::size_t> by_uid;
  for (const auto& occurrence : calendar.occurrences) {
    const auto [at, is_new] = by_uid.emplace(occurrence.uid, rows.size());
    if (is_new) rows.push_back({occurrence.uid, {}, {}});
    (occurrence.cancelled ? rows[at->second].cancelled : rows[at->second].dates).push_back(&occurrence);
  }
  return rows;
}

// By what the calendar's events are known again: whoever brings them in, their UID, and which date by the rule.
class Keys {
 public:
  explicit Keys(const domain::Principal& principal)
      : beginning_("ics/" + (principal.organisation ? std::to_string(principal.organisation->value) : "-") + "/") {}
  [[nodiscard]] std::string of(const std::string& uid) const { return beginning_ + uid; }
  [[nodiscard]] std::string of(const ForeignOccurrence& date) const {
    return of(date.uid) + (date.recurrence_id ? "/" + domain::format_rfc3339(*date.recurrence_id) : "");
  }

 private:
  std::string beginning_;
};

domain::EventDetails details_of(const ForeignOccurrence& date, const ColumnDefaults& defaults) {
  domain::EventDetails details;
  details.kind = defaults.kind.value_or(domain::EventKind::info_session);
  details.publication_status = defaults.publication;
  if (!date.summary.empty()) details.name.emplace(defaults.language, date.summary);
  if (!date.description.empty()) details.short_description.emplace(defaults.language, date.description);
  details.start_time = date.start_time;
  details.end_time = date.end_time;
  details.time_zone = date.time_zone;
  details.location = place_of(date.location);
  if (date.location.empty()) details.location.name = defaults.place;
  details.keywords = themes_of(date.categories);
  details.reminders = domain::default_reminders();
  return details;
}

class CalendarImporter {
 public:
  CalendarImporter(const domain::Principal& principal, const ImportOptions& options)
      : principal_(principal), options_(options), keys_(principal) {}

  // Dates stored under their keys, and Kutsu's own by their UIDs.
  [[nodiscard]] bool is_known(const domain::Snapshot& snapshot, const CalendarRow& row) const {
    if (snapshot.events().find_by_uid(row.uid) || snapshot.events().find_series_by_import_key(keys_.of(row.uid)))
      return true;
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
      dates = dates_of(snapshot, row);
      note_cancelled(snapshot, row, out);
    });
    if (row.dates.empty()) {
      out.outcome = RowOutcome::unchanged;
      return out;
    }
    auto notes = std::move(out.notes);
    out = take_dates(ports, principal_, std::move(dates), claims, update_duplicates);
    out.notes = std::move(notes);
    return out;
  }

 private:
  [[nodiscard]] RowDates dates_of(const domain::Snapshot& snapshot, const CalendarRow& row) const {
    RowDates out;
    const auto own = snapshot.events().find_by_uid(row.uid);
    std::map<domain::Instant, const ForeignOccurrence*> by_start;
    for (const auto* date : row.dates) {
      out.dates.push_back(
          {keys_.of(*date), details_of(*date, options_.defaults), own ? std::optional(own->id) : std::nullopt});
      by_start.emplace(date->start_time, date);
    }
    const bool recurs =
        std::ranges::any_of(row.dates, [](const auto* date) { return date->recurrence_id.has_value(); });
    if (recurs && !own) out.series = {out.dates.front().details.name, {}, {}, keys_.of(row.uid)};
    out.keep = [this, by_start = std::move(by_start)](domain::EventDetails& details, const domain::Event& stored) {
      const auto said = by_start.find(details.start_time);
      if (said == by_start.end()) return;
      take_over(details, stored, *said->second, options_.defaults.language, options_.own_texts);
    };
    return out;
  }

  // What does not take place there may have people registered here: somebody should cancel it.
  void note_cancelled(const domain::Snapshot& snapshot, const CalendarRow& row, ImportedRow& out) const {
    for (const auto* date : row.cancelled) {
      auto stored = snapshot.events().find_by_import_key(keys_.of(*date));
      if (!stored) stored = snapshot.events().find_by_uid(date->uid);
      const bool open = stored && stored->status != domain::EventStatus::cancelled;
      out.notes.push_back({"", open ? "cancelled_there" : "cancelled_row",
                           open ? "is cancelled in the file; cancel it here if it is not held" : "is left as it is",
                           open ? stored->id.value : 0});
    }
  }

  const domain::Principal& principal_;
  const ImportOptions& options_;
  Keys keys_;
};

domain::ForeignCalendar read(const domain::Ports& ports, std::string_view bytes, const ImportOptions& options) {
  const auto now = ports.clock.now();
  return calendar::read_calendar(
      bytes, {options.from.value_or(now), now + ahead, std::string(domain::default_time_zone)}, ports.zones);
}

PendingRow refused(const domain::ForeignProblem& problem, std::size_t line) {
  PendingRow row;
  row.line = line;
  row.title = problem.summary;
  row.problems.push_back({"", problem.code, "could not be read from line " + std::to_string(problem.line)});
  return row;
}

}  // namespace

ImportReport import_calendar(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                             const ImportOptions& options) {
  const auto calendar = read(ports, bytes, options);
  const auto rows = rows_of(calendar);
  ImportReport report;
  report.kind = FileKind::calendar;
  report.encoding = "UTF-8";
  report.separator = '\0';
  report.dry_run = options.dry_run;
  if (!calendar.complete) report.notes.push_back({"", "ics_incomplete", "is longer than what was read of it"});
  const CalendarImporter importer(principal, options);
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
  for (const auto& problem : calendar.problems) all.push_back(refused(problem, all.size() + 1));
  report.rows = take_rows(ports, all, options);
  return report;
}

}  // namespace service
