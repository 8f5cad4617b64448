#pragma once
#include <set>
#include <string>
#include <vector>

#include "domain/match_dates.hpp"
#include "domain/merge_content.hpp"
#include "domain/store.hpp"

// A calendar that was read, beside what follows it.
namespace domain {

struct CalendarMatches {
  std::vector<ForeignOccurrence> there;  // but what was deleted here
  std::vector<SubscribedEvent> here;
  DateMatches dates;             // positions in both
  std::set<std::string> unread;  // UIDs of what is there and could not be read
};

[[nodiscard]] CalendarMatches match_calendar(const Snapshot& snapshot, const Subscription& subscription,
                                             const ForeignCalendar& calendar, const ForeignWindow& window,
                                             const ThemeOf& theme_of);

}  // namespace domain
