#include "calendar/rule_syntax.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "domain/error.hpp"
#include "domain/series.hpp"
#include "domain/text.hpp"

namespace calendar {
namespace {

using Parts = std::map<std::string, std::string, std::less<>>;

constexpr std::size_t maximum_rule_length = 500;
constexpr int maximum_interval = 999;
constexpr std::array<std::string_view, 7> weekdays{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

// Calls `take` with each piece, empty ones too.
template <class Take>
void split(std::string_view text, char separator, Take take) {
  while (true) {
    const auto end = text.find(separator);
    take(text.substr(0, end));
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::optional<int> parse_digits(std::string_view digits) {
  int number = 0;
  const auto* end = digits.data() + digits.size();
  if (digits.empty() || digits.size() > 6 ||
      !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
    return {};
  }
  std::from_chars(digits.data(), end, number);
  return number;
}

int require_number(std::string_view text, int least, int most, std::string_view part) {
  const auto number = parse_digits(text);
  if (!number || *number < least || *number > most) {
    refuse_rule(std::string{part} + " is a number from " + std::to_string(least) + " to " + std::to_string(most) + ".");
  }
  return *number;
}

// "[+-]n" with 1 ≤ n ≤ most.
void require_ordinal(std::string_view text, int most, std::string_view part) {
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  require_number(text, 1, most, part);
}

Parts split_parts(std::string_view text) {
  Parts parts;
  split(text, ';', [&](std::string_view piece) {
    const auto equals = piece.find('=');
    if (equals == std::string_view::npos || equals == 0 || equals + 1 == piece.size()) {
      refuse_rule("A recurrence rule is made of NAME=VALUE parts with semicolons between them.");
    }
    const auto [_, is_new] = parts.emplace(domain::to_upper_ascii(piece.substr(0, equals)),
                                           domain::to_upper_ascii(piece.substr(equals + 1)));
    if (!is_new) refuse_rule("Each part of a recurrence rule may be given once.");
  });
  return parts;
}

void check_frequency(const Parts& parts) {
  const auto frequency = parts.find("FREQ");
  if (frequency == parts.end()) refuse_rule("A recurrence rule needs FREQ.");
  for (const std::string_view known : {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}) {
    if (frequency->second == known) return;
  }
  refuse_rule("FREQ is DAILY, WEEKLY, MONTHLY or YEARLY.");
}

void check_weekdays(std::string_view list, std::string_view frequency, bool by_week_number) {
  const bool may_be_numbered = frequency == "MONTHLY" || (frequency == "YEARLY" && !by_week_number);
  split(list, ',', [&](std::string_view day) {
    if (day.size() < 2 || std::ranges::find(weekdays, day.substr(day.size() - 2)) == weekdays.end()) {
      refuse_rule("BYDAY lists weekdays: MO, TU, WE, TH, FR, SA, SU.");
    }
    day.remove_suffix(2);
    if (day.empty()) return;
    if (!may_be_numbered) refuse_rule("Numbered weekdays go with monthly and yearly rules only.");
    require_ordinal(day, frequency == "MONTHLY" ? 5 : 53, "The number of a weekday");
  });
}

void check_ordinals(const Parts& parts, std::string_view name, int most, bool allowed) {
  const auto part = parts.find(name);
  if (part == parts.end()) return;
  if (!allowed) refuse_rule(std::string{name} + " does not go with this FREQ.");
  split(part->second, ',', [&](std::string_view number) { require_ordinal(number, most, name); });
}

// The table of RFC 5545, 3.3.10.
void check_limits(const Parts& parts) {
  const std::string_view frequency = parts.find("FREQ")->second;
  const bool yearly = frequency == "YEARLY";
  check_ordinals(parts, "BYMONTHDAY", 31, frequency != "WEEKLY");
  check_ordinals(parts, "BYYEARDAY", 366, yearly);
  check_ordinals(parts, "BYWEEKNO", 53, yearly);
  check_ordinals(parts, "BYSETPOS", 366, true);
  if (const auto days = parts.find("BYDAY"); days != parts.end()) {
    check_weekdays(days->second, frequency, parts.contains("BYWEEKNO"));
  }
  if (const auto months = parts.find("BYMONTH"); months != parts.end()) {
    split(months->second, ',', [](std::string_view month) { require_number(month, 1, 12, "BYMONTH"); });
  }
  const auto is_by = [](const auto& part) { return part.first.starts_with("BY") && part.first != "BYSETPOS"; };
  if (parts.contains("BYSETPOS") && std::ranges::none_of(parts, is_by)) {
    refuse_rule("BYSETPOS needs another BY part to choose from.");
  }
}

void check_names(const Parts& parts) {
  static constexpr std::array<std::string_view, 11> known{"BYDAY",    "BYMONTH",   "BYMONTHDAY", "BYSETPOS",
                                                          "BYWEEKNO", "BYYEARDAY", "COUNT",      "FREQ",
                                                          "INTERVAL", "UNTIL",     "WKST"};
  for (const auto& [name, value] : parts) {
    if (std::ranges::find(known, name) != known.end()) continue;
    const bool finer = name == "BYHOUR" || name == "BYMINUTE" || name == "BYSECOND";
    refuse_rule(finer ? "A recurrence rule chooses days, not hours." : "The recurrence rule has an unknown part.");
  }
}

RuleEnd parse_until(std::string_view text) {
  const bool utc = text.size() == 16 && text.ends_with('Z');
  if (text.size() != 8 && text.size() != 15 && !utc) refuse_rule("UNTIL is a date (20261231) or a date-time.");
  const auto number = [&](std::size_t position, std::size_t length) {
    const auto value = parse_digits(text.substr(position, length));
    if (!value) refuse_rule("UNTIL is a date (20261231) or a date-time.");
    return *value;
  };
  const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(number(4, 2))},
                                         std::chrono::day{static_cast<unsigned>(number(6, 2))}};
  if (!date.ok()) refuse_rule("UNTIL names a day that does not exist.");
  if (text.size() == 8) return date;
  const int hours = number(9, 2), minutes = number(11, 2), seconds = number(13, 2);
  if (text[8] != 'T' || hours > 23 || minutes > 59 || seconds > 59) refuse_rule("UNTIL names no time of day.");
  const auto since_epoch = std::chrono::sys_days{date}.time_since_epoch() + std::chrono::hours{hours} +
                           std::chrono::minutes{minutes} + std::chrono::seconds{seconds};
  if (utc) return domain::Instant{since_epoch};
  return domain::LocalTime{since_epoch};
}

RuleEnd parse_end(const Parts& parts) {
  const auto count = parts.find("COUNT"), until = parts.find("UNTIL");
  if ((count == parts.end()) == (until == parts.end())) refuse_rule("A recurrence rule ends by COUNT or by UNTIL.");
  if (until != parts.end()) return parse_until(until->second);
  return static_cast<std::size_t>(
      require_number(count->second, 1, static_cast<int>(domain::maximum_series_length), "COUNT"));
}

void check_interval_and_week(const Parts& parts) {
  if (const auto interval = parts.find("INTERVAL"); interval != parts.end()) {
    require_number(interval->second, 1, maximum_interval, "INTERVAL");
  }
  if (const auto week = parts.find("WKST"); week != parts.end()) {
    if (std::ranges::find(weekdays, week->second) == weekdays.end()) refuse_rule("WKST is a weekday.");
  }
}

// libical looks for the 30th of February until the year 2582, day by day.
void check_possible(const Parts& parts) {
  if (parts.find("FREQ")->second == "DAILY" && parts.contains("BYSETPOS")) {
    refuse_rule("A day is one day: BYSETPOS chooses nothing.");
  }
  const auto months = parts.find("BYMONTH"), days = parts.find("BYMONTHDAY");
  if (months == parts.end() || days == parts.end()) return;
  static constexpr std::array<int, 12> lengths{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  bool possible = false;
  split(months->second, ',', [&](std::string_view month) {
    const int length = lengths.at(static_cast<std::size_t>(parse_digits(month).value_or(1) - 1));
    split(days->second, ',', [&](std::string_view day) {
      day.remove_prefix(day.starts_with('+') || day.starts_with('-') ? 1 : 0);
      possible = possible || parse_digits(day).value_or(0) <= length;
    });
  });
  if (!possible) refuse_rule("There is no such day.");
}

// FREQ first, without the end.
std::string pattern_of(Parts parts) {
  std::string pattern = "FREQ=" + parts["FREQ"];
  for (const std::string_view name : {"FREQ", "COUNT", "UNTIL"}) parts.erase(std::string{name});
  for (const auto& [name, value] : parts) pattern += ";" + name + "=" + value;
  return pattern;
}

// Takes out the parts that only repeat the time of day of `first`.
void drop_time_of_day(Parts& parts, domain::LocalTime first) {
  const std::chrono::hh_mm_ss time{first - std::chrono::floor<std::chrono::days>(first)};
  const auto drop = [&](const char* name, auto value) {
    const auto part = parts.find(name);
    if (part == parts.end()) return;
    if (require_number(part->second, 0, 59, name) != static_cast<int>(value.count())) {
      refuse_rule("A recurrence rule chooses days, not hours.");
    }
    parts.erase(part);
  };
  drop("BYHOUR", time.hours());
  drop("BYMINUTE", time.minutes());
  drop("BYSECOND", time.seconds());
}

}  // namespace

void refuse_rule(const std::string& message) {
  throw domain::Error(domain::ErrorKind::invalid, "recurrence", message, "recurrence");
}

Rule parse_rule(std::string_view text) {
  if (text.empty()) refuse_rule("The recurrence rule is empty.");
  if (text.size() > maximum_rule_length) refuse_rule("The recurrence rule is too long.");
  Parts parts = split_parts(text);
  check_names(parts);
  check_frequency(parts);
  check_limits(parts);
  check_interval_and_week(parts);
  return {.pattern = pattern_of(parts), .end = parse_end(parts)};
}

OpenRule parse_open_rule(std::string_view text, domain::LocalTime first) {
  while (text.ends_with(';')) text.remove_suffix(1);
  if (text.empty() || text.size() > maximum_rule_length) refuse_rule("The recurrence rule is empty or too long.");
  Parts parts = split_parts(text);
  drop_time_of_day(parts, first);
  check_names(parts);
  check_frequency(parts);
  check_limits(parts);
  check_possible(parts);
  check_interval_and_week(parts);
  OpenRule rule{.pattern = pattern_of(parts), .end = {}};
  const auto count = parts.find("COUNT"), until = parts.find("UNTIL");
  if (count != parts.end() && until != parts.end()) refuse_rule("A recurrence rule ends by COUNT or by UNTIL.");
  if (count != parts.end()) rule.end = static_cast<std::size_t>(require_number(count->second, 1, 999'999, "COUNT"));
  if (until != parts.end()) std::visit([&](const auto& end) { rule.end = end; }, parse_until(until->second));
  return rule;
}

bool is_sub_daily(std::string_view text) {
  const std::string upper = domain::to_upper_ascii(text);
  bool sub_daily = false;
  split(upper, ';', [&](std::string_view part) {
    for (const std::string_view often : {"FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY"}) {
      sub_daily = sub_daily || domain::trim(part) == often;
    }
    const bool of_the_day =
        part.starts_with("BYHOUR=") || part.starts_with("BYMINUTE=") || part.starts_with("BYSECOND=");
    sub_daily = sub_daily || (of_the_day && part.find(',') != std::string_view::npos);
  });
  return sub_daily;
}

}  // namespace calendar
