#pragma once
#include <optional>
#include <string>

#include "domain/manage_registration.hpp"
#include "ui/form.hpp"
#include "ui/pages.hpp"

namespace ui {

// The form that somebody registers with. `state`: party_form.hpp's inputs, and "consent".
struct RegistrationForm {
  domain::Event event;
  FormState state;
  std::size_t persons = 1;
  std::string idempotency_key;
};
[[nodiscard]] std::string render_registration_form(const Pages& pages, const PageContext& context,
                                                   const RegistrationForm& form);

// What the holder of a manage link sees.
struct ManagePage {
  domain::RegistrationView view;
  std::string token;
  std::string phone;  // as one reads it; empty where there is none
  // What was just done, once: "confirmed", "waitlisted", "changed", "cancelled", "reminders_on", "reminders_off".
  std::string done;
  std::vector<domain::Problem> problems;
};
[[nodiscard]] std::string render_registration(const Pages& pages, const PageContext& context, const ManagePage& page);
// "Cancel the registration?"
[[nodiscard]] std::string render_cancel_question(const Pages& pages, const PageContext& context,
                                                 const ManagePage& page);

struct ChangeForm {
  domain::RegistrationView view;
  std::string token;
  FormState state;
  std::size_t persons = 1;
};
[[nodiscard]] std::string render_change_form(const Pages& pages, const PageContext& context, const ChangeForm& form);
// The inputs' values for what is registered now; `phone` as one reads it.
[[nodiscard]] FormState state_of(const domain::Registration& registration, const std::string& phone);

}  // namespace ui
