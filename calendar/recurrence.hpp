#pragma once
#include <chrono>
#include <span>
#include <string_view>
#include <vector>

#include "domain/series.hpp"
#include "domain/time.hpp"

namespace calendar {

// The local starts that the value of an RRULE (RFC 5545, 3.3.10, without "RRULE:") gives from `first_local_start` on,
// in order. Only dates that match the rule, other than RFC 5545 has it: "every Wednesday" from a Monday on begins on
// the Wednesday, since nobody means a single odd Monday. COUNT counts the dates in `exceptions` too; an exception that
// is none of the rule's dates changes nothing. The time of day stays what it is on the wall, and may be one that a
// clock change skips (TimeZones::exists). `zone` is what an UNTIL in UTC is read with.
//
// Throws Error{invalid, "recurrence", "recurrence"} for a rule that is malformed, finer than daily, without COUNT or
// UNTIL, matched by no date, past the year 2199, or that gives more than `limit` starts; Error{invalid,
// "unknown_time_zone"}. Any thread.
[[nodiscard]] std::vector<domain::LocalTime> expand(std::string_view rrule, domain::LocalTime first_local_start,
                                                    std::span<const std::chrono::year_month_day> exceptions,
                                                    std::size_t limit = domain::maximum_series_length,
                                                    std::string_view zone = domain::default_time_zone);

}  // namespace calendar
