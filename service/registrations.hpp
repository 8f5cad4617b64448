#pragma once
#include "service/http.hpp"

// Registrations of the JSON interface: made by anybody, kept by whoever holds the manage link, seen by staff.
namespace service {

struct App;

// An organiser's own sign-in registers in somebody's place: see domain::register_participants. Idempotency-Key as in
// draft-ietf-httpapi-idempotency-key-header.
Reply create_registration(const Request& request, App& app);
Reply get_registration(const Request& request, App& app);
Reply change_registration(const Request& request, App& app);
Reply cancel_registration(const Request& request, App& app);
// Who comes: names and needs for the door, phones and emails too for organisers.
Reply list_registrations(const Request& request, App& app);
// {"person", "presence_status"}
Reply record_presence(const Request& request, App& app);

}  // namespace service
