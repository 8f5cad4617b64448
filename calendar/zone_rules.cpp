#include "calendar/zone_rules.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace calendar {
namespace {

using std::chrono::days;
using std::chrono::year;

// The years whose clock changes a rule must give.
constexpr year first_reference_year{2026};
constexpr year last_reference_year{2036};

std::chrono::seconds offset_at(const domain::TimeZones& zones, domain::Instant instant, std::string_view zone) {
  return zones.to_local(instant, zone).time_since_epoch() - instant.time_since_epoch();
}

std::chrono::sys_days day_in(year year, std::chrono::month month, int nth, std::chrono::weekday weekday) {
  if (nth < 0) return std::chrono::sys_days{year / month / weekday[std::chrono::last]};
  return std::chrono::sys_days{year / month / weekday[static_cast<unsigned>(nth)]};
}

struct Observed {
  domain::Instant instant;
  std::chrono::seconds before;
  std::chrono::seconds after;
};

// The clock changes of one year, which lie more than a day apart.
std::vector<Observed> observe(const domain::TimeZones& zones, std::string_view zone, year year) {
  std::vector<Observed> changes;
  const std::chrono::sys_days end{(year + std::chrono::years{1}) / std::chrono::January / 1};
  for (std::chrono::sys_days day{year / std::chrono::January / 1}; day < end; day += days{1}) {
    domain::Instant low = day, high = day + days{1};
    const std::chrono::seconds before = offset_at(zones, low, zone), after = offset_at(zones, high, zone);
    if (before == after) continue;
    while (high - low > std::chrono::seconds{1}) {
      const domain::Instant middle = low + (high - low) / 2;
      (offset_at(zones, middle, zone) == before ? low : high) = middle;
    }
    changes.push_back({high, before, after});
  }
  return changes;
}

ClockChange describe(const Observed& change, bool last) {
  const std::chrono::seconds wall = change.instant.time_since_epoch() + change.before;
  const auto day = std::chrono::floor<days>(std::chrono::sys_time<std::chrono::seconds>{wall});
  const std::chrono::year_month_day date{day};
  return {.month = date.month(),
          .nth = last ? -1 : static_cast<int>((unsigned{date.day()} - 1) / 7 + 1),
          .weekday = std::chrono::weekday{day},
          .time_of_day = wall - day.time_since_epoch(),
          .offset_before = change.before,
          .offset_after = change.after};
}

// The description that gives the `index`th change of every year observed.
std::optional<ClockChange> find_pattern(const std::vector<std::vector<Observed>>& changes, std::size_t index) {
  for (const bool last : {true, false}) {
    const ClockChange candidate = describe(changes.front()[index], last);
    year reference = first_reference_year;
    const bool fits =
        candidate.nth < 5 && std::ranges::all_of(changes, [&](const auto& of_year) {
          return candidate.in(reference++) == of_year[index].instant && candidate.offset_after == of_year[index].after;
        });
    if (fits) return candidate;
  }
  return {};
}

std::unique_ptr<const ZoneRule> work_out(const domain::TimeZones& zones, std::string_view zone) {
  std::vector<std::vector<Observed>> changes;
  for (year reference = first_reference_year; reference <= last_reference_year; ++reference) {
    changes.push_back(observe(zones, zone, reference));
    if (changes.back().size() != changes.front().size()) return nullptr;
  }
  auto rule = std::make_unique<ZoneRule>();
  rule->zone = zone;
  const std::chrono::sys_days begin{first_reference_year / std::chrono::January / 1};
  rule->standard_offset = offset_at(zones, begin, zone);
  if (changes.front().empty()) return rule;
  if (changes.front().size() != 2) return nullptr;
  auto first = find_pattern(changes, 0), second = find_pattern(changes, 1);
  if (!first || !second) return nullptr;
  const bool northern = first->offset_after > first->offset_before;
  rule->to_summer = northern ? first : second;
  rule->to_standard = northern ? second : first;
  rule->standard_offset = rule->to_standard->offset_after;
  return rule;
}

std::string format_offset(std::chrono::seconds offset) {
  const auto magnitude = std::abs(offset.count());
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%c%02d%02d", offset.count() < 0 ? '-' : '+',
                static_cast<int>(magnitude / 3600), static_cast<int>(magnitude / 60 % 60));
  return text.data();
}

