#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/manage_registration.hpp"
#include "service/json_object.hpp"

// Registrations as the JSON interface takes them. Each throws Error{invalid} with everything that is wrong.
namespace service {

// Whom and what for: everything but the event and the Idempotency-Key. `maximum` persons.
[[nodiscard]] domain::RegistrationRequest read_registration(const Json& body, std::size_t maximum);
// The same with "events", the dates that are wanted; none: all that are open.
struct RegistrationForDates {
  domain::RegistrationRequest request;
  std::optional<std::vector<domain::EventId>> events;
};
[[nodiscard]] RegistrationForDates read_registration_for_dates(const Json& body, std::size_t maximum);
// Persons, and a contact as far as there is one.
[[nodiscard]] domain::RegistrationRequest read_walk_in(const Json& body);
// What is wrong is gathered under the object's path; a contact that is no object is told.
[[nodiscard]] domain::Contact read_contact(JsonObject& parent, std::string_view name);
[[nodiscard]] std::string idempotency_key(const Request& request);
// No body, or an empty object.
void read_nothing(const Request& request);
// A merge patch (RFC 7396) of `stored`: contact and answers change member by member, persons are replaced; those with
// an `id` stay who they are.
[[nodiscard]] domain::RegistrationChange read_registration_change(const Json& body, const domain::Registration& stored);

}  // namespace service
