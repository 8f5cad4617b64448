#pragma once
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

}  // namespace domain
