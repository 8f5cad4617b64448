#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/manage_registration.hpp"
#include "domain/material.hpp"
#include "domain/room.hpp"
#include "ui/form.hpp"
#include "ui/pages.hpp"

namespace ui {

// PageContext::form for the pages here that have one.
inline constexpr const char* filled_in = "filled-in";

// The form that somebody registers with. `state`: the inputs of party_form.hpp, question_form.hpp and date_choice.hpp,
// and "consent".
struct RegistrationForm {
  domain::Event event;
  FormState state = {};
  std::size_t persons = 1;
  std::string idempotency_key = {};
  std::string stamp = {};             // hidden input "opened"
  std::string invitation_token = {};  // the form behind an invitation's link
  // The coming dates of the event's series, itself among them; empty where it stands alone.
  std::vector<domain::Event> dates = {};
};
[[nodiscard]] std::string render_registration_form(const Pages& pages, const PageContext& context,
                                                   const RegistrationForm& form);
// In place of the form where nobody can register now: why, and what to do instead.
[[nodiscard]] std::string render_no_registration(const Pages& pages, const PageContext& context,
                                                 const domain::Event& event);
// Behind an invitation's link that somebody has registered by.
[[nodiscard]] std::string render_used_invitation(const Pages& pages, const PageContext& context,
                                                 const domain::Event& event);

// One date of a party, and the link that manages it.
struct PartyDate {
  domain::RegistrationView view;
  std::string token;
};
// A date that could not take the party: an error's code says why.
struct DateLeftOut {
  domain::Event event;
  std::string refusal;
};

// What the holder of a manage link sees.
struct ManagePage {
  domain::RegistrationView view;
  std::string token;
  std::string phone = {};  // as one reads it; empty where there is none
  // What was just done, once: the end of a "manage.done_…" key.
  std::string done = {};
  std::vector<domain::Problem> problems = {};
  // Of the party, this one among them, by start time; fewer than two where it is for one date alone.
  std::vector<PartyDate> dates = {};
  std::vector<DateLeftOut> left_out = {};
  std::vector<domain::Material> materials = {};  // for who has a place
  std::optional<domain::Room> room = {};         // in which the event is, where somebody keeps it
};
[[nodiscard]] std::string render_registration(const Pages& pages, const PageContext& context, const ManagePage& page);
// What staff at the door sees of it: who has come. `may_see_all`: they may go on to the holder's page.
[[nodiscard]] std::string render_at_door(const Pages& pages, const PageContext& context, const ManagePage& page,
                                         bool may_see_all);
// "Cancel the registration?", this date or all of them.
[[nodiscard]] std::string render_cancel_question(const Pages& pages, const PageContext& context,
                                                 const ManagePage& page);

struct ChangeForm {
  domain::RegistrationView view;
  std::string token;
  FormState state;  // and "all_dates"
  std::size_t persons = 1;
  bool several_dates = false;  // others of the party are to come, too
};
[[nodiscard]] std::string render_change_form(const Pages& pages, const PageContext& context, const ChangeForm& form);
// The inputs' values for what is registered now; `phone` as one reads it.
[[nodiscard]] FormState state_of(const domain::Registration& registration, const std::string& phone);

// "Send me my links again". Inputs: contact.phone, contact.email.
struct LinksForm {
  FormState state = {};
  std::string stamp = {};
  bool sent = false;  // whatever there was to send
};
[[nodiscard]] std::string render_links_form(const Pages& pages, const PageContext& context, const LinksForm& form);

}  // namespace ui
