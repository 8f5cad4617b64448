#pragma once
#include <optional>

#include "domain/access.hpp"
#include "domain/ports.hpp"

// Making organisations and saying how they are reached. Each call asks access.hpp.
namespace domain {

// By an admin. Error{conflict, "duplicate", "name"}.
[[nodiscard]] Organisation create_organisation(const Ports& ports, const Principal& principal,
                                               Organisation organisation);
// By its manager or an admin; the name and whose approval is wanted only by an admin, but that of its own organisers.
[[nodiscard]] Organisation change_organisation(const Ports& ports, const Principal& principal,
                                               const Organisation& organisation);

// Whose what somebody makes is to be: the one that an admin names, else their own. Error{invalid, "required",
// "organisation"} for neither.
[[nodiscard]] OrganisationId owner_for(const Principal& principal, std::optional<OrganisationId> chosen);
// Error{invalid, "unknown_organisation"} of `field` where there is none.
void require_organisation(Transaction& tx, OrganisationId id, const char* field = "organisation");

}  // namespace domain
