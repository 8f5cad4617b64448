#pragma once
#include <chrono>
#include <string>
#include <string_view>

namespace domain {

// A moment, UTC, to the second.
using Instant = std::chrono::sys_seconds;
// What a clock on the wall of some zone shows; the zone stands beside it.
using LocalTime = std::chrono::local_seconds;

inline constexpr std::string_view default_time_zone = "Europe/Helsinki";

// The present. Implementations may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override;
};

// The IANA time zone database. May be called from any thread. Every function throws Error{invalid, "unknown_time_zone"}
// for a zone it does not know.
class TimeZones {
 public:
  virtual ~TimeZones() = default;
  [[nodiscard]] virtual bool knows(std::string_view zone) const = 0;
  // RFC 5545, 3.3.5: an hour that occurs twice is its first occurrence; one that is skipped is read with the offset
  // before the gap.
  [[nodiscard]] virtual Instant to_utc(LocalTime local, std::string_view zone) const = 0;
  // False for an hour that the clock change of `zone` skips.
  [[nodiscard]] virtual bool exists(LocalTime local, std::string_view zone) const = 0;
  [[nodiscard]] virtual LocalTime to_local(Instant instant, std::string_view zone) const = 0;
};

// RFC 3339, always UTC: "2026-10-25T00:30:00Z".
[[nodiscard]] std::string format_rfc3339(Instant instant);
// RFC 3339 with an offset or Z; fractions of a second are cut. Throws Error{invalid, "date_time", field}, also for
// dates that do not exist and years outside 1970–2199.
[[nodiscard]] Instant parse_rfc3339(std::string_view text, std::string_view field);
// "2026-10-25"; the same errors ("date").
[[nodiscard]] std::chrono::year_month_day parse_date(std::string_view text, std::string_view field);
[[nodiscard]] std::string format_date(std::chrono::year_month_day date);

}  // namespace domain
