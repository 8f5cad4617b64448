#include <algorithm>

#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "domain/register_participants.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"
#include "service/phone_numbers.hpp"

namespace service {
namespace {

// Somebody agreed on the phone; the wording is the one that staff reads out.
constexpr std::string_view consent_by_phone = "phone-1";

domain::Contact read_contact(const Fields& fields, domain::Violations& violations) {
  domain::Contact contact;
  contact.name = form_value(fields, "name");
  const std::string phone = form_value(fields, "phone");
  const std::string email = form_value(fields, "email");
  if (!phone.empty()) gather(violations, [&] { contact.phone = parse_phone(phone, "phone"); });
  if (!email.empty()) gather(violations, [&] { contact.email = domain::EmailAddress(email, "email"); });
  violations.require(!phone.empty() || !email.empty(), "phone", "phone_or_email", "a phone or an email is required");
  violations.require(!contact.name.empty(), "name", "required", "is required");
  gather(violations, [&] { contact.language = domain::LanguageTag(form_value(fields, "language"), "language"); });
  return contact;
}

std::vector<domain::Person> read_persons(const Fields& fields, domain::Violations& violations) {
  std::optional<domain::LanguageTag> interpreter;
  const std::string language = form_value(fields, "interpreter_language");
  if (!language.empty()) {
    gather(violations, [&] { interpreter = domain::LanguageTag(language, "interpreter_language"); });
  }
  const auto count = input_number(form_value(fields, "persons"), "persons", violations);
  const int most = static_cast<int>(domain::maximum_party_by_staff);
  if (!count) return {};
  violations.require(*count >= 1 && *count <= most, "persons", "out_of_range", "must be from 1 to 60");
  domain::Person person;
  person.interpreter_language = interpreter;
  return std::vector<domain::Person>(static_cast<std::size_t>(std::clamp(*count, 1, most)), person);
}

domain::RegistrationRequest read_request(const Fields& fields, domain::EventId event) {
  domain::Violations violations;
  domain::RegistrationRequest wanted;
  wanted.event = event;
  wanted.contact = read_contact(fields, violations);
  wanted.persons = read_persons(fields, violations);
  wanted.consent_version = consent_by_phone;
  // The button pressed twice registers once.
  wanted.idempotency_key = form_value(fields, "once");
  violations.throw_if_any();
  wanted.persons.front().name = wanted.contact.name;
  return wanted;
}

// The form's inputs are the contact's, without its name before them.
std::vector<domain::Problem> in_form(std::vector<domain::Problem> problems) {
  constexpr std::string_view prefix = "contact.";
  for (domain::Problem& problem : problems) {
    if (problem.field.starts_with(prefix)) problem.field.erase(0, prefix.size());
    if (problem.field.starts_with("persons[")) problem.field = "persons";
  }
  return problems;
}

domain::Registration registration_for(const Request& request, const App& app) {
  const domain::RegistrationId id{id_in_path(request)};
  std::optional<domain::Registration> registration;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { registration = snapshot.registrations().find(id); });
  if (!registration) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such registration");
  return std::move(*registration);
}

}  // namespace

Reply take_registration(const Request& request, App& app) {
  const domain::EventId id = event_for(request, app, domain::Permission::register_by_staff).id;
  const Fields fields = request.form();
  try {
    const auto receipt = domain::register_participants(app.ports, read_request(fields, id), &signed_in(request));
    const bool waits = receipt.registration.status == domain::RegistrationStatus::waitlisted;
    return done(address_of(id), waits ? "waitlisted" : "registered",
                "registration-" + std::to_string(receipt.registration.id.value));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return overview_reply(request, app, id, {{fields, in_form(error.problems())}, {}, {}}, status_of(error));
  }
}

Reply take_registration_cancellation(const Request& request, App& app) {
  const domain::Registration registration = registration_for(request, app);
  return press(request, app, registration.event, [&] {
    domain::cancel_registration(app.ports, registration.id, signed_in(request));
    return done(address_of(registration.event), "registration_cancelled");
  });
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
    return see_other(address_of(registration.event) + "#person-" + std::to_string(*person));
  });
}

}  // namespace service
