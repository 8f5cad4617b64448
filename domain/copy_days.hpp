#pragma once
#include <chrono>
#include <concepts>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/holidays.hpp"
#include "domain/ports.hpp"

namespace domain {

// Where a season goes when it is copied.
struct CopyShift {
  template <std::convertible_to<std::chrono::days> Days>
  CopyShift(Days distance, std::optional<std::chrono::year_month_day> first = {}, const Holidays* known = nullptr)
      : by(distance), not_before(first), holidays(known) {}
  std::chrono::days by;
  // Days of a month (the first Wednesday) do not come earlier; what moves by whole weeks does not look at it.
  std::optional<std::chrono::year_month_day> not_before;
  // Where they are known, dates that fell out because of one are planned as well (left_out_dates.hpp).
  const Holidays* holidays;
};

struct CopyDay {
  Instant start;         // when the date would be, had nobody moved it alone
  std::chrono::days by;  // from there to its copy
};
// Of each date of a series, in their order. Weekly ones keep their weekdays. Where the rule names a weekday of the
// month or a day of it ("FREQ=MONTHLY;BYDAY=1WE"), or the dates are so without a rule, their copies are such days, too:
// from the month on in which the first comes nearest to `by`.
[[nodiscard]] std::vector<CopyDay> days_to_copy(const std::vector<Event>& dates, std::string_view recurrence,
                                                const CopyShift& shift, const TimeZones& zones);

}  // namespace domain
