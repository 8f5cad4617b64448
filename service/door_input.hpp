#pragma once
#include <string>

#include "domain/register_participants.hpp"
#include "service/http.hpp"

namespace service {

// A walk-in as it was typed. Throws Error{invalid} with everything that is wrong, by the form's inputs.
[[nodiscard]] domain::RegistrationRequest read_walk_in(const Fields& fields, domain::EventId event,
                                                       std::string idempotency_key);

}  // namespace service
