#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/ports.hpp"

// What the dates of a series have in common, and where one was changed by hand.
namespace domain {

// What dates have in common, whenever they are and whoever sees them.
[[nodiscard]] EventDetails without_times(EventDetails details);
// The date that most others are like; of several such the last. `dates` is not empty.
[[nodiscard]] const Event& most_usual(const std::vector<Event>& dates);
// The details of `like` at the start of another date.
[[nodiscard]] EventDetails details_at(const EventDetails& like, Instant start, const TimeZones& zones);

// Of each date, in the order of `dates`, the fields (as changed_fields of edit_series.hpp names them) in which it
// differs from the others; who sees it is not among them.
[[nodiscard]] std::vector<std::vector<std::string>> changed_by_hand(const std::vector<Event>& dates,
                                                                    const TimeZones& zones);

// How dates follow each other, as people say it.
struct Rhythm {
  enum class Pattern { daily, weekly, fortnightly, monthly, monthly_last, irregular };
  Pattern pattern = Pattern::irregular;
  std::vector<Instant> weekdays;  // a start on each weekday, Monday first; none of an irregular one
  int ordinal = 0;                // of monthly: the weekday is so many times in its month by then
};
// Of what is usual for dates in one time zone: a date that was moved alone, and one that is left out, do not count.
[[nodiscard]] Rhythm rhythm_of(const std::vector<Event>& dates, const TimeZones& zones);

}  // namespace domain
