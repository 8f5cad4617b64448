#pragma once
#include <string>

#include "domain/register_participants.hpp"
#include "service/http.hpp"

namespace service {

// A walk-in as it was typed. Throws Error{invalid} with everything that is wrong, by the form's inputs.
[[nodiscard]] domain::RegistrationRequest read_walk_in(const Fields& fields, domain::EventId event,
                                                       std::string idempotency_key);

// What of the children's ages is no number, as it was typed: "ja, x". Empty where all is well.
[[nodiscard]] std::string unread_ages(const Fields& fields);

}  // namespace service
