#pragma once
#include <cstddef>
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
// Events outside the window that was read are not gone.
[[nodiscard]] DateMatches match_dates(std::span<const ForeignOccurrence> occurrences,
                                      std::span<const SubscribedEvent> events, const ForeignWindow& window);

// What was deleted here stays away.
[[nodiscard]] std::vector<ForeignOccurrence> without_removed(std::vector<ForeignOccurrence> occurrences,
                                                             std::span<const RemovedDate> removed);

}  // namespace domain
