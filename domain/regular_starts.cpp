#include "domain/regular_starts.hpp"

#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace domain {
namespace {

using namespace std::chrono;

local_days week_of(LocalTime time) {
  const auto day = floor<days>(time);
  return day - (weekday{day} - Monday);
}

// The weekday and the time of day.
seconds in_week(LocalTime time) {
  return time - week_of(time);
}

class RegularStarts {
 public:
  RegularStarts(const std::vector<Event>& dates, const TimeZones& zones) : dates_(dates), zones_(zones) {
    for (const Event& date : dates) ++usual_[in_week(local(date, date.start_time))];
  }

  std::vector<Instant> run() {
    std::vector<Instant> starts;
    for (const Event& date : dates_) {
      starts.push_back(was_moved(date) ? *date.previous_start_time : date.start_time);
      taken_.insert(local(date, starts.back()));
    }
    const LocalTime first = *taken_.begin();
    const LocalTime last = *taken_.rbegin();
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (starts[i] != dates_[i].start_time || others_at(dates_[i]) > 0) continue;
      const auto place = place_left(local(dates_[i], starts[i]), first, last);
      if (!place) continue;
      taken_.insert(*place);
      starts[i] = zones_.to_utc(*place, dates_[i].time_zone);
    }
    return starts;
  }

 private:
  LocalTime local(const Event& date, Instant time) const { return zones_.to_local(time, date.time_zone); }
  int others_at(const Event& date) const { return usual_.at(in_week(local(date, date.start_time))) - 1; }

  // More are where it was than where it is.
  bool was_moved(const Event& date) const {
    if (!date.previous_start_time) return false;
    const seconds before = in_week(local(date, *date.previous_start_time));
    const auto usual = usual_.find(before);
    return before != in_week(local(date, date.start_time)) && usual != usual_.end() && usual->second > others_at(date);
  }

  // Free, and usual for others: in the same week, or else the nearest between the first date and the last.
  std::optional<LocalTime> place_left(LocalTime own, LocalTime first, LocalTime last) const {
    using Distance = std::tuple<bool, seconds, LocalTime>;
    std::optional<Distance> best;
    for (const auto& [time, count] : usual_) {
      if (count < 2) continue;
      for (const weeks by : {weeks{-1}, weeks{0}, weeks{1}}) {
        const LocalTime place = week_of(own) + by + time;
        const bool elsewhere = by != weeks{0};
        if (taken_.contains(place) || (elsewhere && (place < first || place > last))) continue;
        const Distance distance{elsewhere, abs(place - own), place};
        if (!best || distance < *best) best = distance;
      }
    }
    if (!best) return {};
    return std::get<LocalTime>(*best);
  }

  const std::vector<Event>& dates_;
  const TimeZones& zones_;
  std::map<seconds, int> usual_;  // how many are then in a week
  std::set<LocalTime> taken_;
};

}  // namespace

std::vector<Instant> regular_starts(const std::vector<Event>& dates, const TimeZones& zones) {
  if (dates.empty()) return {};
  return RegularStarts(dates, zones).run();
}

}  // namespace domain
