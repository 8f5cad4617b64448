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
// JSON: what the month's page draws between `start` and `end`, with its filters.
Reply show_calendar_entries(const Request& request, App& app);
// Another time, dropped in the calendar or typed.
Reply show_move(const Request& request, App& app);
Reply take_move(const Request& request, App& app);

Reply show_new_event(const Request& request, App& app);
// Also a series: shows its dates first. `action` says which button it was: save, save_series, back, add_language.
Reply take_new_event(const Request& request, App& app);
Reply show_event_edit(const Request& request, App& app);
Reply take_event_edit(const Request& request, App& app);

// A series as a whole, and more dates for it.
Reply show_series(const Request& request, App& app);
Reply take_series_publication(const Request& request, App& app);
Reply show_series_interpreters(const Request& request, App& app);
Reply take_series_interpreters(const Request& request, App& app);
Reply take_series_interpreter_step(const Request& request, App& app);
Reply show_more_dates(const Request& request, App& app);
Reply take_more_dates(const Request& request, App& app);
// Drafts of the list's filters, of one copy (`made`) or of one import (`since`): published together, or deleted.
// `action`: publish or delete, which asks first.
Reply show_drafts(const Request& request, App& app);
Reply take_drafts(const Request& request, App& app);
// Of one event, or of all drafts of a series.
Reply show_draft_deletion(const Request& request, App& app);
Reply show_series_deletion(const Request& request, App& app);
Reply take_draft_deletion(const Request& request, App& app);
// Last season, or a series, once more.
Reply show_copy(const Request& request, App& app);
Reply take_copy(const Request& request, App& app);

// A file with events: chosen, looked at, brought in; and its rows with errors as a file.
Reply show_import(const Request& request, App& app);
Reply take_import_file(const Request& request, App& app);
Reply show_import_preview(const Request& request, App& app);
Reply take_import(const Request& request, App& app);
Reply download_import_errors(const Request& request, App& app);

Reply show_own_event(const Request& request, App& app);
Reply take_publication(const Request& request, App& app);
// Who changed what, and a button to undo it, which shows first what that means for others.
Reply show_history(const Request& request, App& app);
Reply show_series_history(const Request& request, App& app);
Reply take_undo(const Request& request, App& app);
// The event was held: who came stays as it is.
Reply take_attendance_closing(const Request& request, App& app);
Reply take_attendance_reopening(const Request& request, App& app);
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

// `language`: its texts are right as they are, on every date of a series that says the same.
Reply take_texts_checked(const Request& request, App& app);
// Links and files for participants; adding takes multipart/form-data.
Reply show_materials(const Request& request, App& app);
Reply take_material(const Request& request, App& app);
Reply take_material_removal(const Request& request, App& app);

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

// What an organisation's events begin with.
Reply show_templates(const Request& request, App& app);
Reply show_template_saving(const Request& request, App& app);
Reply take_template_saving(const Request& request, App& app);
Reply show_template_edit(const Request& request, App& app);
Reply take_template_edit(const Request& request, App& app);
Reply take_template_removal(const Request& request, App& app);
Reply take_template_material_removal(const Request& request, App& app);

// Rooms; a new one and a changed one by the same form.
Reply show_rooms(const Request& request, App& app);
Reply take_room(const Request& request, App& app);
Reply show_room_edit(const Request& request, App& app);
Reply take_room_edit(const Request& request, App& app);
// `retired`: yes or no.
Reply take_room_retirement(const Request& request, App& app);
// Partners' calendars that the programme is kept in step with.
Reply show_subscriptions(const Request& request, App& app);
Reply take_subscription(const Request& request, App& app);
Reply show_subscription(const Request& request, App& app);
Reply take_subscription_edit(const Request& request, App& app);
Reply take_subscription_fetch(const Request& request, App& app);
// `paused`: yes or no.
Reply take_subscription_pause(const Request& request, App& app);
// The dates whose drafts were deleted here come in again.
Reply take_removed_dates_back(const Request& request, App& app);
// `events`: stay or withdraw.
Reply take_subscription_removal(const Request& request, App& app);
// Of one event: `action` is theirs or ours, for `field`, or leave.
Reply take_calendar_decision(const Request& request, App& app);
// Takes an event's form, stores nothing, and answers the part of the page about what the event meets.
Reply show_conflicts_of_form(const Request& request, App& app);

// Organisations and who belongs to them: their managers' pages, and admins'.
Reply show_organisations(const Request& request, App& app);
Reply take_new_organisation(const Request& request, App& app);
Reply show_organisation(const Request& request, App& app);
Reply take_organisation(const Request& request, App& app);
Reply take_member_invitation(const Request& request, App& app);
Reply take_member_invitation_revocation(const Request& request, App& app);
Reply take_member_role(const Request& request, App& app);
Reply take_member_removal(const Request& request, App& app);

// One's own account.
Reply show_own_account(const Request& request, App& app);
Reply take_password(const Request& request, App& app);
Reply take_email_change(const Request& request, App& app);
Reply take_session_end(const Request& request, App& app);
Reply take_other_sessions_end(const Request& request, App& app);
Reply take_work_for(const Request& request, App& app);
// What the links in emails lead to, and asking for one.
Reply show_forgotten(const Request& request, App& app);
Reply take_forgotten(const Request& request, App& app);
Reply show_reset(const Request& request, App& app);
Reply take_reset(const Request& request, App& app);
Reply show_email_proof(const Request& request, App& app);
Reply take_email_proof(const Request& request, App& app);
Reply show_join(const Request& request, App& app);
Reply take_join(const Request& request, App& app);

// What partners hand in.
Reply show_approvals(const Request& request, App& app);
Reply take_submission(const Request& request, App& app);
Reply take_withdrawal(const Request& request, App& app);
Reply take_approval(const Request& request, App& app);
Reply take_return(const Request& request, App& app);

// Admins' pages.
Reply show_audit_log(const Request& request, App& app);
Reply show_data_requests(const Request& request, App& app);
// `action`: search, export, ask (before erasing), erase.
Reply take_data_request(const Request& request, App& app);

}  // namespace service
