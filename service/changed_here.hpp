#pragma once
#include <string>
#include <vector>

#include "domain/event_change.hpp"
#include "domain/store.hpp"

namespace service {

// A field of an event that a file would set, and that somebody changed here since a file last did.
struct ChangedHere {
  domain::EventId event;
  std::string field;
  domain::Instant time;
  friend bool operator==(const ChangedHere&, const ChangedHere&) = default;
};

// A file that was taken out of here knows what was changed before: of one of those only what it would set back counts.
enum class FileIs { foreign, taken_out_here };

// Of the fields that `change` sets, those. The history may hold `change` itself, as its newest line.
[[nodiscard]] std::vector<ChangedHere> changed_here(const domain::Snapshot& snapshot, domain::EventId event,
                                                    const domain::EventChange& change, FileIs file);

}  // namespace service
