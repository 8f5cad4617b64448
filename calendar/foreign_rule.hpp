#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "calendar/foreign_budget.hpp"
#include "domain/time.hpp"

namespace calendar {

// How a rule's dates are to be found.
struct RuleSearch {
  domain::LocalTime first;                                   // DTSTART, by its own clock
  std::function<domain::Instant(domain::LocalTime)> to_utc;  // of that clock
  domain::Instant from;                                      // dates before are counted and left out
  domain::Instant until;                                     // the first moment that is too late
  std::size_t most = 0;                                      // dates wanted
};

enum class RuleOutcome {
  complete,
  malformed,  // or impossible
  sub_daily,
  too_many,  // dates, or looking for them takes more steps than any real rule does
  too_slow   // the budget is used up
};

// The dates of the value of an RRULE as others write it: without end, or with a BYHOUR that only repeats the time of
// the start. `first` is a date whatever the rule says (RFC 5545, 3.8.5.3), and counts. Adds to `dates`, in order.
[[nodiscard]] RuleOutcome find_dates(std::string_view rrule, const RuleSearch& search, ForeignBudget& budget,
                                     std::vector<domain::LocalTime>& dates);

}  // namespace calendar
