#pragma once
#include "service/http.hpp"

// Interpreter bookings of the JSON interface: requested for an event, then moved on step by step.
namespace service {

struct App;

Reply list_bookings(const Request& request, App& app);
Reply create_booking(const Request& request, App& app);
// {"interpreter": id}; without a body, the interpreter that the booking already names.
Reply offer_booking(const Request& request, App& app);
// No body.
Reply confirm_booking(const Request& request, App& app);
Reply decline_booking(const Request& request, App& app);
Reply cancel_booking(const Request& request, App& app);
Reply deliver_booking(const Request& request, App& app);

}  // namespace service
