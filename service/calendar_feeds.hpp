#pragma once
#include "service/http.hpp"

// Calendars to subscribe to and to take over (RFC 5545), in `?lang=`'s language.
namespace service {

struct App;

// GET /calendar.ics: all public events that the list's filters let through, past ones too, on one page. `lang` is
// Finnish where it is not given; with `cancelled=visible` a cancelled event stays, with a name that says so.
[[nodiscard]] Reply calendar_feed(const Request& request, App& app);
// GET /events/{id}.ics: for whom the event's page is.
[[nodiscard]] Reply event_calendar(const Request& request, App& app);
// GET /calendar/{secret}.ics: the bookings of the interpreter, or the event of the registration, whose secret it is.
// In their language. Error{not_found} for an unknown or revoked one.
[[nodiscard]] Reply private_calendar(const Request& request, App& app);

}  // namespace service
