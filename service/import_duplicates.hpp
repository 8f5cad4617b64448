#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/store.hpp"

namespace service {

// What a file itself lays claim to: by these its events are known, so that two of its rows are no duplicates of each
// other.
struct Claims {
  std::set<std::string> keys;
  std::set<domain::EventId> events;
};

// Another event of the same organisation that begins at the same moment and has a name in common, in any language: the
// same one, entered by hand or from another source. Only what the principal may see.
[[nodiscard]] std::optional<domain::Event> find_duplicate(const domain::Snapshot& snapshot,
                                                          const domain::Principal& principal,
                                                          const domain::EventDetails& details, const Claims& claims);

}  // namespace service
