#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "calendar/foreign_lines.hpp"
#include "calendar/foreign_zones.hpp"
#include "domain/foreign_calendar.hpp"

namespace calendar {

struct ForeignTime {
  domain::LocalTime local;
  const ForeignZone* zone = nullptr;
  bool is_day = false;  // midnight
  [[nodiscard]] domain::Instant instant() const { return zone->to_utc(local); }
};

// RFC 5545, 3.3.6: days are as long as the clock has them.
struct ForeignLength {
  std::chrono::days days{0};
  std::chrono::seconds exactly{0};
  [[nodiscard]] domain::Instant end_of(const ForeignTime& start) const {
    return start.zone->to_utc(start.local + days) + exactly;
  }
};

struct ForeignDate {
  ForeignTime start;
  ForeignLength length;
};

// What one VEVENT says.
struct ForeignEvent {
  std::size_t line = 0;
  domain::ForeignOccurrence words;  // all but the times
  ForeignDate date;
  std::optional<ForeignTime> recurrence_id;
  bool and_future = false;  // RANGE=THISANDFUTURE
  std::vector<std::string> rules;
  std::vector<ForeignDate> added;     // RDATE
  std::vector<ForeignTime> excluded;  // EXDATE
};

// The UID as it stands; what has none is known by its name and its start.
[[nodiscard]] std::string uid_of(const ForeignComponent& component);
// By which its dates are known for good. Google gives the rest of a series another UID when "this and following" are
// changed ("abc_R20261005T140000@google…"): they are the same dates all the same.
[[nodiscard]] std::string lasting_uid(std::string uid);
[[nodiscard]] std::string summary_of(const ForeignComponent& component);
// Nothing where it has none or it cannot be read.
[[nodiscard]] std::optional<ForeignTime> recurrence_id_of(const ForeignComponent& component, ForeignZones& zones);

// Throws Error{invalid}: "ics_event_too_large", "ics_private", "ics_no_start", "ics_bad_time", "ics_unknown_zone",
// "ics_ends_before", "ics_rule" for an EXRULE.
[[nodiscard]] ForeignEvent read_event(const ForeignComponent& component, ForeignZones& zones);

}  // namespace calendar
