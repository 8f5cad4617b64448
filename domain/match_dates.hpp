#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

#include "domain/draft_store.hpp"
#include "domain/subscription.hpp"

namespace domain {

// Positions in what was given.
struct DateMatches {
  std::vector<std::pair<std::size_t, std::size_t>> same;  // an occurrence, and the event that it is
  std::vector<std::size_t> fresh;                         // occurrences without an event
  std::vector<std::size_t> gone;                          // events without an occurrence
};

// Which date is which: by UID and RECURRENCE-ID. A calendar that moves a whole series gives its dates new
// RECURRENCE-IDs: of one UID, a date that is gone and a new one at most three days from it are one date that moved.
// A calendar that changes a series from one date on gives the rest of it a new UID: of one name, what is gone and what
// is new at the same moment are one date, and so are the rest of one series that is gone and one that begins, as far as
// they are near.
// Events outside the window that was read are not gone, nor are those of which `is_gone`, where given, says so.
[[nodiscard]] DateMatches match_dates(std::span<const ForeignOccurrence> occurrences,
                                      std::span<const SubscribedEvent> events, const ForeignWindow& window,
                                      const std::function<bool(const SubscribedEvent&)>& is_gone = {});

// What was deleted here stays away, under another UID, too, once it has its own no more.
[[nodiscard]] std::vector<ForeignOccurrence> without_removed(std::vector<ForeignOccurrence> occurrences,
                                                             std::span<const RemovedDate> removed);

}  // namespace domain
