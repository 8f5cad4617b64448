#include "service/routes.hpp"

#include "service/assets.hpp"
#include "service/calendar_feeds.hpp"
#include "service/delivery_reports.hpp"
#include "service/events.hpp"
#include "service/health.hpp"
#include "service/interpreter_bookings.hpp"
#include "service/interpreters.hpp"
#include "service/openapi.hpp"
#include "service/registrations.hpp"
#include "service/series.hpp"

namespace service {
namespace {

// One row a route, grouped by resource. A literal segment wins over a "{parameter}" whatever the order. HEAD follows
// GET, and OPTIONS is answered for every path.
constexpr Route table[] = {
    // Events
    {Method::get, "/api/v1/events", Access::anyone, list_events, true},
    {Method::post, "/api/v1/events", Access::organiser, create_event, true},
    {Method::get, "/api/v1/events/{id}", Access::anyone, get_event, true},
    {Method::patch, "/api/v1/events/{id}", Access::organiser, change_event, true},
    {Method::post, "/api/v1/events/{id}/publish", Access::organiser, publish_event, true},
    {Method::post, "/api/v1/events/{id}/cancel", Access::organiser, cancel_event, true},
    {Method::post, "/api/v1/series", Access::organiser, create_series, true},
    {Method::get, "/api/v1/series/{id}", Access::anyone, get_series, true},
    // Registrations
    {Method::get, "/api/v1/events/{id}/registrations", Access::door, list_registrations, true},
    {Method::post, "/api/v1/events/{id}/registrations", Access::anyone, create_registration, true},
    {Method::get, "/api/v1/registrations/{manage_token}", Access::link, get_registration, true},
    {Method::patch, "/api/v1/registrations/{manage_token}", Access::link, change_registration, true},
    {Method::del, "/api/v1/registrations/{manage_token}", Access::link, cancel_registration, true},
    {Method::post, "/api/v1/registrations/{id}/presence", Access::door, record_presence, true},
    // Interpreters
    {Method::get, "/api/v1/interpreters", Access::organiser, list_interpreters, true},
    {Method::post, "/api/v1/interpreters", Access::organiser, create_interpreter, true},
    {Method::post, "/api/v1/interpreters/{id}/renew-calendar", Access::organiser, renew_interpreter_calendar, true},
    {Method::get, "/api/v1/events/{id}/interpreter-bookings", Access::organiser, list_bookings, true},
    {Method::post, "/api/v1/events/{id}/interpreter-bookings", Access::organiser, create_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/offer", Access::organiser, offer_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/confirm", Access::organiser, confirm_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/decline", Access::organiser, decline_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/cancel", Access::organiser, cancel_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/deliver", Access::organiser, deliver_booking, true},
    {Method::get, "/api/v1/openapi.json", Access::anyone, openapi, true},
    // Calendars
    {Method::get, "/calendar.ics", Access::anyone, calendar_feed},
    {Method::get, "/calendar/{secret}.ics", Access::link, private_calendar},
    {Method::get, "/events/{id}.ics", Access::anyone, event_calendar},
    // Assets
    {Method::get, "/assets/{name}", Access::anyone, show_asset},
    // Gateways
    {Method::get, "/api/v1/delivery-reports/kannel/{id}", Access::link, record_kannel_report, true},
    // Operators
    {Method::get, "/healthz", Access::operators, healthz, true},
    {Method::get, "/readyz", Access::operators, readyz, true},
    {Method::get, "/metrics", Access::operators, metrics, true},
};

}  // namespace

std::span<const Route> routes() {
  return table;
}

}  // namespace service
