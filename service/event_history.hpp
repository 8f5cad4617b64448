#pragma once
#include "service/http.hpp"

// Who changed what of an event, the way back, and that it was held.
namespace service {

struct App;

// `before`: the id of a change, for the page of older ones.
Reply list_history(const Request& request, App& app);
// Body `{"scope": "this" | "all"}`, or none.
Reply undo_event_change(const Request& request, App& app);
Reply close_attendance(const Request& request, App& app);
Reply reopen_attendance(const Request& request, App& app);

}  // namespace service
