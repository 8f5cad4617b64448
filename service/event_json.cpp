#include "service/event_json.hpp"

#include "domain/message.hpp"
#include "domain/time.hpp"
#include "service/event_text_json.hpp"

namespace service {
namespace {

Json time_json(domain::Instant time) {
  return domain::format_rfc3339(time);
}

// An absent value is no member, rather than null.
void add(Json::Object& object, const char* name, Json value) {
  if (!value.is_null()) object.push_back({name, std::move(value)});
}

void add_time(Json::Object& object, const char* name, const std::optional<domain::Instant>& time) {
  if (time) object.push_back({name, time_json(*time)});
}

void add_localised(Json::Object& object, const char* name, const domain::LocalisedText& text) {
  if (!text.empty()) object.push_back({name, localised_json(text)});
}

Json place_json(const domain::Place& place, EventReader reader) {
  if (!place.is_online()) {
    Json::Object spot{
        {"name", place.name}, {"street_address", place.street_address}, {"municipality", place.municipality}};
    if (place.room) spot.push_back({"room", place.room->value});
    return spot;
  }
  Json::Object online{{"online_url", reader == EventReader::anyone ? Json() : Json(place.online_url)},
                      {"is_online", true}};
  add_text(online, "name", place.name);
  add_text(online, "municipality", place.municipality);
  return online;
}

Json organisers_json(const std::vector<domain::Organiser>& organisers) {
  Json::Array names;
  for (const domain::Organiser& organiser : organisers) names.emplace_back(organiser.name);
  return names;
}

// In schema.org's terms: who can be asked, and how.
Json organizer_json(const std::vector<domain::Organiser>& organisers) {
  Json::Array shown;
  for (const domain::Organiser& organiser : organisers) {
    Json::Object object{{"name", organiser.name}};
    if (organiser.phone) object.push_back({"telephone", organiser.phone->e164()});
    if (organiser.email) object.push_back({"email", organiser.email->str()});
    shown.emplace_back(std::move(object));
  }
  return shown;
}

Json keywords_json(const std::vector<std::string>& keywords) {
  return Json::Array(keywords.begin(), keywords.end());
}

Json reminders_json(const std::vector<domain::ReminderRule>& rules) {
  Json::Array reminders;
  for (const domain::ReminderRule& rule : rules) {
    reminders.push_back(Json::Object{{"channel", to_word(rule.channel)}, {"minutes_before", rule.before.count()}});
  }
  return reminders;
}

Json asks_json(const domain::PersonFields& asks) {
  Json::Array words;
  if (asks.name) words.emplace_back("name");
  if (asks.interpreter_language) words.emplace_back("interpreter_language");
  if (asks.accessibility) words.emplace_back("accessibility");
  return words;
}

Json question_json(const domain::Question& question) {
  Json::Object object{{"key", question.key},
                      {"type", to_word(question.type)},
                      {"label", localised_json(question.label)},
                      {"reason", localised_json(question.reason)},
                      {"required", question.required}};
  if (question.type != domain::QuestionType::choice) return object;
  Json::Array choices;
  for (const domain::Choice& choice : question.choices) {
    choices.push_back(Json::Object{{"key", choice.key}, {"label", localised_json(choice.label)}});
  }
  object.push_back({"choices", std::move(choices)});
  return object;
}

void add_asked(Json::Object& object, const domain::EventDetails& event) {
  Json::Array questions;
  for (const domain::Question& question : event.questions) questions.push_back(question_json(question));
  object.push_back({"asks", asks_json(event.asks)});
  object.push_back({"questions", std::move(questions)});
}

void add_content(Json::Object& object, const domain::Event& event, EventReader reader) {
  object.push_back({"kind", to_word(event.kind)});
  object.push_back({"name", localised_json(event.name)});
  object.push_back({"short_description", localised_json(event.short_description)});
  add_localised(object, "neutral_name", event.neutral_name);
  add_text_marks(object, event, reader);
  object.push_back({"start_time", time_json(event.start_time)});
  object.push_back({"end_time", time_json(event.end_time)});
  object.push_back({"time_zone", event.time_zone});
  object.push_back({"location", place_json(event.location, reader)});
  object.push_back({"keywords", keywords_json(event.keywords)});
  object.push_back({"in_language", languages_json(event.in_language)});
  object.push_back({"interpreted_languages", languages_json(event.interpreted_languages)});
  object.push_back({"organisers", organisers_json(event.organisers)});
  object.push_back({"organizer", organizer_json(event.organisers)});
}

void add_status(Json::Object& object, const domain::Event& event) {
  if (event.super_event) object.push_back({"super_event", event.super_event->value});
  object.push_back({"event_status", to_word(event.status)});
  add_time(object, "previous_start_time", event.previous_start_time);
  add_localised(object, "cancellation_reason", event.cancellation_reason);
  object.push_back({"publication_status", to_word(event.publication_status)});
}

// How places are given, to whom, and what is asked.
void add_rules(Json::Object& object, const domain::EventDetails& event) {
  if (event.waiting_list_offer) object.push_back({"waiting_list_offer_minutes", event.waiting_list_offer->count()});
  object.push_back({"invited_only", event.invited_only});
  object.push_back({"phone_code_required", event.wants_code()});
  add(object, "maximum_parties_per_contact", event.maximum_parties_per_contact);
  add_asked(object, event);
  add_text(object, "external_registration_url", event.external_registration_url);
  object.push_back({"reminders", reminders_json(event.reminders)});
}

void add_capacities(Json::Object& object, const domain::EventDetails& event) {
  add(object, "maximum_attendee_capacity", event.maximum_attendee_capacity);
  add(object, "waiting_list_capacity", event.waiting_list_capacity);
  add(object, "childcare_capacity", event.childcare_capacity);
}

void add_enrolment(Json::Object& object, const domain::Event& event, domain::Instant now) {
  add_capacities(object, event);
  add_time(object, "enrolment_start_time", event.enrolment_start_time);
  add_time(object, "enrolment_end_time", event.enrolment_end_time);
  object.push_back({"enrolment", to_word(enrolment_state(event, now))});
  add(object, "remaining_attendee_capacity", event.remaining_attendee_capacity());
  object.push_back({"waitlisted_persons", event.waitlisted_persons});
  add(object, "remaining_childcare_capacity", event.remaining_childcare_capacity());
  add_rules(object, event);
}

}  // namespace

Json::Object details_json(const domain::EventDetails& details) {
  Json::Object object;
  domain::Event event;
  static_cast<domain::EventDetails&>(event) = details;
  // With the link of an online event, and without what lacks of the texts.
  add_content(object, event, EventReader::registered);
  add_capacities(object, details);
  add_rules(object, details);
  return object;
}

Json localised_json(const domain::LocalisedText& text) {
  Json::Object object;
  for (const auto& [language, words] : text) object.push_back({language.str(), words});
  return object;
}

Json languages_json(const std::vector<domain::LanguageTag>& languages) {
  Json::Array tags;
  for (const domain::LanguageTag& language : languages) tags.emplace_back(language.str());
  return tags;
}

EventReader reader_of(const std::optional<domain::Principal>& principal, const domain::Event& event) {
  if (!principal) return EventReader::anyone;
  const bool for_staff = event.publication_status == domain::PublicationStatus::staff;
  return for_staff || domain::may(*principal, domain::Permission::see_participants, &event) ? EventReader::staff
                                                                                            : EventReader::anyone;
}

Json event_json(const domain::Event& event, EventReader reader, const App& app) {
  Json::Object object{{"id", event.id.value}};
  add_content(object, event, reader);
  add_status(object, event);
  add_enrolment(object, event, app.ports.clock.now());
  if (reader == EventReader::staff) {
    object.push_back({"confirmed_persons", event.confirmed_persons});
    add_time(object, "attendance_closed_time", event.attendance_closed_time);
  }
  const std::string page = app.settings.server.base_url + "/events/" + std::to_string(event.id.value);
  object.push_back({"page_url", page});
  object.push_back({"calendar_url", page + ".ics"});
  object.push_back({"created_time", time_json(event.created_time)});
  object.push_back({"last_modified_time", time_json(event.last_modified_time)});
  object.push_back({"version", event.version});
  return object;
}

std::string event_etag(const domain::Event& event, EventReader reader, const App& app) {
  std::string tag = "\"" + std::to_string(event.version) + "-";
  tag += to_word(enrolment_state(event, app.ports.clock.now()));
  return tag + (reader == EventReader::staff ? "-staff\"" : "\"");
}

std::string event_address(const domain::Event& event, const App& app) {
  return app.settings.server.base_url + "/api/v1/events/" + std::to_string(event.id.value);
}

}  // namespace service
