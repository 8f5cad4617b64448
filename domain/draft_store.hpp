#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// What came of an event so far.
struct DraftTraces {
  EventId event;
  bool was_shown = false;      // to anybody but its organisers' staff
  int registrations = 0;       // cancelled ones, and those that became counts, included
  int asked_interpreters = 0;  // bookings of which an interpreter has heard
  int messages = 0;            // but those to whoever handed it in
  int invitations = 0;         // lists of a draft: nothing was sent
};

// A date of a followed calendar whose event was removed here, and which does not come back.
struct RemovedDate {
  std::string uid;
  std::optional<Instant> recurrence_id = {};
  std::string name;
  Instant start_time = {};
};

// What is particular to drafts; part of domain/store.hpp, which says how it is kept.
class Drafts {
 public:
  virtual ~Drafts() = default;
  // Of those that are there, in any order.
  [[nodiscard]] virtual std::vector<DraftTraces> traces(std::span<const EventId> events) const = 0;
  // Those that start after a moment, by start.
  [[nodiscard]] virtual std::vector<RemovedDate> removed_dates(SubscriptionId subscription, Instant after) const = 0;
  // Of an event that is locked and has no traces but invitations: it goes with all that is its own, and with its series
  // where it was the last one of a series that no file and no calendar may bring dates for.
  virtual void remove(const Event& event) = 0;
  // They come in again with the next reading; answers how many.
  virtual std::size_t forget_removed_dates(SubscriptionId subscription) = 0;
};

}  // namespace domain
