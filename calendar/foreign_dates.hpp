#pragma once
#include <map>
#include <vector>

#include "calendar/foreign_event.hpp"
#include "calendar/foreign_rule.hpp"

namespace calendar {

struct DatesWanted {
  const domain::ForeignWindow& window;
  std::size_t most = 0;
};

// The dates of an event within the window: of its rules, with those that were added, without those that were taken out,
// and each as whatever overrides it has it. Adds what was found also where that is not all of it.
[[nodiscard]] RuleOutcome unfold_dates(const ForeignEvent& master,
                                       const std::map<domain::Instant, ForeignEvent>& overrides,
                                       const std::vector<ForeignTime>& unreadable, const DatesWanted& wanted,
                                       ForeignBudget& budget, std::vector<domain::ForeignOccurrence>& dates);

// What an override says, where that is within the window. `master` lends a name to what has none.
void add_override(const ForeignEvent& event, domain::Instant recurrence_id, const ForeignEvent* master,
                  const domain::ForeignWindow& window, std::vector<domain::ForeignOccurrence>& dates);

}  // namespace calendar
