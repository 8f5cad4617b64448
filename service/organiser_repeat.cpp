#include "service/organiser_repeat.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "domain/day_list.hpp"
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

std::string by_day(const RepeatInput& repeat, weekday first) {
  if (repeat.weekdays.empty()) return std::string(word_of(first));
  std::string list;
  for (unsigned i = 1; i <= 7; ++i) {
    const std::string word(weekday_words[i % 7]);
    if (repeat.weekdays.contains(word)) list += (list.empty() ? "" : ",") + word;
  }
  return list;
}

// The day itself, or the next one that the repeat is about.
year_month_day first_day(const RepeatInput& repeat, year_month_day typed) {
  const std::chrono::local_days from{typed};
  if (repeat.pattern == "monthly_last") {
    std::chrono::local_days day = from;
    while (year_month_day{day + std::chrono::weeks{1}}.month() == typed.month()) day += std::chrono::weeks{1};
    return year_month_day{day};
  }
  if (repeat.pattern != "weekly" && repeat.pattern != "fortnightly") return typed;
  for (int ahead = 0; ahead < 7; ++ahead) {
    const std::chrono::local_days day = from + std::chrono::days{ahead};
    if (repeat.weekdays.contains(std::string(word_of(weekday{day})))) return year_month_day{day};
  }
  return typed;
}

// "2WE": the second Wednesday, as the start is.
std::string ordinal_day(year_month_day first, domain::Violations& violations) {
  const unsigned ordinal = (static_cast<unsigned>(first.day()) - 1) / 7 + 1;
  violations.require(ordinal <= 4, "repeat", "fifth_weekday", "not every month has a fifth one: choose the last");
  return std::to_string(ordinal) + std::string(word_of(weekday{std::chrono::local_days{first}}));
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

std::vector<year_month_day> exceptions_of(std::string_view text, year_month_day first, domain::Violations& violations) {
  domain::DayList list = domain::read_days(text, first);
  violations.require(list.unread.empty(), "repeat_exceptions", "exception_date", "must be dates like 5.11.2026");
  return std::move(list.days);
}

std::string rule_of(const RepeatInput& repeat, year_month_day first, domain::Violations& violations) {
  const weekday day{std::chrono::local_days{first}};
  if (repeat.pattern == "weekly") return "FREQ=WEEKLY;BYDAY=" + by_day(repeat, day);
  if (repeat.pattern == "fortnightly") return "FREQ=WEEKLY;INTERVAL=2;BYDAY=" + by_day(repeat, day);
  if (repeat.pattern == "monthly") return "FREQ=MONTHLY;BYDAY=" + ordinal_day(first, violations);
  if (repeat.pattern == "monthly_last") return "FREQ=MONTHLY;BYDAY=-1" + std::string(word_of(day));
  violations.add("repeat", "unknown_value", "must be one of weekly, fortnightly, monthly, monthly_last");
  return {};
}

// Of the rule as it is written, the organiser's exceptions marked.
std::vector<RuleDate> marked_dates(const RepeatPlan& plan, const std::string& recurrence, const std::string& zone,
                                   const App& app, const MarkTaken& mark_taken) {
  auto dates = rule_dates(recurrence, plan.start, {}, zone, plan.off, app, "repeat");
  for (RuleDate& date : dates) {
    date.excepted = std::ranges::find(plan.exceptions, day_of(date.start)) != plan.exceptions.end();
  }
  mark_taken(dates);
  for (RuleDate& date : dates) date.held = date.held && !date.excepted && !date.taken;
  return dates;
}

std::vector<RuleDate> dates_held(const RepeatPlan& plan, int count, const std::string& zone, const App& app,
                                 const MarkTaken& mark_taken) {
  std::vector<RuleDate> dates;
  for (std::ptrdiff_t left_out = 0;;) {
    const std::string rule = plan.recurrence + ";COUNT=" + std::to_string(count + left_out);
    try {
      dates = marked_dates(plan, rule, zone, app, mark_taken);
    } catch (const domain::Error&) {
      if (dates.empty()) throw;
      return dates;
    }
    const auto now = std::ranges::count_if(dates, [](const RuleDate& date) { return !date.held; });
    if (now == left_out) return dates;
    left_out = now;
  }
}

}  // namespace

std::optional<RepeatPlan> repeat_plan(const RepeatInput& repeat, domain::LocalTime start, const std::string& zone,
                                      const domain::TimeZones& zones, domain::Violations& violations) {
  if (repeat.pattern.empty()) return {};
  const year_month_day typed{std::chrono::floor<std::chrono::days>(start)};
  const year_month_day first = first_day(repeat, typed);
  domain::Violations wrong;
  RepeatPlan plan;
  plan.start = start + (std::chrono::local_days{first} - std::chrono::local_days{typed});
  plan.recurrence = rule_of(repeat, first, wrong);
  put_end(repeat, first, zone, zones, plan, wrong);
  plan.off = {repeat.without_public_holidays, repeat.without_school_holidays};
  plan.exceptions = exceptions_of(repeat.exceptions, first, wrong);
  try {
    wrong.throw_if_any();
    return plan;
  } catch (const domain::Error& error) {
    violations.add(error);
    return {};
  }
}

MarkTaken nothing_taken() {
  return [](std::vector<RuleDate>&) {};
}

std::vector<RuleDate> dates_of(const RepeatPlan& plan, const std::string& zone, const App& app,
                               const MarkTaken& mark_taken) {
  require_known(plan.off, app, "repeat_without_school_holidays");
  return plan.count ? dates_held(plan, *plan.count, zone, app, mark_taken)
                    : marked_dates(plan, plan.recurrence, zone, app, mark_taken);
}

HeldDates held_of(const RepeatPlan& plan, const std::set<std::string>& ticked, const std::string& zone,
                  const App& app) {
  if (ticked.empty()) throw domain::Error(domain::ErrorKind::invalid, "recurrence", "gives no dates", "repeat");
  HeldDates held;
  held.exceptions = plan.exceptions;
  held.recurrence = plan.recurrence;
  if (plan.count) {
    const year_month_day last = domain::parse_date(*ticked.rbegin(), "held");
    held.recurrence += until_utc(last, zone, app.ports.zones);
  }
  const auto dates = marked_dates(plan, held.recurrence, zone, app, nothing_taken());
  for (const RuleDate& date : dates) {
    const bool is_ticked = !date.skipped_hour && ticked.contains(domain::format_date(day_of(date.start)));
    if (is_ticked) {
      held.starts.push_back(date.start);
      std::erase(held.exceptions, day_of(date.start));
    } else if (std::ranges::find(held.exceptions, day_of(date.start)) == held.exceptions.end()) {
      held.exceptions.push_back(day_of(date.start));
    }
  }
  if (held.starts.empty()) throw domain::Error(domain::ErrorKind::invalid, "recurrence", "gives no dates", "repeat");
  if (plan.count) held.recurrence = plan.recurrence + ";COUNT=" + std::to_string(dates.size());
  return held;
}

}  // namespace service
