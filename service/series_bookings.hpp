#pragma once
#include "service/http.hpp"

// Interpreters for several dates of a series, in the JSON interface.
namespace service {

struct App;

// Of the dates that the principal books interpreters for.
Reply list_series_bookings(const Request& request, App& app);
// ?language=…&mode=…&interpreter=…: each date, and what stands against asking for it.
Reply list_series_availability(const Request& request, App& app);
// Asks one interpreter for the dates of `events`, or for all that can be asked for; without one, notes the need.
Reply create_series_bookings(const Request& request, App& app);
// {"interpreter": id, "language"?: tag}: the same for all of theirs, or for those in the language.
Reply confirm_series_bookings(const Request& request, App& app);
Reply decline_series_bookings(const Request& request, App& app);
Reply cancel_series_bookings(const Request& request, App& app);

}  // namespace service
