#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "domain/ports.hpp"
#include "domain/registration.hpp"

// What is kept of registrations once the persons are gone. Measures and their keys:
//   parties               confirmed, waitlisted, cancelled, walk_in (those among the confirmed that came to the door)
//   persons               present, not_present, unknown (of confirmed parties), waitlisted
//   children              0-2, 3-6, 7-12, 13-17 (of confirmed parties, for whom childcare was asked)
//   interpreter_language  the tag; persons of confirmed parties that need one
//   contact_language      the tag; confirmed parties
namespace domain {

class Tally {
 public:
  // Confirmed, waitlisted or cancelled; nothing else is ever counted for good.
  void add(const Registration& registration);
  [[nodiscard]] std::vector<AttendanceCount> counts() const;

 private:
  void add_persons(const Registration& registration);
  std::map<std::pair<std::string, std::string>, int> counts_;
};

// What has no end yet gets one, and tells nobody: a registration for what is still to come is cancelled, its places go
// to the next, and so is an offer or a place held for a code. After this it may be counted for good. The caller holds
// the event's lock.
void settle(Transaction& tx, const Ports& ports, Event& event, Registration& registration);

}  // namespace domain
