#include "domain/copy_days.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string>
#include <tuple>

#include "domain/regular_starts.hpp"
#include "domain/usual_date.hpp"

namespace domain {
namespace {

using namespace std::chrono;

// A day that a month has once: its nth weekday, the last for -1; or a day by its number, which short months have at
// their end.
struct DayOfMonth {
  int ordinal = 0;  // 0: by its number
  weekday on{};
  unsigned number = 0;

  [[nodiscard]] local_days in(year_month month) const {
    if (ordinal < 0) return local_days{month / on[last]};
    if (ordinal > 0) return local_days{month / on[static_cast<unsigned>(ordinal)]};
    return std::min(local_days{month / 1} + days{static_cast<int>(number) - 1}, local_days{month / last});
  }
};
using DaysOfMonth = std::vector<DayOfMonth>;

std::string_view part_of(std::string_view rule, std::string_view name) {
  for (std::size_t from = 0; from < rule.size();) {
    const std::size_t to = std::min(rule.find(';', from), rule.size());
    const std::string_view part = rule.substr(from, to - from);
    if (part.size() > name.size() && part.starts_with(name) && part[name.size()] == '=') {
      return part.substr(name.size() + 1);
    }
    from = to + 1;
  }
  return {};
}

std::optional<int> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return number;
}

std::optional<weekday> weekday_in(std::string_view word) {
  constexpr std::array<std::string_view, 7> words{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return {};
  return weekday{static_cast<unsigned>(found - words.begin())};
}

// "1WE"; "WE" where BYSETPOS says which.
std::optional<DayOfMonth> weekday_of_month(std::string_view text, std::string_view position) {
  if (text.size() < 2) return {};
  const auto on = weekday_in(text.substr(text.size() - 2));
  const std::string_view before = text.substr(0, text.size() - 2);
  const auto ordinal = number_in(before.empty() ? position : before);
  // Not every month has a fifth one.
  if (!on || !ordinal || *ordinal == 0 || *ordinal < -1 || *ordinal > 4) return {};
  return DayOfMonth{*ordinal, *on, 0};
}

// Nothing where the rule is about something else, or says more than that.
DaysOfMonth days_named_by(std::string_view rule) {
  if (part_of(rule, "FREQ") != "MONTHLY" || !part_of(rule, "BYMONTH").empty()) return {};
  std::string_view list = part_of(rule, "BYDAY");
  const std::string_view numbers = part_of(rule, "BYMONTHDAY");
  if (list.empty() == numbers.empty()) return {};
  // Of several weekdays it picks one in each month, whichever comes first.
  if (list.find(',') != std::string_view::npos && !part_of(rule, "BYSETPOS").empty()) return {};
  if (list.empty()) list = numbers;
  DaysOfMonth all;
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    const std::string_view one = list.substr(0, comma);
    list.remove_prefix(std::min(comma + 1, list.size()));
    if (numbers.empty()) {
      const auto day = weekday_of_month(one, part_of(rule, "BYSETPOS"));
      if (!day) return {};
      all.push_back(*day);
    } else {
      const auto number = number_in(one);
      if (!number || *number < 1 || *number > 31) return {};
      all.push_back({0, {}, static_cast<unsigned>(*number)});
    }
  }
  return all;
}

local_days day_of(Instant start, const Event& date, const TimeZones& zones) {
  return floor<days>(zones.to_local(start, date.time_zone));
}

// As somebody says it who looks at the dates.
DaysOfMonth days_seen_in(const std::vector<Event>& dates, const TimeZones& zones) {
  const Rhythm rhythm = rhythm_of(dates, zones);
  const bool monthly = rhythm.pattern == Rhythm::Pattern::monthly;
  if ((!monthly && rhythm.pattern != Rhythm::Pattern::monthly_last) || rhythm.weekdays.size() != 1) return {};
  return {{monthly ? rhythm.ordinal : -1, weekday{day_of(rhythm.weekdays.front(), dates.front(), zones)}, 0}};
}

year_month month_of(local_days day) {
  const year_month_day date{day};
  return date.year() / date.month();
}

// A date's place in the rule.
struct Home {
  local_days day{};
  DayOfMonth rule{};
};

class MonthlyCopies {
 public:
  MonthlyCopies(const std::vector<Event>& dates, const DaysOfMonth& rules, const TimeZones& zones)
      : dates_(dates), rules_(rules), zones_(zones), starts_(regular_starts(dates, zones)), homes_(dates.size()) {}

