#include "service/personal_data_json.hpp"

#include "service/json.hpp"
#include "service/registration_json.hpp"

namespace service {
namespace {

using domain::format_rfc3339;

Json time_json(const std::optional<domain::Instant>& time) {
  return time ? Json(format_rfc3339(*time)) : Json();
}

Json contact_json(const domain::Contact& contact) {
  Json::Object object{{"name", contact.name}};
  if (contact.phone) object.push_back({"phone", contact.phone->e164()});
  if (contact.email) object.push_back({"email", contact.email->str()});
  object.push_back({"language", contact.language.str()});
  return object;
}

Json event_json(const domain::Event& event) {
  Json::Object name;
  for (const auto& [language, text] : event.name) name.push_back({language.str(), text});
  return Json::Object{{"id", event.id.value},
                      {"name", std::move(name)},
                      {"start_time", format_rfc3339(event.start_time)},
                      {"end_time", format_rfc3339(event.end_time)},
                      {"time_zone", event.time_zone}};
}

Json persons_json(const std::vector<domain::Person>& persons) {
  Json::Array array;
  for (const domain::Person& person : persons) {
    Json::Object object{{"name", person.name}};
    if (person.interpreter_language) object.push_back({"interpreter_language", person.interpreter_language->str()});
    if (person.child_age) object.push_back({"child_age", *person.child_age});
    add_text(object, "accessibility", person.accessibility);
    object.push_back({"presence_status", to_word(person.presence)});
    array.push_back(std::move(object));
  }
  return array;
}

Json answers_json(const domain::Answers& answers) {
  Json::Object object;
  for (const auto& [question, answer] : answers) object.push_back({question, answer});
  return object;
}

Json messages_json(const std::vector<domain::Message>& messages) {
  Json::Array array;
  for (const domain::Message& message : messages) {
    array.push_back(Json::Object{{"kind", to_word(message.kind)},
                                 {"channel", to_word(message.channel)},
                                 {"recipient", message.recipient},
                                 {"language", message.language.str()},
                                 {"state", to_word(message.state)},
                                 {"due_time", format_rfc3339(message.due_time)}});
  }
  return array;
}

// Null where none was given.
Json consent_json(const domain::RegistrationRecord& record) {
  const domain::Consent& consent = record.registration.consent;
  if (consent.version.empty()) return {};
  return Json::Object{{"time", format_rfc3339(consent.time)},
                      {"language", consent.language.str()},
                      {"wording", record.consent_wording}};
}

Json record_json(const domain::RegistrationRecord& record) {
  const domain::Registration& r = record.registration;
  Json::Object object{{"id", r.id.value}, {"event", event_json(record.event)}, {"status", status_word(r)}};
  add_text(object, "end_reason", std::string(to_word(r.end_reason)));
  if (record.waiting_position) object.push_back({"waiting_position", *record.waiting_position});
  object.push_back({"contact", contact_json(r.contact)});
  object.push_back({"persons", persons_json(r.persons)});
  object.push_back({"answers", answers_json(r.answers)});
  object.push_back({"consent", consent_json(record)});
  object.push_back({"phone_verified", r.verified});
  object.push_back({"made_by_staff", r.made_by_staff});
  object.push_back({"walk_in", r.walk_in});
  object.push_back({"reminders_wanted", r.reminders_wanted});
  object.push_back({"created_time", format_rfc3339(r.created_time)});
  object.push_back({"messages", messages_json(record.messages)});
  return object;
}

Json invitation_json(const domain::InvitationRecord& record) {
  return Json::Object{{"id", record.invitation.id.value},
                      {"event", event_json(record.event)},
                      {"contact", contact_json(record.invitation.contact)},
                      {"created_time", format_rfc3339(record.invitation.created_time)},
                      {"revoked_time", time_json(record.invitation.revoked_time)},
                      {"messages", messages_json(record.messages)}};
}

template <class Record, class Render>
Json list_json(const std::vector<Record>& records, const Render& render) {
  Json::Array array;
  for (const Record& record : records) array.push_back(render(record));
  return array;
}

// Not whom else the booking names.
Json booking_json(const domain::BookingRecord& record) {
  const domain::InterpreterBooking& booking = record.booking;
  return Json::Object{{"id", booking.id.value},
                      {"event", event_json(record.event)},
                      {"language", booking.language.str()},
                      {"start_time", format_rfc3339(booking.start_time)},
                      {"end_time", format_rfc3339(booking.end_time)},
                      {"status", to_word(booking.status)},
                      {"created_time", format_rfc3339(booking.created_time)},
                      {"messages", messages_json(record.messages)}};
}

Json languages_json(const std::vector<domain::SpokenLanguage>& languages) {
  Json::Array array;
  for (const domain::SpokenLanguage& spoken : languages) {
    Json::Object object{{"language", spoken.language.str()}};
    add_text(object, "dialect", spoken.dialect);
    array.push_back(std::move(object));
  }
  return array;
}

Json interpreter_json(const domain::InterpreterRecord& record) {
  const domain::Interpreter& interpreter = record.interpreter;
  Json::Object object{{"id", interpreter.id.value}, {"name", interpreter.name}};
  add_text(object, "agency", interpreter.agency);
  if (interpreter.phone) object.push_back({"phone", interpreter.phone->e164()});
  if (interpreter.email) object.push_back({"email", interpreter.email->str()});
  object.push_back({"message_language", interpreter.message_language.str()});
  object.push_back({"languages", languages_json(interpreter.languages)});
  object.push_back({"active", interpreter.active});
  object.push_back({"created_time", format_rfc3339(interpreter.created_time)});
  object.push_back({"bookings", list_json(record.bookings, booking_json)});
  return object;
}

Json incoming_json(const domain::IncomingMessage& message) {
  return Json::Object{{"from", message.from ? Json(message.from->e164()) : Json()},
                      {"text", message.text},
                      {"time", format_rfc3339(message.time)},
                      {"handled_time", time_json(message.handled_time)}};
}

}  // namespace

std::string personal_data_json(const domain::PersonalData& data) {
  return to_text(Json::Object{{"time", format_rfc3339(data.time)},
                              {"registrations", list_json(data.registrations, record_json)},
                              {"invitations", list_json(data.invitations, invitation_json)},
                              {"interpreters", list_json(data.interpreters, interpreter_json)},
                              {"incoming_messages", list_json(data.incoming_messages, incoming_json)}});
}

}  // namespace service
