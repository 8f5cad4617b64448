#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace calendar {

// A yearly clock change: at `time_of_day`, by the clock as it was before, on the nth (-1: last) `weekday` of `month`.
struct ClockChange {
  std::chrono::month month;
  int nth = -1;
  std::chrono::weekday weekday;
  std::chrono::seconds time_of_day{0};
  std::chrono::seconds offset_before{0};
  std::chrono::seconds offset_after{0};
  [[nodiscard]] domain::Instant in(std::chrono::year year) const;
};

// What a VTIMEZONE of one standard time and at most one summer time can say of a zone.
struct ZoneRule {
  std::string zone;
  std::chrono::seconds standard_offset{0};
  std::optional<ClockChange> to_summer;  // both or neither
  std::optional<ClockChange> to_standard;
  [[nodiscard]] std::chrono::seconds offset_at(domain::Instant instant) const;
  // RFC 5545, 3.6.5: from 1970 on, with RRULE and without RDATE, which Outlook misreads.
  [[nodiscard]] std::string vtimezone() const;
};

// Works out the rules from the zone database and keeps them. Any thread.
class ZoneRules {
 public:
  explicit ZoneRules(const domain::TimeZones& zones) : zones_(zones) {}
  // The rule, where every client reads `instant`, written as local time with it, as `instant`. Null where it is better
  // written in UTC: clock changes that follow no yearly rule, a year in which the rule was another, and the hour that
  // occurs twice, whose halves clients mix up.
  [[nodiscard]] const ZoneRule* rule_for(domain::Instant instant, std::string_view zone) const;

 private:
  [[nodiscard]] const ZoneRule* find(std::string_view zone) const;

  const domain::TimeZones& zones_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::unique_ptr<const ZoneRule>, std::less<>> rules_;  // null: none
};

}  // namespace calendar
