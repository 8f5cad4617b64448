#include "service/registrations.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/list_participants.hpp"
#include "domain/staff_registrations.hpp"
#include "service/abuse_limits.hpp"
#include "service/api_request.hpp"
#include "service/consent_wordings.hpp"
#include "service/registration_input.hpp"
#include "service/registration_json.hpp"

namespace service {
namespace {

using domain::Permission;

// Who registers in somebody else's place, or nobody.
const domain::Principal* registering_staff(const Request& request, const App& app) {
  if (!request.principal) return nullptr;
  std::optional<domain::Event> event;
  const domain::EventId id = event_in_path(request);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  return domain::may(*request.principal, Permission::register_by_staff, &*event) ? &*request.principal : nullptr;
}

// Free text may hold anything; what was chosen, counted or ticked is for the door, too.
void drop_free_text(domain::Answers& answers, const std::vector<domain::Question>& questions) {
  std::erase_if(answers, [&](const auto& answer) {
    const auto asked = std::ranges::find(questions, answer.first, &domain::Question::key);
    return asked == questions.end() || asked->type == domain::QuestionType::text;
  });
}

Json registrations_json(domain::Participants listed, bool with_contacts) {
  Json::Array data;
  int waiting = 0;
  for (domain::Registration& registration : listed.registrations) {
    if (!with_contacts) drop_free_text(registration.answers, listed.event.questions);
    const bool waits = registration.status == domain::RegistrationStatus::waitlisted;
    data.push_back(registration_json(registration, waits ? std::optional(++waiting) : std::nullopt, with_contacts));
  }
  return list_json(std::move(data));
}

Reply staff_reply(const domain::RegistrationView& view, const domain::Principal& staff) {
  const bool with_contacts = domain::may(staff, Permission::see_contacts, &view.event);
  return personal_reply(200, registration_json(view.registration, view.waiting_position, with_contacts));
}

}  // namespace

Reply create_registration(const Request& request, App& app) {
  const domain::Principal* staff = registering_staff(request, app);
  const std::size_t maximum = staff != nullptr ? domain::maximum_party_by_staff : domain::maximum_party;
  domain::RegistrationRequest wanted = read_registration(read_json(request), maximum);
  wanted.event = event_in_path(request);
  wanted.idempotency_key = idempotency_key(request);
  settle_consent(wanted, app);
  if (staff == nullptr) limit_registration(request, app, wanted.contact, {&wanted.event, 1});
  return personal_reply(201, receipt_json(domain::register_participants(app.ports, wanted, staff), app));
}

Reply create_walk_in(const Request& request, App& app) {
  domain::RegistrationRequest wanted = read_walk_in(read_json(request));
  wanted.event = event_in_path(request);
  wanted.idempotency_key = idempotency_key(request);
  set_told_at_door(wanted, app.pages, wanted.contact.language);
  const auto receipt = domain::register_participants(app.ports, wanted, &signed_in(request));
  return personal_reply(201, receipt_json(receipt, app));
}

Reply list_registrations(const Request& request, App& app) {
  const domain::Principal& reader = signed_in(request);
  auto listed = domain::list_participants(app.ports, event_in_path(request), reader);
  const bool with_contacts = domain::may(reader, Permission::see_contacts, &listed.event);
  return personal_reply(200, registrations_json(std::move(listed), with_contacts));
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

Reply move_registration(const Request& request, App& app) {
  const domain::RegistrationId id{id_in_path(request)};
  domain::Violations violations;
  const Json body = read_json(request);
  JsonObject object(body, "", violations);
  object.require("status");
  object.require("reason");
  const auto to = object.parsed("status", domain::parse_registration_status);
  const auto reason = object.text("reason", 500);
  object.refuse_others();
  violations.throw_if_any();
  return staff_reply(domain::move_registration(app.ports, id, *to, *reason, signed_in(request)), signed_in(request));
}

Reply undo_registration(const Request& request, App& app) {
  read_nothing(request);
  domain::undo_registration(app.ports, {id_in_path(request)}, signed_in(request));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace service
