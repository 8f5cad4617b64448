#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/copy_days.hpp"
#include "domain/edit_event.hpp"
#include "domain/left_out_dates.hpp"

// Last season's programme once more.
namespace domain {

// A date of last season, and what it would be again: a draft.
struct CopyPlan {
  std::string key;  // of the plan among the others, the same whenever it is made
  Event from;       // for a date that was left out: most others of its series, at that time
  EventDetails details;
  // The fields (as changed_fields of edit_series.hpp names them) in which the copy is not like `from`, but like most
  // others of its series.
  std::vector<std::string> made_usual = {};
  // `from` was moved alone; the copy goes by where it was before.
  bool moved_back = false;
  // An event of the same name and owner begins at the same time already.
  bool stands = false;
  // There was no such date, and why.
  std::optional<LeftOutDate> left_out = {};
};

// From one day to another by whole weeks, so that weekdays stay: to the nearest.
[[nodiscard]] std::chrono::days whole_weeks_between(std::chrono::year_month_day old_first,
                                                    std::chrono::year_month_day new_first);

// The events that the principal's organisation owns (who has none: all) and that begin in [from, to), or all of a
// series, moved as copy_days.hpp says. By start time. Error{invalid, "too_many_to_copy", "copy_to"} for more than one
// copy may make.
[[nodiscard]] std::vector<CopyPlan> plan_copies(const Ports& ports, const Principal& principal, Instant from,
                                                Instant to, const CopyShift& shift);
[[nodiscard]] std::vector<CopyPlan> plan_copies(const Ports& ports, const Principal& principal, SeriesId series,
                                                const CopyShift& shift);

// Stores them in one transaction; dates of one series become a series of their own. Nobody is registered for them and
// no interpreter is booked. Error{invalid, "nothing_to_copy"} for none.
[[nodiscard]] std::vector<Event> copy_events(const Ports& ports, const Principal& principal,
                                             const std::vector<CopyPlan>& copies);

// The details of a new event like this one, so many days later: a draft.
[[nodiscard]] EventDetails moved_details(EventDetails details, std::chrono::days by, const TimeZones& zones);

}  // namespace domain
