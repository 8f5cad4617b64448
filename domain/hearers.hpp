#pragma once
#include <map>
#include <set>

#include "domain/edit_series.hpp"
#include "domain/event_changes.hpp"

namespace domain {

// Who hears of what, counted as Notices tells them.
class Hearers {
 public:
  // `end`: of the event as it will be.
  void add(const Snapshot& snapshot, const Event& event, Instant end, MessageKind kind, Instant now);
  [[nodiscard]] ToldPeople told() const;

 private:
  struct Party {
    int persons = 0;
    bool waits = false;
  };
  std::map<PartyTold, Party> parties_;
  std::set<InterpreterId> interpreters_;
};

}  // namespace domain
