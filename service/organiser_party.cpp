#include "service/organiser_party.hpp"

#include "domain/error.hpp"
#include "service/form_input.hpp"
#include "service/organiser_console.hpp"
#include "ui/consent.hpp"
#include "ui/pages.hpp"

namespace service {

ui::StaffParty staff_party(const App& app, domain::Event event, PartyInput input, const Fields& fields) {
  ui::StaffParty party;
  party.event = std::move(event);
  party.state = std::move(input.state);
  party.persons = input.persons;
  party.now = app.ports.clock.now();
  for (const char* name : {"more", "people", "once", "reminders_wanted", "all_dates"}) {
    if (form_has(fields, name)) party.state.values.emplace_back(name, form_value(fields, name));
  }
  if (!form_value(fields, "consent").empty()) party.state.values.emplace_back("consent", "yes");
  if (party.state.value("once").empty()) {
    std::erase_if(party.state.values, [](const auto& entry) { return entry.first == "once"; });
    party.state.values.emplace_back("once", app.ports.secrets.random_token());
  }
  return party;
}

ui::StaffParty empty_staff_party(const App& app, domain::Event event, const std::string& language) {
  return staff_party(app, std::move(event), read_party({{"contact.language", language}}, 1), {});
}

std::vector<domain::Problem> spoken_consent_problems(const Fields& fields) {
  if (!form_value(fields, "consent").empty()) return {};
  return {{"consent", "spoken_consent", "must be agreed to"}};
}

domain::RegistrationRequest staff_request(const App& app, const domain::Event& event, Party party,
                                          const Fields& fields) {
  domain::RegistrationRequest wanted;
  wanted.event = event.id;
  wanted.contact = std::move(party.contact);
  wanted.persons = std::move(party.persons);
  wanted.answers = std::move(party.answers);
  wanted.consent_version = ui::consent_version(app.pages.catalogue());
  // The button pressed twice registers once.
  wanted.idempotency_key = form_value(fields, "once");
  return wanted;
}

Reply registered_reply(const domain::RegistrationReceipt& receipt) {
  return see_other(address_of(receipt.registration.event) +
                   "?registered=" + std::to_string(receipt.registration.id.value));
}

void require_registrable(const domain::Event& event, const App& app) {
  if (event.status == domain::EventStatus::cancelled) {
    throw domain::Error(domain::ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  if (event.end_time <= app.ports.clock.now()) {
    throw domain::Error(domain::ErrorKind::conflict, "closed", "the event is over");
  }
}

}  // namespace service
