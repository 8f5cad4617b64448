#include "service/routes.hpp"

#include "service/assets.hpp"
#include "service/audit.hpp"
#include "service/calendar_feeds.hpp"
#include "service/conflicts.hpp"
#include "service/consent_wordings.hpp"
#include "service/delivery_reports.hpp"
#include "service/door.hpp"
#include "service/events.hpp"
#include "service/export_events.hpp"
#include "service/health.hpp"
#include "service/incoming_sms.hpp"
#include "service/interpreter_bookings.hpp"
#include "service/interpreters.hpp"
#include "service/invitations.hpp"
#include "service/openapi.hpp"
#include "service/organisations.hpp"
#include "service/organiser.hpp"
#include "service/print_pages.hpp"
#include "service/public_site.hpp"
#include "service/registrations.hpp"
#include "service/rooms.hpp"
#include "service/series.hpp"
#include "service/session.hpp"

namespace service {
namespace {

// One row a route, grouped by resource. A literal segment wins over a "{parameter}" whatever the order. HEAD follows
// GET, and OPTIONS is answered for every path.
constexpr Route table[] = {
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
    // Rooms
    {Method::get, "/api/v1/rooms", Access::partner, list_rooms, true},
    {Method::post, "/api/v1/rooms", Access::organiser, create_room, true},
    {Method::patch, "/api/v1/rooms/{id}", Access::organiser, change_room, true},
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
    // The organisers' console
    {Method::get, "/organiser/sign-in", Access::anyone, show_sign_in},
    {Method::post, "/organiser/sign-in", Access::anyone, take_sign_in},
    {Method::post, "/organiser/sign-out", Access::viewer, take_sign_out},
    {Method::get, "/organiser/forgotten", Access::anyone, show_forgotten},
    {Method::post, "/organiser/forgotten", Access::anyone, take_forgotten},
    {Method::get, "/organiser/reset/{token}", Access::link, show_reset},
    {Method::post, "/organiser/reset/{token}", Access::link, take_reset},
    {Method::get, "/organiser/join/{token}", Access::link, show_join},
    {Method::post, "/organiser/join/{token}", Access::link, take_join},
    {Method::get, "/organiser/account", Access::viewer, show_own_account},
    {Method::post, "/organiser/account/password", Access::viewer, take_password},
    {Method::post, "/organiser/account/sessions/end-others", Access::viewer, take_other_sessions_end},
    {Method::post, "/organiser/account/sessions/{handle}/end", Access::viewer, take_session_end},
    {Method::post, "/organiser/work-for", Access::viewer, take_work_for},
    {Method::get, "/organiser/organisations", Access::admin, show_organisations},
    {Method::post, "/organiser/organisations", Access::admin, take_new_organisation},
    {Method::get, "/organiser/organisations/{id}", Access::manager, show_organisation},
    {Method::post, "/organiser/organisations/{id}", Access::manager, take_organisation},
    {Method::post, "/organiser/organisations/{id}/invitations", Access::manager, take_member_invitation},
    {Method::post, "/organiser/organisations/{id}/invitations/{link}/revoke", Access::manager,
     take_member_invitation_revocation},
    {Method::post, "/organiser/organisations/{id}/members/{account}/role", Access::manager, take_member_role},
    {Method::post, "/organiser/organisations/{id}/members/{account}/remove", Access::manager, take_member_removal},
    {Method::get, "/organiser/approvals", Access::partner, show_approvals},
    {Method::post, "/organiser/events/{id}/submit", Access::partner, take_submission},
    {Method::post, "/organiser/events/{id}/withdraw", Access::partner, take_withdrawal},
    {Method::post, "/organiser/events/{id}/approve", Access::organiser, take_approval},
    {Method::post, "/organiser/events/{id}/return", Access::organiser, take_return},
    {Method::get, "/organiser", Access::viewer, show_own_events},
    {Method::get, "/organiser/", Access::viewer, show_own_events},
    {Method::get, "/organiser/month", Access::viewer, show_month},
    {Method::get, "/organiser/calendar.json", Access::viewer, show_calendar_entries},
    {Method::get, "/organiser/events/{id}/move", Access::organiser, show_move},
    {Method::post, "/organiser/events/{id}/move", Access::organiser, take_move},
    {Method::get, "/organiser/events.{format}", Access::viewer, export_own_events},
    {Method::get, "/organiser/events/{id}/participants.{format}", Access::door, export_participants},
    {Method::get, "/organiser/events/{id}/poster", Access::viewer, show_poster},
    {Method::get, "/organiser/events/new", Access::partner, show_new_event},
    {Method::post, "/organiser/events", Access::partner, take_new_event},
    {Method::get, "/organiser/events/{id}", Access::viewer, show_own_event},
    {Method::get, "/organiser/events/{id}/edit", Access::partner, show_event_edit},
    {Method::post, "/organiser/events/{id}/edit", Access::partner, take_event_edit},
    {Method::get, "/organiser/series/{id}", Access::viewer, show_series},
    {Method::post, "/organiser/series/{id}/publish", Access::partner, take_series_publication},
    {Method::get, "/organiser/series/{id}/dates", Access::partner, show_more_dates},
    {Method::post, "/organiser/series/{id}/dates", Access::partner, take_more_dates},
    {Method::get, "/organiser/copy", Access::partner, show_copy},
    {Method::post, "/organiser/copy", Access::partner, take_copy},
    {Method::post, "/organiser/events/{id}/publish", Access::partner, take_publication},
    {Method::get, "/organiser/events/{id}/cancel", Access::partner, show_cancellation},
    {Method::post, "/organiser/events/{id}/cancel", Access::partner, take_cancellation},
    {Method::get, "/organiser/events/{id}/registrations/new", Access::partner, show_new_registration},
    {Method::post, "/organiser/events/{id}/registrations", Access::partner, take_registration},
    {Method::get, "/organiser/events/{id}/registrations/group", Access::partner, show_group},
    {Method::post, "/organiser/events/{id}/registrations/group", Access::partner, take_group},
    {Method::post, "/organiser/registrations/{id}/cancel", Access::partner, take_registration_cancellation},
    {Method::post, "/organiser/registrations/{id}/undo", Access::partner, take_registration_undo},
    {Method::post, "/organiser/registrations/{id}/move", Access::partner, take_registration_move},
    {Method::get, "/organiser/registrations/{id}/edit", Access::partner, show_party_edit},
    {Method::post, "/organiser/registrations/{id}/edit", Access::partner, take_party_edit},
    {Method::get, "/organiser/events/{id}/invitations", Access::partner, show_invitations},
    {Method::post, "/organiser/events/{id}/invitations", Access::partner, take_invitations},
    {Method::post, "/organiser/invitations/{id}/revoke", Access::partner, take_invitation_revocation},
    {Method::post, "/organiser/registrations/{id}/presence", Access::door, take_presence},
    // Below the console's folder, so that it may answer for the page without a slash at its end.
    {Method::get, "/organiser/door-worker.js", Access::anyone, show_door_worker},
    {Method::get, "/organiser/door", Access::door, show_door_today},
    {Method::get, "/organiser/door/{id}", Access::door, show_door},
    {Method::post, "/organiser/door/{id}/presence", Access::door, take_door_presence},
    {Method::post, "/organiser/door/{id}/walk-ins", Access::door, take_walk_in},
    {Method::post, "/organiser/door/{id}/undo", Access::door, take_walk_in_undo},
    {Method::post, "/organiser/door/{id}/scan", Access::door, take_scan},
    {Method::post, "/organiser/events/{id}/interpreter-bookings", Access::organiser, take_booking},
    {Method::post, "/organiser/interpreter-bookings/{id}/offer", Access::organiser, take_booking_offer},
    {Method::post, "/organiser/interpreter-bookings/{id}/confirm", Access::organiser, take_booking_confirmation},
    {Method::post, "/organiser/interpreter-bookings/{id}/decline", Access::organiser, take_booking_refusal},
    {Method::post, "/organiser/interpreter-bookings/{id}/cancel", Access::organiser, take_booking_cancellation},
    {Method::post, "/organiser/interpreter-bookings/{id}/deliver", Access::organiser, take_booking_delivery},
    {Method::get, "/organiser/inbox", Access::partner, show_inbox},
    {Method::post, "/organiser/inbox/{id}/handled", Access::partner, take_message_handled},
    {Method::get, "/organiser/interpreters", Access::organiser, show_interpreters},
    {Method::post, "/organiser/interpreters", Access::organiser, take_interpreter},
    {Method::post, "/organiser/interpreters/{id}/calendar", Access::organiser, take_calendar_renewal},
    {Method::post, "/organiser/interpreters/{id}/retire", Access::organiser, take_interpreter_retirement},
    {Method::get, "/organiser/rooms", Access::partner, show_rooms},
    {Method::post, "/organiser/rooms", Access::organiser, take_room},
    {Method::get, "/organiser/rooms/{id}/edit", Access::organiser, show_room_edit},
    {Method::post, "/organiser/rooms/{id}/edit", Access::organiser, take_room_edit},
    {Method::post, "/organiser/rooms/{id}/retire", Access::organiser, take_room_retirement},
    {Method::post, "/organiser/conflicts", Access::partner, show_conflicts_of_form},
    {Method::get, "/organiser/audit", Access::admin, show_audit_log},
    {Method::get, "/organiser/data-requests", Access::admin, show_data_requests},
    {Method::post, "/organiser/data-requests", Access::admin, take_data_request},
    // Calendars
    {Method::get, "/calendar.ics", Access::anyone, calendar_feed},
    {Method::get, "/calendar/{secret}.ics", Access::link, private_calendar},
    {Method::get, "/events/{id}.ics", Access::anyone, event_calendar},
    // Assets
    {Method::get, "/assets/{name}", Access::anyone, show_asset},
    // Gateways
    {Method::post, "/api/v1/incoming-sms/kannel", Access::link, take_kannel_message, true},
    {Method::get, "/api/v1/delivery-reports/kannel/{id}", Access::link, record_kannel_report, true},
    // The public site
    {Method::get, "/", Access::anyone, show_front},
    {Method::get, "/{lang}", Access::anyone, lead_to_language},
    {Method::get, "/{lang}/", Access::anyone, show_event_list},
    {Method::get, "/events/{id}", Access::anyone, lead_to_event},
    {Method::get, "/{lang}/events/{id}", Access::anyone, show_event},
    {Method::get, "/{lang}/events/{id}/register", Access::anyone, show_registration_form},
    {Method::post, "/{lang}/events/{id}/register", Access::anyone, take_registration_form},
    {Method::get, "/{lang}/print", Access::anyone, show_month_sheet},
    {Method::get, "/{lang}/qr.svg", Access::anyone, show_list_as_qr},
    {Method::get, "/{lang}/events/{id}/qr.svg", Access::anyone, show_event_as_qr},
    {Method::get, "/{lang}/accessibility", Access::anyone, show_accessibility},
    {Method::get, "/{lang}/privacy", Access::anyone, show_privacy},
    {Method::get, "/{lang}/links", Access::anyone, show_links_form},
    {Method::post, "/{lang}/links", Access::anyone, take_links_form},
    {Method::get, "/i/{token}", Access::link, show_invitation},
    {Method::post, "/i/{token}", Access::link, take_invitation_form},
    {Method::get, "/m/{token}", Access::link, show_registration},
    {Method::get, "/m/{token}/change", Access::link, show_change_form},
    {Method::post, "/m/{token}/change", Access::link, take_change_form},
    {Method::get, "/m/{token}/cancel", Access::link, show_cancel_question},
    {Method::post, "/m/{token}/cancel", Access::link, take_cancellation_by_link},
    {Method::get, "/m/{token}/reminders", Access::link, lead_to_reminders},
    {Method::post, "/m/{token}/reminders", Access::link, take_reminder_wish},
    {Method::post, "/m/{token}/offer", Access::link, take_offered_place},
    {Method::post, "/m/{token}/code", Access::link, take_phone_code},
    {Method::post, "/m/{token}/code/again", Access::link, take_code_wish},
    {Method::post, "/m/{token}/renew", Access::link, take_link_renewal},
    {Method::get, "/m/{token}/qr.svg", Access::link, show_link_as_qr},
    {Method::get, "/m/{token}/data", Access::link, show_data_question},
    {Method::post, "/m/{token}/data", Access::link, show_data},
    {Method::post, "/m/{token}/data.json", Access::link, download_data},
    {Method::post, "/m/{token}/erase", Access::link, take_erasure},
    {Method::get, "/o/{token}", Access::link, show_offer},
    {Method::post, "/o/{token}", Access::link, take_offer_answer},
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
