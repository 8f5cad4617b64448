#pragma once
#include "service/http.hpp"

// The public's pages: no account, no script needed.
namespace service {

struct App;

// "/" and addresses without a language lead to the reader's.
Reply show_front(const Request& request, App& app);
Reply lead_to_language(const Request& request, App& app);
Reply lead_to_event(const Request& request, App& app);
Reply show_event_list(const Request& request, App& app);
Reply show_event(const Request& request, App& app);
Reply show_accessibility(const Request& request, App& app);
Reply show_privacy(const Request& request, App& app);

Reply show_registration_form(const Request& request, App& app);
Reply take_registration_form(const Request& request, App& app);
// By an invitation's link.
Reply show_invitation(const Request& request, App& app);
Reply take_invitation_form(const Request& request, App& app);
// "Send me my links again".
Reply show_links_form(const Request& request, App& app);
Reply take_links_form(const Request& request, App& app);

// By manage link.
Reply show_registration(const Request& request, App& app);
Reply show_change_form(const Request& request, App& app);
Reply take_change_form(const Request& request, App& app);
Reply show_cancel_question(const Request& request, App& app);
Reply take_cancellation_by_link(const Request& request, App& app);
Reply lead_to_reminders(const Request& request, App& app);
// Also RFC 8058's one-click unsubscription.
Reply take_reminder_wish(const Request& request, App& app);
Reply take_offered_place(const Request& request, App& app);
Reply take_phone_code(const Request& request, App& app);
Reply take_code_wish(const Request& request, App& app);
Reply take_link_renewal(const Request& request, App& app);
Reply show_link_as_qr(const Request& request, App& app);
// GDPR, Articles 15, 17 and 20. Putting the data together is written down, so it is asked for by POST.
Reply show_data_question(const Request& request, App& app);
Reply show_data(const Request& request, App& app);
Reply download_data(const Request& request, App& app);
Reply take_erasure(const Request& request, App& app);

// By an interpreter's offer link.
Reply show_offer(const Request& request, App& app);
Reply take_offer_answer(const Request& request, App& app);

}  // namespace service
