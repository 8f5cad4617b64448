#include "calendar/time_zones.hpp"

#include <date/tz.h>

#include <string>

#include "domain/error.hpp"

namespace calendar {
namespace {

// Set by the machine's administrator, so it means something else on the next machine.
constexpr std::string_view machine_zone = "localtime";

const date::time_zone* find_zone(std::string_view zone) {
  if (zone.empty() || zone == machine_zone) return nullptr;
  try {
    return date::locate_zone(zone);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

const date::time_zone& require_zone(std::string_view zone) {
  if (const auto* found = find_zone(zone)) return *found;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_time_zone", "The time zone is not known.", "time_zone");
}

// The library reads the transitions that a TZif file lists (RFC 8536), which end with 2037, not the rule that follows
// them. Later moments are looked up in a year with the same calendar: the same days of the week, the same leap day.
constexpr int last_listed_year = 2037;

std::chrono::seconds shift_into_listed_years(std::chrono::seconds since_epoch) {
  using std::chrono::year;
  const auto day = std::chrono::floor<std::chrono::days>(since_epoch);
  const year actual = std::chrono::year_month_day{std::chrono::sys_days{day}}.year();
  if (int{actual} <= last_listed_year) return std::chrono::seconds{0};
  const auto first_day = [](year y) { return std::chrono::sys_days{y / std::chrono::January / 1}; };
  year listed{last_listed_year};
  while (listed.is_leap() != actual.is_leap() ||
         std::chrono::weekday{first_day(listed)} != std::chrono::weekday{first_day(actual)}) {
    --listed;
  }
  return first_day(actual) - first_day(listed);
}

date::local_info local_info(domain::LocalTime local, std::string_view zone) {
  const std::chrono::seconds since_epoch = local.time_since_epoch();
  return require_zone(zone).get_info(date::local_seconds{since_epoch - shift_into_listed_years(since_epoch)});
}

}  // namespace

TimeZones::TimeZones() {
  try {
    require_zone(domain::default_time_zone).get_info(date::sys_seconds{});
  } catch (const std::exception&) {
    throw domain::Error(domain::ErrorKind::unavailable, "time_zones_missing", "The system's time zones are missing.");
  }
}

bool TimeZones::knows(std::string_view zone) const {
  return find_zone(zone) != nullptr;
}

domain::Instant TimeZones::to_utc(domain::LocalTime local, std::string_view zone) const {
  // `first` is the only offset, the earlier of two, or the one before a gap.
  return domain::Instant{local.time_since_epoch() - local_info(local, zone).first.offset};
}

bool TimeZones::exists(domain::LocalTime local, std::string_view zone) const {
  return local_info(local, zone).result != date::local_info::nonexistent;
}

domain::LocalTime TimeZones::to_local(domain::Instant instant, std::string_view zone) const {
  const std::chrono::seconds since_epoch = instant.time_since_epoch();
  const auto info = require_zone(zone).get_info(date::sys_seconds{since_epoch - shift_into_listed_years(since_epoch)});
  return domain::LocalTime{since_epoch + info.offset};
}

}  // namespace calendar
