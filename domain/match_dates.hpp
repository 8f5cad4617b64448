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

// What tells dates apart besides.
struct MatchHints {
  // Whether an event without an occurrence is gone. Not given: yes.
  std::function<bool(const SubscribedEvent&)> is_gone = {};
  // Whether one that is gone may have another UID by now. Not given: yes.
  std::function<bool(const SubscribedEvent&)> may_be_renamed = {};
  // Where an event of it would be. Not given: nobody knows.
  std::function<Place(const ForeignOccurrence&)> place_of = {};
  // Deleted here, and not there under their own UIDs.
  std::span<const RemovedDate> removed = {};
};

// Which date is which: by UID and RECURRENCE-ID. A calendar that moves a whole series gives its dates new
// RECURRENCE-IDs: of one UID, a date that is gone and a new one at most three days from it are one date that moved.
// A calendar that changes a series from one date on gives the rest of it a new UID: of one name, what is gone and what
// is new at the same moment are one date, and so are the rest of one series that is gone and one that begins, as far as
// they are near. New ones at the moment and of the name of `removed` ones, no more than these, are what was deleted:
// they are not fresh.
// Events outside the window that was read are not gone, nor are those of which `is_gone` says no.
[[nodiscard]] DateMatches match_dates(std::span<const ForeignOccurrence> occurrences,
                                      std::span<const SubscribedEvent> events, const ForeignWindow& window,
                                      const MatchHints& hints = {});

// What was deleted here stays away.
struct WithoutRemoved {
  std::vector<ForeignOccurrence> occurrences;
  std::vector<RemovedDate> not_there;  // those that were not among them under their own UIDs
};
[[nodiscard]] WithoutRemoved without_removed(std::vector<ForeignOccurrence> occurrences,
                                             std::vector<RemovedDate> removed);

}  // namespace domain
