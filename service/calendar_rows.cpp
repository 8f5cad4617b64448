#include "service/calendar_rows.hpp"

#include <algorithm>

#include "domain/known_dates.hpp"
#include "domain/match_dates.hpp"
#include "service/programme_words.hpp"

namespace service {

using domain::ForeignOccurrence;

namespace {

// Whether what is not there is not in the file either.
bool is_whole(const CalendarRow& row, const domain::ForeignCalendar& calendar) {
  return calendar.complete &&
         std::ranges::find(calendar.problems, row.uid, &domain::ForeignProblem::uid) == calendar.problems.end();
}

}  // namespace

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

std::string CalendarKeys::of(const std::string& uid) const {
  return domain::calendar_key(organisation_, uid);
}

std::string CalendarKeys::of(const ForeignOccurrence& date) const {
  return domain::calendar_key(organisation_, date.uid, date.recurrence_id);
}

std::optional<domain::Instant> CalendarKeys::recurrence_id(const std::string& uid, const domain::Event& event) const {
  const auto beginning = of(uid) + "/";
  if (!event.import_key.starts_with(beginning)) return std::nullopt;
  return domain::parse_rfc3339(std::string_view(event.import_key).substr(beginning.size()), "import_key");
}

bool has_the_like(const domain::Snapshot& snapshot, const CalendarKeys& keys, const domain::ForeignCalendar& calendar,
                  const domain::Event& event) {
  const auto at = std::ranges::equal_range(calendar.occurrences, event.start_time, {}, &ForeignOccurrence::start_time);
  return std::ranges::any_of(at, [&](const ForeignOccurrence& date) {
    const auto folded = fold_word(date.summary);
    const auto is_it = [&](const auto& name) { return fold_word(name.second) == folded; };
    return !date.cancelled && std::ranges::any_of(event.name, is_it) &&
           !snapshot.events().find_by_import_key(keys.of(date));
  });
}

KnownDates find_known_dates(const domain::Snapshot& snapshot, const CalendarRow& row, const CalendarKeys& keys,
                            const domain::ForeignCalendar& calendar, const domain::ForeignWindow& window) {
  KnownDates out;
  const auto series = snapshot.events().find_series_by_import_key(keys.of(row.uid));
  if (!series) return out;
  std::vector<domain::Event> events;
  std::vector<domain::SubscribedEvent> known;
  for (auto& event : snapshot.events().of_series(series->id)) {
    const auto id = keys.recurrence_id(row.uid, event);
    if (!id) continue;
    auto& one = known.emplace_back();
    one.uid = row.uid;
    one.recurrence_id = id;
    // Gone is only what the window has both by the rule and where it stands here.
    one.theirs.start_time = std::max(*id, event.start_time);
    one.theirs.end_time = std::min(*id + (event.end_time - event.start_time), event.end_time);
    events.push_back(std::move(event));
  }
  std::vector<const ForeignOccurrence*> all = row.dates;
  all.insert(all.end(), row.cancelled.begin(), row.cancelled.end());
  std::vector<ForeignOccurrence> said;
  for (const auto* date : all) said.push_back({date->uid, date->recurrence_id, date->start_time, date->end_time});
  const auto matches = domain::match_dates(said, known, window);
  for (const auto& [date, event] : matches.same) {
    const auto key = keys.of(*all[date]);
    if (key != events[event].import_key && !snapshot.events().find_by_import_key(key))
      out.moved.emplace(all[date], events[event].id);
  }
  if (!is_whole(row, calendar)) return out;
  for (const auto event : matches.gone) out.lost.push_back(std::move(events[event]));
  return out;
}

}  // namespace service
