#pragma once
#include "domain/access.hpp"
#include "domain/manage_registration.hpp"

namespace domain {

// One party as staff sees it, to change it. Written to the audit log. Needs see_contacts.
[[nodiscard]] RegistrationView see_registration(const Ports& ports, RegistrationId id, const Principal& staff);

}  // namespace domain
