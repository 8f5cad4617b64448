#include "service/registrations.hpp"

#include "domain/error.hpp"
#include "domain/staff_registrations.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/registration_input.hpp"
#include "service/registration_json.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;
using domain::Permission;

// A library's or school's computers share one address; so does a robot's flood.
constexpr int registrations_per_address = 60;
constexpr int link_uses_per_address = 300;

domain::Event find_event(const Request& request, const App& app) {
  std::optional<domain::Event> event;
  const domain::EventId id = event_in_path(request);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  return std::move(*event);
}

// Who registers in somebody else's place, or nobody.
const domain::Principal* registering_staff(const Request& request, const App& app) {
  if (!request.principal) return nullptr;
  const domain::Event event = find_event(request, app);
  return domain::may(*request.principal, Permission::register_by_staff, &event) ? &*request.principal : nullptr;
}

const std::string& manage_token(const Request& request, App& app) {
  app.limits.take("manage:" + request.remote_address, link_uses_per_address, 10min);
  return request.parameters.at("manage_token");
}

std::string idempotency_key(const Request& request) {
  return domain::clean_text(request.header("Idempotency-Key").value_or(""), "Idempotency-Key", 255);
}

Json registrations_json(const std::vector<domain::Registration>& registrations, bool with_contacts) {
  Json::Array data;
  int waiting = 0;
  for (const domain::Registration& registration : registrations) {
    const bool waits = registration.status == domain::RegistrationStatus::waitlisted;
    data.push_back(registration_json(registration, waits ? std::optional(++waiting) : std::nullopt, with_contacts));
  }
  return list_json(std::move(data));
}

}  // namespace

Reply create_registration(const Request& request, App& app) {
  const domain::Principal* staff = registering_staff(request, app);
  if (staff == nullptr) app.limits.take("register:" + request.remote_address, registrations_per_address, 10min);
  const std::size_t maximum = staff != nullptr ? domain::maximum_party_by_staff : domain::maximum_party;
  domain::RegistrationRequest wanted = read_registration(read_json(request), maximum);
  wanted.event = event_in_path(request);
  wanted.idempotency_key = idempotency_key(request);
  return personal_reply(201, receipt_json(domain::register_participants(app.ports, wanted, staff), app));
}

Reply get_registration(const Request& request, App& app) {
  const auto view = domain::view_registration(app.ports, manage_token(request, app));
  return personal_reply(200, registration_view_json(view, app));
}

Reply change_registration(const Request& request, App& app) {
  const std::string& token = manage_token(request, app);
  const auto stored = domain::view_registration(app.ports, token);
  const auto change = read_registration_change(read_json(request), stored.registration);
  return personal_reply(200, registration_view_json(domain::change_registration(app.ports, token, change), app));
}

Reply cancel_registration(const Request& request, App& app) {
  const auto view = domain::cancel_registration(app.ports, manage_token(request, app));
  return personal_reply(200, registration_view_json(view, app));
}

Reply list_registrations(const Request& request, App& app) {
  const domain::Principal& reader = signed_in(request);
  const domain::Event event = find_event(request, app);
  domain::require(reader, Permission::see_participants, &event);
  std::vector<domain::Registration> registrations;
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { registrations = snapshot.registrations().of_event(event.id); });
  return personal_reply(200, registrations_json(registrations, domain::may(reader, Permission::see_contacts, &event)));
}

Reply record_presence(const Request& request, App& app) {
  const domain::RegistrationId registration{id_in_path(request)};
  domain::Violations violations;
  const Json body = read_json(request);
  JsonObject object(body, "", violations);
  object.require("person");
  object.require("presence_status");
  const domain::PersonId person{object.id("person").value_or(0)};
  const auto presence = object.parsed("presence_status", domain::parse_presence_status);
  object.refuse_others();
  violations.throw_if_any();
  domain::record_presence(app.ports, registration, person, *presence, signed_in(request));
  return personal_reply(200, Json::Object{{"registration", registration.value},
                                          {"person", person.value},
                                          {"presence_status", to_word(*presence)}});
}

}  // namespace service
