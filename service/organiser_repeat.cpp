#include "service/organiser_repeat.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "service/form_input.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;
using std::chrono::weekday;
using std::chrono::year_month_day;

// By std::chrono's weekday number, Sunday first.
constexpr std::array<std::string_view, 7> weekday_words{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
constexpr int most_times = 366;

std::string_view word_of(weekday day) {
  return weekday_words[day.c_encoding()];
}

std::string by_day(const RepeatInput& repeat, weekday first, domain::Violations& violations) {
  if (repeat.weekdays.empty()) return std::string(word_of(first));
  std::string list;
  for (unsigned i = 1; i <= 7; ++i) {
    const std::string word(weekday_words[i % 7]);
    if (repeat.weekdays.contains(word)) list += (list.empty() ? "" : ",") + word;
  }
  violations.require(repeat.weekdays.contains(std::string(word_of(first))), "repeat_weekdays", "start_not_in_repeat",
                     "the first date must be on one of these weekdays");
  return list;
}

// "2WE": the second Wednesday, as the start is.
std::string ordinal_day(year_month_day first, bool last, domain::Violations& violations) {
  const weekday day{std::chrono::local_days{first}};
  const year_month_day next_week{std::chrono::local_days{first} + std::chrono::weeks{1}};
  if (last) {
    violations.require(next_week.month() != first.month(), "repeat", "start_not_in_repeat",
                       "the first date must be the last such weekday of its month");
    return "-1" + std::string(word_of(day));
  }
  const unsigned ordinal = (static_cast<unsigned>(first.day()) - 1) / 7 + 1;
  violations.require(ordinal <= 4, "repeat", "fifth_weekday", "not every month has a fifth one: choose the last");
  return std::to_string(ordinal) + std::string(word_of(day));
}

// RFC 5545, 3.3.10: UTC where the start has a zone. The whole last day counts.
std::string until_utc(year_month_day last, const std::string& zone, const domain::TimeZones& zones) {
  const domain::Instant end = zones.to_utc(local_time(last, 23h + 59min) + 59s, zone);
  const auto day = std::chrono::floor<std::chrono::days>(end);
  const year_month_day date{day};
  const std::chrono::hh_mm_ss clock{end - day};
  char text[48];
  std::snprintf(text, sizeof text, ";UNTIL=%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

// Into the plan: the last date, or how often.
void put_end(const RepeatInput& repeat, year_month_day first, const std::string& zone, const domain::TimeZones& zones,
             RepeatPlan& plan, domain::Violations& violations) {
  if (repeat.until.empty() == repeat.count.empty()) {
    violations.add("repeat_until", repeat.until.empty() ? "required" : "only_one",
                   "give the last date or the number of times");
    return;
  }
  if (!repeat.count.empty()) {
    plan.count = input_number(repeat.count, "repeat_count", violations);
    if (!plan.count) return;
    violations.require(*plan.count >= 1 && *plan.count <= most_times, "repeat_count", "out_of_range",
                       "must be from 1 to 366");
    return;
  }
  const auto last = input_date(repeat.until, "repeat_until", violations);
  if (!last) return;
  violations.require(std::chrono::local_days{*last} >= std::chrono::local_days{first}, "repeat_until",
                     "end_before_start", "must not be before the first date");
  plan.recurrence += until_utc(*last, zone, zones);
}

std::vector<year_month_day> exceptions_of(std::string text, domain::Violations& violations) {
  std::ranges::replace_if(
      text, [](char c) { return c == ',' || c == ';' || c == '\n' || c == '\r' || c == '\t'; }, ' ');
  std::vector<year_month_day> dates;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find(' ', from), text.size());
    if (to > from) {
      const auto date = input_date(text.substr(from, to - from), "repeat_exceptions", violations);
      if (!date) return dates;
      if (std::ranges::find(dates, *date) == dates.end()) dates.push_back(*date);
    }
    from = to + 1;
  }
  return dates;
}

std::string rule_of(const RepeatInput& repeat, year_month_day first, domain::Violations& violations) {
  const weekday day{std::chrono::local_days{first}};
  if (repeat.pattern == "weekly") return "FREQ=WEEKLY;BYDAY=" + by_day(repeat, day, violations);
  if (repeat.pattern == "fortnightly") return "FREQ=WEEKLY;INTERVAL=2;BYDAY=" + by_day(repeat, day, violations);
  if (repeat.pattern == "monthly") return "FREQ=MONTHLY;BYDAY=" + ordinal_day(first, false, violations);
  if (repeat.pattern == "monthly_last") return "FREQ=MONTHLY;BYDAY=" + ordinal_day(first, true, violations);
  violations.add("repeat", "unknown_value", "must be one of weekly, fortnightly, monthly, monthly_last");
  return {};
}

}  // namespace

std::optional<RepeatPlan> repeat_plan(const RepeatInput& repeat, domain::LocalTime start, const std::string& zone,
                                      const domain::TimeZones& zones, domain::Violations& violations) {
  if (repeat.pattern.empty()) return {};
  const year_month_day first{std::chrono::floor<std::chrono::days>(start)};
  domain::Violations wrong;
  RepeatPlan plan;
  plan.recurrence = rule_of(repeat, first, wrong);
  put_end(repeat, first, zone, zones, plan, wrong);
  plan.off = {repeat.without_public_holidays, repeat.without_school_holidays};
  plan.exceptions = exceptions_of(repeat.exceptions, wrong);
  try {
    wrong.throw_if_any();
    return plan;
  } catch (const domain::Error& error) {
    violations.add(error);
    return {};
  }
}

std::vector<RuleDate> dates_of(RepeatPlan& plan, domain::LocalTime start, const std::string& zone, const App& app) {
  require_known(plan.off, app, "repeat_without_school_holidays");
  return plan.count
             ? rule_dates_held(plan.recurrence, *plan.count, start, plan.exceptions, zone, plan.off, app, "repeat")
             : rule_dates(plan.recurrence, start, plan.exceptions, zone, plan.off, app, "repeat");
}

}  // namespace service
