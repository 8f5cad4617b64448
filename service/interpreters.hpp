#pragma once
#include "service/http.hpp"

// /api/v1/interpreters, for those who book them.
namespace service {

struct App;

Reply list_interpreters(const Request& request, App& app);
// Tells the address of the interpreter's private calendar, which is not told again.
Reply create_interpreter(const Request& request, App& app);
// Another address; the old one stops working.
Reply renew_interpreter_calendar(const Request& request, App& app);
Reply retire_interpreter(const Request& request, App& app);

}  // namespace service
