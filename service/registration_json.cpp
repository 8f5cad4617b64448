#include "service/registration_json.hpp"

#include "domain/manage_token.hpp"
#include "domain/phone_proof.hpp"
#include "service/event_json.hpp"

namespace service {
namespace {

Json person_json(const domain::Person& person) {
  Json::Object object{{"id", person.id.value}};
  add_text(object, "name", person.name);
  if (person.interpreter_language) object.push_back({"interpreter_language", person.interpreter_language->str()});
  if (person.child_age) object.push_back({"child_age", *person.child_age});
  add_text(object, "accessibility", person.accessibility);
  object.push_back({"presence_status", to_word(person.presence)});
  return object;
}

Json persons_json(const std::vector<domain::Person>& persons) {
  Json::Array array;
  for (const domain::Person& person : persons) array.push_back(person_json(person));
  return array;
}

Json answers_json(const domain::Answers& answers) {
  Json::Object object;
  for (const auto& [question, answer] : answers) object.push_back({question, answer});
  return object;
}

void add_state(Json::Object& object, const domain::Registration& registration, std::optional<int> waiting_position) {
  object.push_back({"id", registration.id.value});
  object.push_back({"status", status_word(registration)});
  if (waiting_position) object.push_back({"waiting_position", *waiting_position});
  if (registration.expires_time) {
    object.push_back({"expires_time", domain::format_rfc3339(*registration.expires_time)});
  }
  if (registration.end_reason != domain::EndReason::none) {
    object.push_back({"end_reason", to_word(registration.end_reason)});
  }
}

void add_link(Json::Object& object, const std::string& token, const App& app) {
  object.push_back({"manage_token", token});
  object.push_back({"manage_url", app.settings.server.base_url + "/m/" + token});
}

// Another date of the same party, with its own link.
Json date_json(const domain::RegistrationView& date, const App& app) {
  Json::Object object;
  add_state(object, date.registration, date.waiting_position);
  add_link(object, domain::manage_token(app.ports.secrets, date.registration), app);
  object.push_back({"event", Json::Object{{"id", date.event.id.value},
                                          {"name", localised_json(date.event.name)},
                                          {"start_time", domain::format_rfc3339(date.event.start_time)},
                                          {"end_time", domain::format_rfc3339(date.event.end_time)},
                                          {"event_status", to_word(date.event.status)}}});
  return object;
}

}  // namespace

std::string_view status_word(const domain::Registration& registration) {
  const bool awaited = !registration.verified && registration.status != domain::RegistrationStatus::cancelled;
  return awaited ? "unverified" : to_word(registration.status);
}

Json contact_json(const domain::Contact& contact, bool with_contacts) {
  Json::Object object{{"name", contact.name}};
  if (with_contacts && contact.phone) object.push_back({"phone", contact.phone->e164()});
  if (with_contacts && contact.email) object.push_back({"email", contact.email->str()});
  object.push_back({"language", contact.language.str()});
  return object;
}

Json receipt_json(const domain::RegistrationReceipt& receipt, const App& app) {
  Json::Object object;
  add_state(object, receipt.registration, receipt.waiting_position);
  add_link(object, receipt.manage_token, app);
  return object;
}

Json registration_json(const domain::Registration& registration, std::optional<int> waiting_position,
                       bool with_contacts) {
  Json::Object object;
  add_state(object, registration, waiting_position);
  object.push_back({"contact", contact_json(registration.contact, with_contacts)});
  object.push_back({"persons", persons_json(registration.persons)});
  object.push_back({"answers", answers_json(registration.answers)});
  object.push_back({"reminders_wanted", registration.reminders_wanted});
  object.push_back({"made_by_staff", registration.made_by_staff});
  object.push_back({"walk_in", registration.walk_in});
  object.push_back({"created_time", domain::format_rfc3339(registration.created_time)});
  return object;
}

Json registration_view_json(const domain::RegistrationView& view, const std::vector<domain::RegistrationView>& party,
                            const App& app) {
  Json json = registration_json(domain::shown_by_link(view.registration), view.waiting_position, true);
  Json::Object object = *json.object();
  object.push_back({"event", event_json(view.event, EventReader::registered, app)});
  Json::Array dates;
  for (const domain::RegistrationView& date : party) {
    if (date.registration.id != view.registration.id) dates.push_back(date_json(date, app));
  }
  object.push_back({"party", std::move(dates)});
  return object;
}

}  // namespace service
