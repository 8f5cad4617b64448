#pragma once
#include "service/http.hpp"

// Registrations of the JSON interface: made by anybody, kept by whoever holds the manage link, seen by staff.
namespace service {

struct App;

// An organiser's own sign-in registers in somebody's place: see domain::register_participants. Idempotency-Key as in
// draft-ietf-httpapi-idempotency-key-header.
Reply create_registration(const Request& request, App& app);
// For several dates of a series: "events" names them; without it, every date that is still open, 60 at
// most.
Reply register_for_series(const Request& request, App& app);

// By the manage link.
Reply get_registration(const Request& request, App& app);
Reply change_registration(const Request& request, App& app);
Reply cancel_registration(const Request& request, App& app);
// Every date of the party that has not begun.
Reply cancel_party(const Request& request, App& app);
Reply accept_offer(const Request& request, App& app);
Reply decline_offer(const Request& request, App& app);
// {"code"}
Reply verify_phone(const Request& request, App& app);
Reply send_code_again(const Request& request, App& app);
// {"phone"?, "email"?}: tells nobody whether there was anything to send.
Reply request_links(const Request& request, App& app);

// By staff. Who comes: names and needs for the door, phones and emails too for organisers.
Reply list_registrations(const Request& request, App& app);
// {"person", "presence_status"}
Reply record_presence(const Request& request, App& app);
// {"status", "reason"}
Reply move_registration(const Request& request, App& app);
Reply undo_registration(const Request& request, App& app);
// Somebody who came without having registered.
Reply create_walk_in(const Request& request, App& app);

}  // namespace service
