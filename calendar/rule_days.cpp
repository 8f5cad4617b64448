#include "calendar/rule_days.hpp"

#include <algorithm>
#include <array>

#include "calendar/rule_syntax.hpp"

namespace calendar {
namespace {

using namespace std::chrono;

// By std::chrono's weekday number, Sunday first.
constexpr std::array<std::string_view, 7> words{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};

// The value of a part of "FREQ=WEEKLY;BYDAY=MO,WE", empty without it.
std::string_view part_of(std::string_view pattern, std::string_view name) {
  while (!pattern.empty()) {
    const auto end = std::min(pattern.find(';'), pattern.size());
    const std::string_view part = pattern.substr(0, end);
    if (part.starts_with(name) && part.substr(name.size()).starts_with('=')) return part.substr(name.size() + 1);
    pattern.remove_prefix(std::min(end + 1, pattern.size()));
  }
  return {};
}

std::string_view word_of(local_days day) {
  return words[weekday{day}.c_encoding()];
}

// The same weekday of the next month: as often into it as `last` is, or its last one.
year_month_day in_next_month(year_month_day last, bool from_end) {
  const weekday day{local_days{last}};
  const year_month next = year_month{last.year(), last.month()} + months{1};
  if (from_end) return year_month_day{sys_days{next / day[std::chrono::last]}};
  const unsigned ordinal = std::min((static_cast<unsigned>(last.day()) - 1) / 7 + 1, 4U);
  return year_month_day{sys_days{next / day[ordinal]}};
}

}  // namespace

RuleDays rule_days(std::string_view rrule) {
  const std::string pattern = parse_rule(rrule).pattern;
  const std::string_view frequency = part_of(pattern, "FREQ");
  RuleDays rule{"weekly", {}};
  std::string_view days = part_of(pattern, "BYDAY");
  if (frequency == "MONTHLY") {
    rule.pattern = days.starts_with("-1") ? "monthly_last" : "monthly";
    return rule;
  }
  if (frequency != "WEEKLY") {
    if (frequency == "DAILY") rule.weekdays.assign(words.begin(), words.end());
    return rule;
  }
  if (part_of(pattern, "INTERVAL") == "2") rule.pattern = "fortnightly";
  while (!days.empty()) {
    const auto end = std::min(days.find(','), days.size());
    rule.weekdays.emplace_back(days.substr(0, end));
    days.remove_prefix(std::min(end + 1, days.size()));
  }
  return rule;
}

year_month_day next_date(const RuleDays& rule, year_month_day last) {
  if (rule.pattern == "monthly" || rule.pattern == "monthly_last") {
    return in_next_month(last, rule.pattern == "monthly_last");
  }
  const local_days from{last};
  const auto is_held = [&](local_days day) {
    return std::ranges::find(rule.weekdays, word_of(day)) != rule.weekdays.end();
  };
  // Monday begins a week.
  const local_days monday = from - (weekday{from} - Monday);
  if (is_held(from)) {
    for (local_days day = from + days{1}; day < monday + weeks{1}; day += days{1}) {
      if (is_held(day)) return year_month_day{day};
    }
    for (local_days day = monday + weeks{rule.pattern == "fortnightly" ? 2 : 1};; day += days{1}) {
      if (is_held(day)) return year_month_day{day};
    }
  }
  return year_month_day{from + weeks{rule.pattern == "fortnightly" ? 2 : 1}};
}

}  // namespace calendar