  // Nothing where no date has a place in the rule. An extra one keeps its distance from the nearest that has.
  std::vector<CopyDay> run(const CopyShift& shift) {
    if (!settle()) return {};
    const months apart = months_to(shift);
    std::vector<CopyDay> all;
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (!homes_[i]) {
        const Home& near = nearest_home(day_of(dates_[i].start_time, dates_[i], zones_));
        all.push_back({dates_[i].start_time, near.rule.in(month_of(near.day) + apart) - near.day});
        continue;
      }
      const Home& home = *homes_[i];
      const Instant start = zones_.to_utc(at_its_hour(home.day, i), dates_[i].time_zone);
      all.push_back({start, home.rule.in(month_of(home.day) + apart) - home.day});
    }
    return all;
  }

 private:
  // Who is where the rule says stays there; who was moved goes back to where it was, or to the nearest place left.
  bool settle() {
    for (std::size_t i = 0; i < dates_.size(); ++i) take(i, starts_[i]);
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (!homes_[i] && dates_[i].previous_start_time) take(i, *dates_[i].previous_start_time);
    }
    std::optional<std::pair<local_days, local_days>> span;
    for (const auto& home : homes_) {
      if (home && !span) span.emplace(home->day, home->day);
      if (home) span = {std::min(span->first, home->day), std::max(span->second, home->day)};
    }
    if (!span) return false;
    for (std::size_t i = 0; i < dates_.size(); ++i) {
      if (!homes_[i]) take_nearest(i, *span);
    }
    return true;
  }

  const Home& nearest_home(local_days day) const {
    const Home* best = nullptr;
    for (const auto& home : homes_) {
      if (home && (best == nullptr || abs(home->day - day) < abs(best->day - day))) best = &*home;
    }
    return *best;
  }

  // Of two dates on one day each has a place of its own.
  LocalTime at_its_hour(local_days day, std::size_t i) const {
    return LocalTime{day} +
           (zones_.to_local(starts_[i], dates_[i].time_zone) - LocalTime{day_of(starts_[i], dates_[i], zones_)});
  }

  void take(std::size_t i, Instant start) {
    const local_days day = day_of(start, dates_[i], zones_);
    for (const DayOfMonth& rule : rules_) {
      if (rule.in(month_of(day)) != day || taken_.contains(at_its_hour(day, i))) continue;
      homes_[i] = Home{day, rule};
      taken_.insert(at_its_hour(day, i));
      return;
    }
  }

  // Among those that the series has, not before and not after them.
  void take_nearest(std::size_t i, const std::pair<local_days, local_days>& span) {
    const local_days own = day_of(starts_[i], dates_[i], zones_);
    std::optional<Home> best;
    for (const DayOfMonth& rule : rules_) {
      for (const months by : {months{-1}, months{0}, months{1}}) {
        const local_days day = rule.in(month_of(own) + by);
        if (day < span.first || day > span.second) continue;
        if (taken_.contains(at_its_hour(day, i)) || (best && abs(best->day - own) <= abs(day - own))) continue;
        best = Home{day, rule};
      }
    }
    if (!best) return;
    homes_[i] = best;
    taken_.insert(at_its_hour(best->day, i));
  }

  // From the first date to its copy.
  months months_to(const CopyShift& shift) const {
    const Home& first = nearest_home(local_days{year::min() / January / 1});
    const year_month own = month_of(first.day);
    const local_days wanted = first.day + shift.by;
    const months guess = month_of(wanted) - own;
    std::optional<std::pair<days, months>> best;
    for (const months by : {guess - months{1}, guess, guess + months{1}, guess + months{2}}) {
      const local_days day = first.rule.in(own + by);
      if (shift.not_before && day < local_days{*shift.not_before}) continue;
      const std::pair one{abs(day - wanted), by};
      if (!best || one < *best) best = one;
    }
    return best ? best->second : guess;
  }

  const std::vector<Event>& dates_;
  const DaysOfMonth& rules_;
  const TimeZones& zones_;
  std::vector<Instant> starts_;
  std::vector<std::optional<Home>> homes_;
  std::set<LocalTime> taken_;
};

}  // namespace

std::vector<CopyDay> days_to_copy(const std::vector<Event>& dates, std::string_view recurrence, const CopyShift& shift,
                                  const TimeZones& zones) {
  DaysOfMonth rules = days_named_by(recurrence);
  if (rules.empty() && recurrence.empty()) rules = days_seen_in(dates, zones);
  if (!rules.empty()) {
    if (auto monthly = MonthlyCopies(dates, rules, zones).run(shift); !monthly.empty()) return monthly;
  }
  std::vector<CopyDay> all;
  for (const Instant start : regular_starts(dates, zones)) all.push_back({start, shift.by});
  return all;
}

}  // namespace domain
