#pragma once
#include "service/http.hpp"

// The pages at the door: who came. Forms are answered by 303 to the same row; a script that asks for JSON (Accept:
// application/json) gets that, and {"message"} in the page's language for what cannot be taken.
namespace service {

struct App;

Reply show_door_today(const Request& request, App& app);
Reply show_door(const Request& request, App& app);
// registration, person (none: everybody of the party), presence_status.
Reply take_door_presence(const Request& request, App& app);
// persons, name, child_ages, interpreter_language, language; the Idempotency-Key is a header or the input "once".
Reply take_walk_in(const Request& request, App& app);
// registration.
Reply take_walk_in_undo(const Request& request, App& app);
// token, of a manage link: {"result": "found", "registration"}, {"result": "other_event", "event"}, "cancelled" or
// "unknown". Tells nobody's name.
Reply take_scan(const Request& request, App& app);

}  // namespace service
