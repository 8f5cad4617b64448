#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
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
// same one, entered by hand or from another source. Only what the principal may see. One file's, on one thread: what
// begins at a moment is read once.
class Duplicates {
 public:
  // `principal` outlives it.
  Duplicates(const domain::Principal& principal, Claims claims) : principal_(principal), claims_(std::move(claims)) {}
  [[nodiscard]] std::optional<domain::Event> find(const domain::Snapshot& snapshot,
                                                  const domain::EventDetails& details);

 private:
  using Moment = std::pair<domain::Instant, std::vector<domain::OrganisationId>>;
  using ByName = std::map<std::string, std::set<domain::EventId>>;  // folded
  [[nodiscard]] const ByName& at(const domain::Snapshot& snapshot, const Moment& moment);

  const domain::Principal& principal_;
  Claims claims_;
  std::map<Moment, ByName> moments_;
};

}  // namespace service
