#pragma once
#include "service/http.hpp"

// The organisers' console: pages at /organiser. Forms that were taken answer 303; those that were not come back with
// everything typed and what is wrong.
namespace service {

struct App;

Reply show_sign_in(const Request& request, App& app);
Reply take_sign_in(const Request& request, App& app);
Reply take_sign_out(const Request& request, App& app);

Reply show_own_events(const Request& request, App& app);
Reply show_month(const Request& request, App& app);

Reply show_new_event(const Request& request, App& app);
// Also a series: shows its dates first. `action` says which button it was: save, save_series, back, add_language.
Reply take_new_event(const Request& request, App& app);
Reply show_event_edit(const Request& request, App& app);
Reply take_event_edit(const Request& request, App& app);

Reply show_own_event(const Request& request, App& app);
Reply take_publication(const Request& request, App& app);
Reply show_cancellation(const Request& request, App& app);
Reply take_cancellation(const Request& request, App& app);

// For somebody who phoned. `action` says which button it was: search, fill, add, remove:<person>, save.
Reply show_new_registration(const Request& request, App& app);
Reply take_registration(const Request& request, App& app);
// For a counsellor's group: preview, back, save.
Reply show_group(const Request& request, App& app);
Reply take_group(const Request& request, App& app);
// A party's buttons on the event's page.
Reply take_registration_cancellation(const Request& request, App& app);
Reply take_registration_undo(const Request& request, App& app);
Reply take_registration_move(const Request& request, App& app);
Reply show_party_edit(const Request& request, App& app);
Reply take_party_edit(const Request& request, App& app);
Reply take_presence(const Request& request, App& app);

Reply show_invitations(const Request& request, App& app);
Reply take_invitations(const Request& request, App& app);
Reply take_invitation_revocation(const Request& request, App& app);

Reply take_booking(const Request& request, App& app);
Reply take_booking_offer(const Request& request, App& app);
Reply take_booking_confirmation(const Request& request, App& app);
Reply take_booking_refusal(const Request& request, App& app);
Reply take_booking_cancellation(const Request& request, App& app);
Reply take_booking_delivery(const Request& request, App& app);

// What people answered by SMS and somebody has to read.
Reply show_inbox(const Request& request, App& app);
Reply take_message_handled(const Request& request, App& app);

Reply show_interpreters(const Request& request, App& app);
Reply take_interpreter(const Request& request, App& app);
Reply take_calendar_renewal(const Request& request, App& app);
Reply take_interpreter_retirement(const Request& request, App& app);

// Admins' pages.
Reply show_audit_log(const Request& request, App& app);
Reply show_data_requests(const Request& request, App& app);
// `action`: search, export, ask (before erasing), erase.
Reply take_data_request(const Request& request, App& app);

}  // namespace service
