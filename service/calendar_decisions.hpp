#pragma once
#include "service/http.hpp"

namespace service {

struct App;

// Of several events that follow one calendar, `event` each: `action` is theirs or ours, for `field`, leave, or cancel.
Reply take_calendar_decisions(const Request& request, App& app);

}  // namespace service
