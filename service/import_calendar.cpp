#include <algorithm>
#include <map>

#include "calendar/foreign_events.hpp"
#include "domain/known_rooms.hpp"
#include "domain/merge_content.hpp"
#include "service/calendar_rows.hpp"
#include "service/earlier_calendar.hpp"
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
  // In the site's own zone, since its readers go by their own clocks, whichever clock the calendar was written by.
  details.time_zone = domain::default_time_zone;
  details.location = place_of(date.location);
  if (date.location.empty()) details.location.name = defaults.place;
  if (details.location.municipality.empty() && !details.location.is_online())
    details.location.municipality = defaults.municipality;
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
                   const domain::ForeignCalendar& calendar, const calendar::LeftOutDates& left_out,
                   DatesByName& by_name, domain::ForeignWindow window, domain::KnownRooms rooms)
      : principal_(principal),
        options_(options),
        calendar_(calendar),
        left_out_(left_out),
        by_name_(by_name),
        window_(std::move(window)),
        rooms_(std::move(rooms)),
        keys_(principal) {}

  // Dates stored under their keys, and Kutsu's own by their UIDs.
  [[nodiscard]] bool is_known(const domain::Snapshot& snapshot, const CalendarRow& row) const {
    if (own_event(snapshot, row.uid) || snapshot.events().find_series_by_import_key(keys_.of(row.uid))) return true;
    return std::ranges::any_of(
        row.dates, [&](const auto* date) { return snapshot.events().find_by_import_key(keys_.of(*date)).has_value(); });
  }

  // Of a recurring event what it still holds: a date of it that another event of the file has now is the same one.
  void claim(const CalendarRow& row, Claims& claims) const {
    for (const auto* date : row.dates) claims.keys.insert(keys_.of(*date));
  }

  [[nodiscard]] ImportedRow take(const domain::Ports& ports, const CalendarRow& row, Duplicates& duplicates,
                                 DuplicatesAre duplicates_are) const {
    ImportedRow out;
    RowDates dates;
    ports.store.read([&](const domain::Snapshot& snapshot) {
      out.notes.clear();
      const auto known = find_known_dates(snapshot, row, keys_, calendar_, window_);
      dates = dates_of(snapshot, row, known);
      note_cancelled(snapshot, row, known, out);
      note_lost(snapshot, ports.zones, known, out);
    });
    if (row.dates.empty()) {
      const bool is_here = std::ranges::none_of(
          out.notes, [](const domain::Problem& note) { return note.code == "cancelled_not_here"; });
      out.outcome = is_here ? RowOutcome::unchanged : RowOutcome::skipped;
      return out;
    }
    auto notes = std::move(out.notes);
    try {
      out = take_dates(ports, principal_, std::move(dates), duplicates, duplicates_are);
    } catch (const domain::Error& error) {
      throw with_dates_without_place(error, row.dates, ports.zones);
    }
    out.notes.insert(out.notes.begin(), notes.begin(), notes.end());
    out.other_than_by_rule = other_than_by_rule(row);
    return out;
  }

 private:
  [[nodiscard]] OtherThanByRule other_than_by_rule(const CalendarRow& row) const {
    OtherThanByRule other;
    if (const auto found = left_out_.find(row.uid); found != left_out_.end()) other.not_held = found->second;
    for (const auto* date : row.cancelled) other.not_held.push_back(date->recurrence_id.value_or(date->start_time));
    std::ranges::sort(other.not_held);
    for (const auto* date : row.dates)
      if (date->recurrence_id && *date->recurrence_id != date->start_time)
        other.moved.emplace_back(*date->recurrence_id, date->start_time);
    return other;
  }

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
    if (own) out.file = FileIs::taken_out_here;
    const bool recurs =
        std::ranges::any_of(row.dates, [](const auto* date) { return date->recurrence_id.has_value(); });
    refuse_other_shape(snapshot, row, recurs, own.has_value());
    std::map<domain::Instant, const ForeignOccurrence*> by_start;
    for (const auto* date : row.dates) {
      auto& one = out.dates.emplace_back();
      one.key = keys_.of(*date);
      one.details = details_of(*date, options_.defaults);
      if (const auto room = rooms_.called(one.details.location)) one.details.location.room = room->id;
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
      if (details.location == stored.location) return;
      // In other words the same room.
      const auto room = rooms_.called(details.location);
      if (room && stored.location.room == room->id) {
        details.location = stored.location;
      } else if (room) {
        details.location.room = room->id;
      }
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
      if (!stored) {
        // Of a series it stands among what is not held.
        if (row.dates.empty())
          out.notes.push_back({"", "cancelled_not_here", "is cancelled in the file, and not here"});
        continue;
      }
      const bool open = stored->status != domain::EventStatus::cancelled &&
                        domain::may(principal_, domain::Permission::edit_event, &*stored);
      out.notes.push_back({"", open ? "cancelled_there" : "cancelled_row",
                           open ? "is cancelled in the file; cancel it here if it is not held" : "is left as it is",
                           open ? stored->id.value : 0});
    }
  }

  // Neither is what the calendar has no more.
  void note_lost(const domain::Snapshot& snapshot, const domain::TimeZones& zones, const KnownDates& known,
                 ImportedRow& out) const {
    for (const auto& event : known.lost) {
      const bool open = event.status != domain::EventStatus::cancelled &&
                        domain::may(principal_, domain::Permission::edit_event, &event);
      if (open && !by_name_.has_the_like(snapshot, event))
        out.notes.push_back(
            {"", "left_over",
             "the event of " + day_of(event, zones) + " is no longer in the file; cancel it if it is not held",
             event.id.value});
    }
  }

  const domain::Principal& principal_;
  const ImportOptions& options_;
  const domain::ForeignCalendar& calendar_;
  const calendar::LeftOutDates& left_out_;
  DatesByName& by_name_;
  domain::ForeignWindow window_;
  domain::KnownRooms rooms_;
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
  row.title = domain::with_zone(problem.summary, problem);
  row.problems.push_back({"", problem.code, "could not be read from line " + std::to_string(problem.line)});
  return row;
}

}  // namespace

