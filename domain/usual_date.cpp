#include "domain/usual_date.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "domain/edit_series.hpp"
#include "domain/event_changes.hpp"
#include "domain/regular_starts.hpp"

namespace domain {
namespace {

using namespace std::chrono;

struct OnWeekday {
  std::vector<local_days> days;  // in order
  Instant start;                 // of one of them
};

// Usual starts by weekday, Monday first; of weekdays that others have more often, those that stand alone are left out.
std::map<unsigned, OnWeekday> by_weekday(const std::vector<Event>& dates, const TimeZones& zones) {
  std::map<unsigned, OnWeekday> weekdays;
  const std::vector<Instant> starts = regular_starts(dates, zones);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    const local_days day = floor<days>(zones.to_local(starts[i], dates[i].time_zone));
    OnWeekday& one = weekdays[weekday{day}.iso_encoding()];
    one.days.push_back(day);
    one.start = starts[i];
  }
  const bool some_repeat = std::ranges::any_of(weekdays, [](const auto& one) { return one.second.days.size() > 1; });
  if (some_repeat) std::erase_if(weekdays, [](const auto& one) { return one.second.days.size() < 2; });
  for (auto& [number, one] : weekdays) std::ranges::sort(one.days);
  return weekdays;
}

// The commonest distance between two that follow each other; of several the shortest.
std::optional<days> usual_distance(const std::map<unsigned, OnWeekday>& weekdays) {
  std::map<days, int> distances;
  for (const auto& [number, one] : weekdays) {
    for (std::size_t i = 1; i < one.days.size(); ++i) {
      const days between = one.days[i] - one.days[i - 1];
      if (between > days{0}) ++distances[between];
    }
  }
  if (distances.empty()) return {};
  return std::ranges::max_element(distances, {}, [](const auto& one) { return one.second; })->first;
}

int ordinal_of(local_days day) {
  return (static_cast<int>(static_cast<unsigned>(year_month_day{day}.day())) - 1) / 7 + 1;
}

bool is_last_of_month(local_days day) {
  return year_month_day{day + days{7}}.month() != year_month_day{day}.month();
}

Rhythm::Pattern monthly_pattern(const std::vector<local_days>& on, int& ordinal) {
  const int first = ordinal_of(on.front());
  if (first < 5 && std::ranges::all_of(on, [&](local_days day) { return ordinal_of(day) == first; })) {
    ordinal = first;
    return Rhythm::Pattern::monthly;
  }
  return std::ranges::all_of(on, is_last_of_month) ? Rhythm::Pattern::monthly_last : Rhythm::Pattern::irregular;
}

}  // namespace

EventDetails without_times(EventDetails details) {
  details.start_time = details.end_time = {};
  details.enrolment_start_time.reset();
  details.enrolment_end_time.reset();
  details.publication_status = PublicationStatus::draft;
  return details;
}

const Event& most_usual(const std::vector<Event>& dates) {
  struct Kind {
    EventDetails common;
    const Event* last;
    int count;
  };
  std::vector<Kind> kinds;
  for (const Event& date : dates) {
    EventDetails common = without_times(date);
    const auto same = std::ranges::find(kinds, common, &Kind::common);
    if (same == kinds.end()) {
      kinds.push_back({std::move(common), &date, 1});
    } else {
      same->last = &date;
      ++same->count;
    }
  }
  return *std::ranges::max_element(kinds, {}, &Kind::count)->last;
}

EventDetails details_at(const EventDetails& like, Instant start, const TimeZones& zones) {
  const SeriesDraft draft{like, {}, {}, {zones.to_local(start, like.time_zone)}, {}};
  return unfold(draft, zones).front();
}

std::vector<std::vector<std::string>> changed_by_hand(const std::vector<Event>& dates, const TimeZones& zones) {
  std::vector<std::vector<std::string>> changed;
  if (dates.empty()) return changed;
  const Event& like = most_usual(dates);
  const std::vector<Instant> starts = regular_starts(dates, zones);
  for (std::size_t i = 0; i < dates.size(); ++i) {
    EventDetails usual = details_at(like, starts[i], zones);
    usual.publication_status = dates[i].publication_status;
    // One moment for all.
    if (dates[i].enrolment_start_time == like.enrolment_start_time) {
      usual.enrolment_start_time = like.enrolment_start_time;
    }
    if (dates[i].enrolment_end_time == like.enrolment_end_time) usual.enrolment_end_time = like.enrolment_end_time;
    changed.push_back(changed_fields(usual, dates[i], zones));
  }
  return changed;
}

Rhythm rhythm_of(const std::vector<Event>& dates, const TimeZones& zones) {
  Rhythm rhythm;
  const auto weekdays = by_weekday(dates, zones);
  const auto distance = usual_distance(weekdays);
  if (!distance) return rhythm;
  if (*distance == days{7}) {
    rhythm.pattern = weekdays.size() == 7 ? Rhythm::Pattern::daily : Rhythm::Pattern::weekly;
  } else if (*distance == days{14}) {
    rhythm.pattern = Rhythm::Pattern::fortnightly;
  } else if (weekdays.size() == 1) {
    rhythm.pattern = monthly_pattern(weekdays.begin()->second.days, rhythm.ordinal);
  }
  if (rhythm.pattern == Rhythm::Pattern::irregular) return rhythm;
  for (const auto& [number, one] : weekdays) rhythm.weekdays.push_back(one.start);
  return rhythm;
}

}  // namespace domain
