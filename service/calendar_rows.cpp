#include "service/calendar_rows.hpp"

#include <algorithm>

#include "domain/error.hpp"
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
  return stored_moment(std::string_view(event.import_key).substr(beginning.size()));
}

DatesByName::DatesByName(const domain::ForeignCalendar& calendar, const CalendarKeys& keys) : keys_(keys) {
  for (const auto& date : calendar.occurrences)
    if (!date.cancelled) dates_[{date.start_time, fold_word(date.summary)}].all.push_back(&date);
}

bool DatesByName::has_the_like(const domain::Snapshot& snapshot, const domain::Event& event) {
  const auto is_new = [&](const ForeignOccurrence* date) {
    return !snapshot.events().find_by_import_key(keys_.of(*date));
  };
  return std::ranges::any_of(event.name, [&](const auto& name) {
    const auto found = dates_.find({event.start_time, fold_word(name.second)});
    if (found == dates_.end()) return false;
    auto& [all, has_new] = found->second;
    if (!has_new) has_new = std::ranges::any_of(all, is_new);
    return *has_new;
  });
}

std::optional<domain::Instant> stored_moment(std::string_view text) {
  try {
    return domain::parse_rfc3339(text, {});
  } catch (const domain::Error&) {
    return std::nullopt;
  }
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
