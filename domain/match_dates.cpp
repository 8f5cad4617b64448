#include "domain/match_dates.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace domain {
namespace {

using namespace std::chrono_literals;
using Key = std::pair<std::string_view, std::optional<Instant>>;
// When a date is by its rule, and its position.
using Slot = std::pair<Instant, std::size_t>;

struct OneSeries {
  std::vector<Slot> fresh;
  std::vector<Slot> gone;
};

// Pairs what is at most `reach` apart, the earliest first, and takes it out of both.
void pair_off(OneSeries& series, std::chrono::seconds reach, DateMatches& matches) {
  std::vector<Slot> fresh_left, gone_left;
  std::size_t i = 0, j = 0;
  while (i < series.fresh.size() && j < series.gone.size()) {
    const auto apart = series.fresh[i].first - series.gone[j].first;
    if (apart < -reach) {
      fresh_left.push_back(series.fresh[i++]);
    } else if (apart > reach) {
      gone_left.push_back(series.gone[j++]);
    } else {
      matches.same.emplace_back(series.fresh[i++].second, series.gone[j++].second);
    }
  }
  fresh_left.insert(fresh_left.end(), series.fresh.begin() + static_cast<std::ptrdiff_t>(i), series.fresh.end());
  gone_left.insert(gone_left.end(), series.gone.begin() + static_cast<std::ptrdiff_t>(j), series.gone.end());
  series.fresh = std::move(fresh_left);
  series.gone = std::move(gone_left);
}

}  // namespace

DateMatches match_dates(std::span<const ForeignOccurrence> occurrences, std::span<const SubscribedEvent> events,
                        const ForeignWindow& window) {
  DateMatches matches;
  std::map<Key, std::size_t> known;
  for (std::size_t i = 0; i < events.size(); ++i) known.emplace(Key{events[i].uid, events[i].recurrence_id}, i);
  std::vector<bool> found(events.size());
  std::map<std::string_view, OneSeries> others;
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    const ForeignOccurrence& one = occurrences[i];
    const auto same = known.find(Key{one.uid, one.recurrence_id});
    if (same == known.end()) {
      others[one.uid].fresh.emplace_back(one.recurrence_id.value_or(one.start_time), i);
    } else if (!found[same->second]) {
      found[same->second] = true;
      matches.same.emplace_back(i, same->second);
    }
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    const SubscribedEvent& one = events[i];
    if (found[i] || one.theirs.end_time <= window.from || one.theirs.start_time >= window.until) continue;
    others[one.uid].gone.emplace_back(one.recurrence_id.value_or(one.theirs.start_time), i);
  }
  for (auto& [uid, series] : others) {
    std::ranges::sort(series.fresh);
    std::ranges::sort(series.gone);
    pair_off(series, 12h, matches);
    pair_off(series, 72h, matches);
    for (const Slot& slot : series.fresh) matches.fresh.push_back(slot.second);
    for (const Slot& slot : series.gone) matches.gone.push_back(slot.second);
  }
  std::ranges::sort(matches.same);
  std::ranges::sort(matches.fresh);
  std::ranges::sort(matches.gone);
  return matches;
}

std::vector<ForeignOccurrence> without_removed(std::vector<ForeignOccurrence> occurrences,
                                               std::span<const RemovedDate> removed) {
  std::set<std::pair<std::string, std::optional<Instant>>> away;
  for (const RemovedDate& date : removed) away.emplace(date.uid, date.recurrence_id);
  std::erase_if(occurrences, [&](const ForeignOccurrence& one) { return away.contains({one.uid, one.recurrence_id}); });
  return occurrences;
}

}  // namespace domain
