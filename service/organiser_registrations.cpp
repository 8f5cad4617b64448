#include "domain/error.hpp"
#include "domain/manage_token.hpp"
#include "domain/staff_registrations.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"

// The buttons of a party on its event's page.
namespace service {
namespace {

// Whether the sign-in may is asked by what is done with it.
domain::Registration registration_for(const Request& request, const App& app) {
  const domain::RegistrationId id{id_in_path(request)};
  std::optional<domain::Registration> registration;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { registration = snapshot.registrations().find(id); });
  if (!registration) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such registration");
  return std::move(*registration);
}

std::string anchor_of(const domain::Registration& registration) {
  return "registration-" + std::to_string(registration.id.value);
}

}  // namespace

Reply take_registration_cancellation(const Request& request, App& app) {
  const domain::Registration registration = registration_for(request, app);
  return press(request, app, registration.event, [&] {
    domain::cancel_registration(app.ports, registration.id, signed_in(request));
    return done(address_of(registration.event), "registration_cancelled");
  });
}

Reply take_registration_undo(const Request& request, App& app) {
  const domain::Registration registration = registration_for(request, app);
  return press(request, app, registration.event, [&] {
    domain::undo_registration(app.ports, registration.id, signed_in(request));
    return done(address_of(registration.event), "undone");
  });
}

Reply take_registration_move(const Request& request, App& app) {
  const domain::Registration registration = registration_for(request, app);
  const Fields fields = request.form();
  const std::string input = "reason[" + std::to_string(registration.id.value) + "]";
  const std::string reason = form_value(fields, input);
  try {
    const auto to = domain::parse_registration_status(form_value(fields, "to"), "to");
    domain::move_registration(app.ports, registration.id, to, reason, signed_in(request));
    return done(address_of(registration.event), "moved", anchor_of(registration));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    OverviewForms forms{.moving = {{{input, reason}}, error.problems()}, .problems = error.problems()};
    for (auto* problems : {&forms.moving.problems, &forms.problems}) {
      for (domain::Problem& problem : *problems) {
        if (problem.field == "reason") problem.field = input;
      }
    }
    return overview_reply(request, app, registration.event, std::move(forms), status_of(error));
  }
}

Reply take_presence(const Request& request, App& app) {
  const domain::Registration registration = registration_for(request, app);
  const Fields fields = request.form();
  return press(request, app, registration.event, [&] {
    domain::Violations violations;
    const auto person = input_number(form_value(fields, "person"), "person", violations);
    violations.throw_if_any();
    domain::record_presence(app.ports, registration.id, domain::PersonId{*person},
                            domain::parse_presence_status(form_value(fields, "presence_status"), "presence_status"),
                            signed_in(request));
    const std::string anchor = "#person-" + std::to_string(*person);
    // Marked on the page of the link that a phone's camera read: back there, for who has that link already.
    const std::string token = form_value(fields, "token");
    if (!token.empty() && domain::manage_token(app.ports.secrets, registration) == token) {
      return see_other("/m/" + token + anchor);
    }
    return see_other(address_of(registration.event) + anchor);
  });
}

}  // namespace service
