#include "domain/match_dates.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "domain/search_words.hpp"

namespace domain {
namespace {

using namespace std::chrono_literals;
using Key = std::pair<std::string_view, std::optional<Instant>>;
// When a date is by its rule, and its position.
using RuledDate = std::pair<Instant, std::size_t>;

struct OneSeries {
  std::vector<RuledDate> fresh;
  std::vector<RuledDate> gone;
};

// Pairs what is at most `reach` apart, the earliest first, and takes it out of both.
void pair_off(OneSeries& series, std::chrono::seconds reach, DateMatches& matches) {
  std::vector<RuledDate> fresh_left, gone_left;
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

// What is left of one name, or of it at one moment.
struct OneName {
  std::vector<std::size_t> fresh;
  std::vector<std::size_t> gone;
  std::vector<Instant> removed;
};

Instant start_of(const SubscribedEvent& one) {
  return one.wanted ? one.wanted->start_time : one.theirs.start_time;
}

const Place& place_of(const SubscribedEvent& one) {
  return one.wanted ? one.wanted->location : one.theirs.location;
}

// With its address and municipality where `wholly`.
using PlaceKey = std::array<std::string, 4>;
PlaceKey key_of(const Place& place, bool wholly) {
  return {place.name, place.online_url, wholly ? place.street_address : "", wholly ? place.municipality : ""};
}

// Pairs what is left under whichever UID.
class Renamed {
 public:
  Renamed(std::span<const ForeignOccurrence> occurrences, std::span<const SubscribedEvent> events,
          const MatchHints& hints, DateMatches& matches)
      : occurrences_(occurrences), events_(events), hints_(hints), matches_(matches) {
    for (const SubscribedEvent& one : events) known_uids_.insert(one.uid);
  }

  void pair() {
    std::map<std::string, OneName> names;
    for (const std::size_t j : matches_.gone) names[fold_text(events_[j].theirs.name)].gone.push_back(j);
    for (const RemovedDate& date : hints_.removed) names[fold_text(date.name)].removed.push_back(date.start_time);
    if (names.empty()) return;
    for (const std::size_t i : matches_.fresh) {
      const auto found = names.find(fold_text(occurrences_[i].summary));
      if (found != names.end() && !found->first.empty()) found->second.fresh.push_back(i);
    }
    for (auto& [name, rest] : names) {
      if (rest.fresh.empty()) continue;
      if (hints_.may_be_renamed)
        std::erase_if(rest.gone, [&](std::size_t j) { return !hints_.may_be_renamed(events_[j]); });
      pair_at_once(rest);
      if (!rest.fresh.empty() && !rest.gone.empty()) pair_series(rest);
    }
    std::erase_if(matches_.fresh, [&](std::size_t i) { return known_fresh_.contains(i); });
    std::erase_if(matches_.gone, [&](std::size_t j) { return paired_gone_.contains(j); });
  }

 private:
  void take(std::size_t i, std::size_t j) {
    matches_.same.emplace_back(i, j);
    known_fresh_.insert(i);
    paired_gone_.insert(j);
  }

  // Where several of one name are at one moment, their places tell them apart; then those that were deleted here are
  // left out, and the last one is the last one.
  void pair_at_once(OneName& rest) {
    std::map<Instant, OneName> moments;
    for (const std::size_t i : rest.fresh) moments[occurrences_[i].start_time].fresh.push_back(i);
    for (const std::size_t j : rest.gone) moments[start_of(events_[j])].gone.push_back(j);
    for (const Instant start : rest.removed) moments[start].removed.push_back(start);
    for (auto& [start, both] : moments) {
      for (const bool wholly : {true, false}) pair_by_place(both, wholly);
      if (both.fresh.size() <= both.removed.size()) {
        known_fresh_.insert(both.fresh.begin(), both.fresh.end());
      } else if (both.fresh.size() == 1 && both.gone.size() == 1) {
        take(both.fresh.front(), both.gone.front());
      }
    }
    drop_known(rest);
  }

  void pair_by_place(OneName& both, bool wholly) {
    if (!hints_.place_of || both.fresh.empty() || both.gone.empty()) return;
    std::map<PlaceKey, std::vector<std::size_t>> here;
    for (const std::size_t j : both.gone | std::views::reverse) here[key_of(place_of(events_[j]), wholly)].push_back(j);
    for (const std::size_t i : both.fresh) {
      const auto found = here.find(key_of(hints_.place_of(occurrences_[i]), wholly));
      if (found == here.end() || found->second.empty()) continue;
      take(i, found->second.back());
      found->second.pop_back();
    }
    drop_known(both);
  }

  // One series that goes on as another one: where several do, nobody knows which as which.
  void pair_series(const OneName& rest) {
    std::map<std::string_view, OneSeries> gone, fresh;
    for (const std::size_t i : rest.fresh) {
      const ForeignOccurrence& one = occurrences_[i];
      if (one.recurrence_id && !known_uids_.contains(one.uid)) fresh[one.uid].fresh.emplace_back(*one.recurrence_id, i);
    }
    for (const std::size_t j : rest.gone) {
      const SubscribedEvent& one = events_[j];
      if (one.recurrence_id) gone[one.uid].gone.emplace_back(*one.recurrence_id, j);
    }
    if (fresh.size() != 1 || gone.size() != 1) return;
    OneSeries series{std::move(fresh.begin()->second.fresh), std::move(gone.begin()->second.gone)};
    std::ranges::sort(series.fresh);
    std::ranges::sort(series.gone);
    DateMatches found;
    pair_off(series, 12h, found);
    pair_off(series, 72h, found);
    for (const auto& [i, j] : found.same) take(i, j);
  }

  void drop_known(OneName& rest) const {
    std::erase_if(rest.fresh, [&](std::size_t i) { return known_fresh_.contains(i); });
    std::erase_if(rest.gone, [&](std::size_t j) { return paired_gone_.contains(j); });
  }

  std::span<const ForeignOccurrence> occurrences_;
  std::span<const SubscribedEvent> events_;
  const MatchHints& hints_;
  DateMatches& matches_;
  std::set<std::string_view> known_uids_;
  std::set<std::size_t> known_fresh_;  // paired, or deleted here
  std::set<std::size_t> paired_gone_;
};

}  // namespace

DateMatches match_dates(std::span<const ForeignOccurrence> occurrences, std::span<const SubscribedEvent> events,
                        const ForeignWindow& window, const MatchHints& hints) {
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
    for (const RuledDate& slot : series.fresh) matches.fresh.push_back(slot.second);
    for (const RuledDate& slot : series.gone) matches.gone.push_back(slot.second);
  }
  if (hints.is_gone) std::erase_if(matches.gone, [&](std::size_t i) { return !hints.is_gone(events[i]); });
  Renamed(occurrences, events, hints, matches).pair();
  std::ranges::sort(matches.same);
  std::ranges::sort(matches.fresh);
  std::ranges::sort(matches.gone);
  return matches;
}

WithoutRemoved without_removed(std::vector<ForeignOccurrence> occurrences, std::vector<RemovedDate> removed) {
  std::set<std::pair<std::string, std::optional<Instant>>> away, there;
  for (const RemovedDate& date : removed) away.emplace(date.uid, date.recurrence_id);
  std::erase_if(occurrences, [&](const ForeignOccurrence& one) {
    const bool is_removed = away.contains({one.uid, one.recurrence_id});
    if (is_removed) there.emplace(one.uid, one.recurrence_id);
    return is_removed;
  });
  std::erase_if(removed, [&](const RemovedDate& date) { return there.contains({date.uid, date.recurrence_id}); });
  return {std::move(occurrences), std::move(removed)};
}

}  // namespace domain