std::string format_onset(const ClockChange& change) {
  const std::chrono::year_month_day date{day_in(year{1970}, change.month, change.nth, change.weekday)};
  const std::chrono::hh_mm_ss time{change.time_of_day};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "1970%02u%02uT%02d%02d%02d", unsigned{date.month()}, unsigned{date.day()},
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

std::string observance(std::string_view name, const ClockChange& change) {
  static constexpr std::array<std::string_view, 7> weekdays{"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  std::string text = "BEGIN:" + std::string{name} + "\r\nDTSTART:" + format_onset(change);
  text += "\r\nRRULE:FREQ=YEARLY;BYMONTH=" + std::to_string(unsigned{change.month});
  text += ";BYDAY=" + std::to_string(change.nth) + std::string{weekdays[change.weekday.c_encoding()]};
  text += "\r\nTZOFFSETFROM:" + format_offset(change.offset_before);
  text += "\r\nTZOFFSETTO:" + format_offset(change.offset_after);
  return text + "\r\nEND:" + std::string{name} + "\r\n";
}

}  // namespace

domain::Instant ClockChange::in(year year) const {
  return day_in(year, month, nth, weekday) + time_of_day - offset_before;
}

std::chrono::seconds ZoneRule::offset_at(domain::Instant instant) const {
  if (!to_summer) return standard_offset;
  const year around = std::chrono::year_month_day{std::chrono::floor<days>(instant)}.year();
  domain::Instant latest = domain::Instant::min();
  std::chrono::seconds offset = standard_offset;
  for (int shift = -1; shift <= 1; ++shift) {
    for (const auto& change : {*to_summer, *to_standard}) {
      const domain::Instant onset = change.in(around + std::chrono::years{shift});
      if (onset > instant || onset < latest) continue;
      latest = onset;
      offset = change.offset_after;
    }
  }
  return offset;
}

std::string ZoneRule::vtimezone() const {
  std::string text = "BEGIN:VTIMEZONE\r\nTZID:" + zone + "\r\n";
  if (to_summer) {
    text += observance("STANDARD", *to_standard) + observance("DAYLIGHT", *to_summer);
  } else {
    const std::string offset = format_offset(standard_offset);
    text += "BEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:" + offset + "\r\nTZOFFSETTO:" + offset +
            "\r\nEND:STANDARD\r\n";
  }
  return text + "END:VTIMEZONE\r\n";
}

const ZoneRule* ZoneRules::find(std::string_view zone) const {
  const std::lock_guard lock{mutex_};
  auto found = rules_.find(zone);
  if (found == rules_.end()) found = rules_.emplace(zone, work_out(zones_, zone)).first;
  return found->second.get();
}

const ZoneRule* ZoneRules::rule_for(domain::Instant instant, std::string_view zone) const {
  const ZoneRule* rule = find(zone);
  if (!rule) return nullptr;
  const domain::LocalTime local = zones_.to_local(instant, zone);
  const std::chrono::seconds offset = local.time_since_epoch() - instant.time_since_epoch();
  if (rule->offset_at(instant) != offset) return nullptr;
  if (!rule->to_summer) return rule;
  for (const std::chrono::seconds other : {rule->to_summer->offset_after, rule->to_standard->offset_after}) {
    const domain::Instant twin{local.time_since_epoch() - other};
    if (twin != instant && zones_.to_local(twin, zone) == local) return nullptr;
  }
  return rule;
}

}  // namespace calendar
