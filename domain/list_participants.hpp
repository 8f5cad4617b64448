#pragma once
#include <vector>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

namespace domain {

struct Participants {
  Event event;
  std::vector<Registration> registrations;  // in the order they came, cancelled ones too
};

// Who registered, for staff: every such reading is written to the audit log. Phones and emails are left out for those
// who may not see them. Error{not_found}, Error{forbidden} where the sign-in may not see participants.
[[nodiscard]] Participants list_participants(const Ports& ports, EventId event, const Principal& staff);

}  // namespace domain