ImportReport import_calendar(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                             const ImportOptions& options) {
  const auto window = window_of(ports, options);
  calendar::LeftOutDates left_out;
  const domain::ForeignLimits limits{.bytes = maximum_csv_bytes};
  const auto calendar = calendar::read_calendar(bytes, window, ports.zones, limits, left_out);
  const auto rows = rows_of(calendar);
  ImportReport report;
  report.kind = FileKind::calendar;
  report.encoding = "UTF-8";
  report.separator = '\0';
  report.dry_run = options.dry_run;
  if (!calendar.complete) report.notes.push_back({"", "ics_incomplete", "is longer than what was read of it"});
  std::optional<domain::KnownRooms> rooms;
  ports.store.read([&](const domain::Snapshot& snapshot) { rooms.emplace(snapshot, principal); });
  const CalendarKeys keys(principal);
  DatesByName by_name(calendar, keys);
  const CalendarImporter importer(principal, options, calendar, left_out, by_name, window, std::move(*rooms));
  Claims claims;
  for (const auto& row : rows) importer.claim(row, claims);
  Duplicates duplicates(principal, std::move(claims));
  const EarlierCalendar earlier(ports, principal, calendar, options.file_name);
  std::vector<PendingRow> all;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PendingRow& row = all.emplace_back();
    row.line = i + 1;
    row.title = rows[i].any().summary;
    row.dates = rows[i].dates.size();
    row.known = [&, i](const domain::Snapshot& snapshot) { return importer.is_known(snapshot, rows[i]); };
    const auto duplicates_are = duplicates_of(options, row.line);
    row.take = [&, i, duplicates_are](const domain::Ports& joined) {
      auto taken = importer.take(joined, rows[i], duplicates, duplicates_are);
      if (taken.outcome == RowOutcome::updated && earlier.is_newer(rows[i].uid))
        taken.notes.push_back({"", "import_older", "is older here than what came in before"});
      return taken;
    };
  }
  for (const auto& problem : calendar.problems) all.push_back(unread(problem, all.size() + 1));
  report.gone = earlier.gone(keys, by_name, window);
  report.rows = take_rows(ports, all, options);
  if (!options.dry_run) earlier.remember(keys);
  return report;
}

}  // namespace service
