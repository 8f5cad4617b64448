#include "service/route_tables.hpp"

#include "service/audit.hpp"
#include "service/conflicts.hpp"
#include "service/consent_wordings.hpp"
#include "service/drafts.hpp"
#include "service/event_history.hpp"
#include "service/event_templates.hpp"
#include "service/events.hpp"
#include "service/export_events.hpp"
#include "service/imports.hpp"
#include "service/interpreter_bookings.hpp"
#include "service/interpreters.hpp"
#include "service/invitations.hpp"
#include "service/materials.hpp"
#include "service/openapi.hpp"
#include "service/organisations.hpp"
#include "service/registrations.hpp"
#include "service/rooms.hpp"
#include "service/series.hpp"
#include "service/series_bookings.hpp"
#include "service/session.hpp"
#include "service/subscriptions.hpp"

namespace service {
namespace {

// The JSON interface.
constexpr Route api_table[] = {
    // Events
    {Method::get, "/api/v1/events", Access::anyone, list_events, true},
    {Method::post, "/api/v1/events", Access::partner, create_event, true},
    {Method::get, "/api/v1/events.{format}", Access::anyone, export_events, true},
    {Method::get, "/api/v1/events/{id}", Access::anyone, get_event, true},
    {Method::patch, "/api/v1/events/{id}", Access::partner, change_event, true},
    {Method::post, "/api/v1/events/{id}/publish", Access::partner, publish_event, true},
    {Method::post, "/api/v1/events/{id}/cancel", Access::partner, cancel_event, true},
    {Method::post, "/api/v1/series", Access::partner, create_series, true},
    {Method::get, "/api/v1/series/{id}", Access::anyone, get_series, true},
    {Method::post, "/api/v1/series/{id}/events", Access::partner, add_series_dates, true},
    {Method::get, "/api/v1/events/{id}/conflicts", Access::partner, list_conflicts, true},
    {Method::post, "/api/v1/conflicts", Access::partner, check_conflicts, true},
    {Method::get, "/api/v1/events/{id}/history", Access::viewer, list_history, true},
    {Method::post, "/api/v1/events/{id}/history/{change}/undo", Access::partner, undo_event_change, true},
    {Method::post, "/api/v1/events/{id}/attendance/close", Access::door, close_attendance, true},
    {Method::post, "/api/v1/events/{id}/attendance/reopen", Access::partner, reopen_attendance, true},
    {Method::get, "/api/v1/events/{id}/materials", Access::anyone, list_materials, true},
    {Method::post, "/api/v1/events/{id}/materials", Access::partner, create_material, true, upload_body_limit},
    {Method::del, "/api/v1/events/{id}/materials/{material}", Access::partner, delete_material, true},
    {Method::del, "/api/v1/events/{id}", Access::partner, delete_event, true},
    {Method::post, "/api/v1/drafts/publish", Access::partner, publish_drafts, true},
    {Method::post, "/api/v1/drafts/delete", Access::partner, delete_drafts, true},
    {Method::del, "/api/v1/subscriptions/{id}/removed-dates", Access::partner, forget_removed_dates, true},
    {Method::post, "/api/v1/imports", Access::partner, import_events, true, import_body_limit},
    // Rooms
    {Method::get, "/api/v1/subscriptions", Access::partner, list_subscriptions, true},
    {Method::post, "/api/v1/subscriptions", Access::partner, create_subscription, true},
    {Method::get, "/api/v1/subscriptions/{id}", Access::partner, get_subscription, true},
    {Method::patch, "/api/v1/subscriptions/{id}", Access::partner, change_subscription, true},
    {Method::del, "/api/v1/subscriptions/{id}", Access::partner, remove_subscription, true},
    {Method::post, "/api/v1/subscriptions/{id}/fetch", Access::partner, fetch_subscription, true},
    {Method::post, "/api/v1/events/{id}/calendar", Access::partner, decide_on_calendar, true},
    {Method::get, "/api/v1/rooms", Access::partner, list_rooms, true},
    {Method::post, "/api/v1/rooms", Access::organiser, create_room, true},
    {Method::patch, "/api/v1/rooms/{id}", Access::organiser, change_room, true},
    // Templates
    {Method::get, "/api/v1/event-templates", Access::partner, list_event_templates, true},
    {Method::post, "/api/v1/event-templates", Access::partner, create_event_template, true},
    {Method::get, "/api/v1/event-templates/{id}", Access::partner, get_event_template, true},
    {Method::patch, "/api/v1/event-templates/{id}", Access::partner, change_event_template, true},
    {Method::del, "/api/v1/event-templates/{id}", Access::partner, remove_event_template, true},
    {Method::del, "/api/v1/event-templates/{id}/materials/{material}", Access::partner, remove_event_template_material,
     true},
    // Registrations
    {Method::get, "/api/v1/events/{id}/registrations", Access::door, list_registrations, true},
    {Method::get, "/api/v1/events/{id}/registrations.{format}", Access::door, export_participants, true},
    {Method::post, "/api/v1/events/{id}/registrations", Access::anyone, create_registration, true},
    {Method::get, "/api/v1/registrations/{manage_token}", Access::link, get_registration, true},
    {Method::patch, "/api/v1/registrations/{manage_token}", Access::link, change_registration, true},
    {Method::del, "/api/v1/registrations/{manage_token}", Access::link, cancel_registration, true},
    {Method::post, "/api/v1/registrations/{id}/presence", Access::door, record_presence, true},
    {Method::post, "/api/v1/series/{id}/registrations", Access::anyone, register_for_series, true},
    {Method::get, "/api/v1/consent", Access::anyone, get_consent, true},
    {Method::post, "/api/v1/registrations/links", Access::anyone, request_links, true},
    {Method::post, "/api/v1/registrations/{manage_token}/verify", Access::link, verify_phone, true},
    {Method::post, "/api/v1/registrations/{manage_token}/send-code", Access::link, send_code_again, true},
    {Method::post, "/api/v1/registrations/{manage_token}/accept", Access::link, accept_offer, true},
    {Method::post, "/api/v1/registrations/{manage_token}/decline", Access::link, decline_offer, true},
    {Method::post, "/api/v1/registrations/{manage_token}/cancel-all", Access::link, cancel_party, true},
    {Method::post, "/api/v1/registrations/{id}/move", Access::partner, move_registration, true},
    {Method::post, "/api/v1/registrations/{id}/undo", Access::partner, undo_registration, true},
    {Method::post, "/api/v1/events/{id}/walk-ins", Access::door, create_walk_in, true},
    {Method::get, "/api/v1/events/{id}/invitations", Access::partner, list_invitations, true},
    {Method::post, "/api/v1/events/{id}/invitations", Access::partner, create_invitations, true},
    {Method::post, "/api/v1/invitations/{id}/revoke", Access::partner, revoke_invitation, true},
    {Method::get, "/api/v1/audit", Access::admin, list_audit, true},
    // Interpreters
    {Method::get, "/api/v1/interpreters", Access::organiser, list_interpreters, true},
    {Method::post, "/api/v1/interpreters", Access::organiser, create_interpreter, true},
    {Method::post, "/api/v1/interpreters/{id}/renew-calendar", Access::organiser, renew_interpreter_calendar, true},
    {Method::post, "/api/v1/interpreters/{id}/retire", Access::organiser, retire_interpreter, true},
    {Method::get, "/api/v1/events/{id}/interpreter-bookings", Access::organiser, list_bookings, true},
    {Method::post, "/api/v1/events/{id}/interpreter-bookings", Access::organiser, create_booking, true},
    {Method::get, "/api/v1/series/{id}/interpreter-bookings", Access::organiser, list_series_bookings, true},
    {Method::post, "/api/v1/series/{id}/interpreter-bookings", Access::organiser, create_series_bookings, true},
    {Method::post, "/api/v1/series/{id}/interpreter-bookings/confirm", Access::organiser, confirm_series_bookings,
     true},
    {Method::post, "/api/v1/series/{id}/interpreter-bookings/decline", Access::organiser, decline_series_bookings,
     true},
    {Method::post, "/api/v1/series/{id}/interpreter-bookings/cancel", Access::organiser, cancel_series_bookings, true},
    {Method::get, "/api/v1/series/{id}/interpreter-availability", Access::organiser, list_series_availability, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/offer", Access::organiser, offer_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/confirm", Access::organiser, confirm_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/decline", Access::organiser, decline_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/cancel", Access::organiser, cancel_booking, true},
    {Method::post, "/api/v1/interpreter-bookings/{id}/deliver", Access::organiser, deliver_booking, true},
    {Method::get, "/api/v1/openapi.json", Access::anyone, openapi, true},
    {Method::post, "/api/v1/session", Access::anyone, create_session, true},
    {Method::del, "/api/v1/session", Access::anyone, delete_session, true},
    {Method::get, "/api/v1/session", Access::viewer, get_session, true},
    {Method::patch, "/api/v1/session", Access::viewer, change_session, true},
    {Method::get, "/api/v1/sessions", Access::viewer, list_sessions, true},
    {Method::del, "/api/v1/sessions/{id}", Access::viewer, end_session, true},
    // Organisations, their members, and what they hand in
    {Method::get, "/api/v1/organisations", Access::viewer, list_organisations, true},
    {Method::post, "/api/v1/organisations", Access::admin, create_organisation, true},
    {Method::patch, "/api/v1/organisations/{id}", Access::manager, change_organisation, true},
    {Method::get, "/api/v1/organisations/{id}/members", Access::manager, list_members, true},
    {Method::patch, "/api/v1/organisations/{id}/members/{account}", Access::manager, change_member, true},
    {Method::del, "/api/v1/organisations/{id}/members/{account}", Access::manager, remove_member, true},
    {Method::get, "/api/v1/organisations/{id}/invitations", Access::manager, list_member_invitations, true},
    {Method::post, "/api/v1/organisations/{id}/invitations", Access::manager, create_member_invitation, true},
    {Method::del, "/api/v1/organisations/{id}/invitations/{link}", Access::manager, revoke_member_invitation, true},
    {Method::post, "/api/v1/events/{id}/submit", Access::partner, submit_event, true},
    {Method::post, "/api/v1/events/{id}/approve", Access::organiser, approve_event, true},
    {Method::post, "/api/v1/events/{id}/return", Access::organiser, return_event, true},
};

}  // namespace

std::span<const Route> api_routes() {
  return api_table;
}

}  // namespace service
