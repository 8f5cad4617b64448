#include "service/registration_json.hpp"

#include "service/event_json.hpp"

namespace service {
namespace {

Json contact_json(const domain::Contact& contact, bool with_contacts) {
  Json::Object object{{"name", contact.name}};
  if (with_contacts && contact.phone) object.push_back({"phone", contact.phone->e164()});
  if (with_contacts && contact.email) object.push_back({"email", contact.email->str()});
  object.push_back({"language", contact.language.str()});
  return object;
}

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

Json answers_json(const std::map<std::string, std::string>& answers) {
  Json::Object object;
  for (const auto& [question, answer] : answers) object.push_back({question, answer});
  return object;
}

}  // namespace

Json receipt_json(const domain::RegistrationReceipt& receipt, const App& app) {
  Json::Object object{{"id", receipt.registration.id.value}, {"status", to_word(receipt.registration.status)}};
  if (receipt.waiting_position) object.push_back({"waiting_position", *receipt.waiting_position});
  object.push_back({"manage_token", receipt.manage_token});
  object.push_back({"manage_url", app.settings.server.base_url + "/m/" + receipt.manage_token});
  return object;
}

Json registration_json(const domain::Registration& registration, std::optional<int> waiting_position,
                       bool with_contacts) {
  Json::Object object{{"id", registration.id.value}, {"status", to_word(registration.status)}};
  if (waiting_position) object.push_back({"waiting_position", *waiting_position});
  object.push_back({"contact", contact_json(registration.contact, with_contacts)});
  object.push_back({"persons", persons_json(registration.persons)});
  object.push_back({"answers", answers_json(registration.answers)});
  object.push_back({"reminders_wanted", registration.reminders_wanted});
  object.push_back({"created_time", domain::format_rfc3339(registration.created_time)});
  return object;
}

Json registration_view_json(const domain::RegistrationView& view, const App& app) {
  Json json = registration_json(view.registration, view.waiting_position, true);
  Json::Object object = *json.object();
  object.push_back({"event", event_json(view.event, EventReader::registered, app)});
  return object;
}

}  // namespace service
