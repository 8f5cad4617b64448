#pragma once
#include "domain/manage_registration.hpp"
#include "service/json_object.hpp"

// Registrations as the JSON interface takes them. Each throws Error{invalid} with everything that is wrong.
namespace service {

// Whom and what for: everything but the event and the Idempotency-Key. `maximum` persons.
[[nodiscard]] domain::RegistrationRequest read_registration(const Json& body, std::size_t maximum);
// A merge patch (RFC 7396) of `stored`: contact and answers change member by member, persons are replaced; those with
// an `id` stay who they are.
[[nodiscard]] domain::RegistrationChange read_registration_change(const Json& body, const domain::Registration& stored);

}  // namespace service
