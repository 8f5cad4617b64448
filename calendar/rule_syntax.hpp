#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "domain/time.hpp"

namespace calendar {

// When a rule ends. RFC 5545, 3.3.10: a date ends with that day; a date-time is the last moment at which something
// may begin, local or (with Z) UTC.
using RuleEnd = std::variant<std::size_t, std::chrono::year_month_day, domain::LocalTime, domain::Instant>;

// A recurrence rule that is well-formed and that we take.
struct Rule {
  std::string pattern;  // upper case, without COUNT and UNTIL
  RuleEnd end;
};

// Reads the value of an RRULE (RFC 5545, 3.3.10), stricter than libical, which reads "1WE" in a weekly rule as a
// Thursday and overlooks empty parts. Throws Error{invalid, "recurrence", "recurrence"} for what is malformed, finer
// than daily, without end, or ends twice.
[[nodiscard]] Rule parse_rule(std::string_view text);

// As others write it: it need not end, and counts further than a series of ours.
struct OpenRule {
  std::string pattern;
  std::variant<std::monostate, std::size_t, std::chrono::year_month_day, domain::LocalTime, domain::Instant> end;
};
// The same of a rule of somebody else's for what begins at `first`: BYHOUR, BYMINUTE and BYSECOND may repeat its time
// of day.
[[nodiscard]] OpenRule parse_open_rule(std::string_view text, domain::LocalTime first);
// Whether it asks for more than one occurrence a day.
[[nodiscard]] bool is_sub_daily(std::string_view text);

// Error{invalid, "recurrence", "recurrence"} with this message.
[[noreturn]] void refuse_rule(const std::string& message);

}  // namespace calendar
