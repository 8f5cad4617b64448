#include "service/organiser_event_form.hpp"

#include <algorithm>

#include "domain/event_texts.hpp"
#include "domain/message.hpp"
#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/organiser_event_texts.hpp"

namespace service {
namespace {

DateAndClock inputs_of(domain::Instant time, const std::string& zone, const domain::TimeZones& zones) {
  const domain::LocalTime local = zones.to_local(time, zone);
  return {date_for_input(local), clock_for_input(local)};
}

// In the largest unit that says it in whole numbers.
std::pair<std::string, std::string> amount_and_unit(std::chrono::minutes time) {
  const auto minutes = time.count();
  if (minutes % (24 * 60) == 0) return {std::to_string(minutes / (24 * 60)), "days"};
  if (minutes % 60 == 0) return {std::to_string(minutes / 60), "hours"};
  return {std::to_string(minutes), "minutes"};
}

ReminderInput reminder_inputs(const domain::ReminderRule& rule) {
  auto [amount, unit] = amount_and_unit(rule.before);
  return {std::string(domain::to_word(rule.channel)), std::move(amount), std::move(unit)};
}

// A day, where offers are chosen and nothing else is said.
WaitingListInput waiting_list_inputs(const std::optional<std::chrono::minutes>& offer) {
  if (!offer) return {"automatic", "24", "hours"};
  // A day is told in hours: it does not end at midnight.
  if (*offer == std::chrono::hours{24}) return {"offer", "24", "hours"};
  auto [amount, unit] = amount_and_unit(*offer);
  return {"offer", std::move(amount), std::move(unit)};
}

std::set<std::string> asked_words(const domain::PersonFields& asks) {
  std::set<std::string> words;
  if (asks.name) words.insert("name");
  if (asks.interpreter_language) words.insert("interpreter_language");
  if (asks.accessibility) words.insert("accessibility");
  return words;
}

std::string number_or_nothing(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "";
}

std::set<std::string> words_of(const std::vector<domain::LanguageTag>& languages) {
  std::set<std::string> words;
  for (const domain::LanguageTag& language : languages) words.insert(language.str());
  return words;
}

DateAndClock read_moment(const Fields& fields, const std::string& name) {
  return {form_value(fields, name + ".date"), form_value(fields, name + ".clock")};
}

std::vector<ReminderInput> read_reminders(const Fields& fields) {
  const auto channels = form_values(fields, "reminder_channel");
  const auto amounts = form_values(fields, "reminder_amount");
  const auto units = form_values(fields, "reminder_unit");
  std::vector<ReminderInput> reminders;
  for (std::size_t i = 0; i < std::min({channels.size(), amounts.size(), units.size()}); ++i) {
    if (!channels[i].empty()) reminders.push_back({channels[i], amounts[i], units[i]});
  }
  return reminders;
}

WaitingListInput read_waiting_list(const Fields& fields) {
  return {form_value(fields, "waiting_list"), form_value(fields, "waiting_list_offer.amount"),
          form_value(fields, "waiting_list_offer.unit")};
}

std::vector<std::string> languages_of(const EventForm& form) {
  std::vector<std::string> languages;
  for (const EventTexts& texts : form.texts) languages.push_back(texts.language);
  return languages;
}

}  // namespace

RepeatInput read_repeat(const Fields& fields) {
  return {form_value(fields, "repeat"),
          form_choices(fields, "repeat_weekdays"),
          form_value(fields, "repeat_until"),
          form_value(fields, "repeat_count"),
          form_value(fields, "repeat_exceptions"),
          !form_value(fields, "repeat_without_public_holidays").empty(),
          form_value(fields, "repeat_without_school_holidays")};
}

bool edit_event_form(EventForm& form, const Fields& fields) {
  const std::string action = form_value(fields, "action");
  if (action == "check") return true;
  if (constexpr std::string_view take_room = "room:"; action.starts_with(take_room)) {
    form.room = action.substr(take_room.size());
    form.place_name = form.street_address = form.municipality = form.online_url = {};
    return true;
  }
  if (action != "add_language") return edit_questions(form.questions, action);
  add_text_language(form, form_value(fields, "add_language"));
  return true;
}

void drop_empty_questions(EventForm& form) {
  std::erase_if(form.questions, [](const QuestionInput& question) { return question.empty(); });
}

EventForm empty_event_form(const domain::Principal& principal) {
  EventForm form;
  form.kind = domain::to_word(domain::EventKind::info_session);
  form.texts = event_texts_of({});
  form.original_language = "fi";
  form.time_zone = domain::default_time_zone;
  form.in_language = {"fi"};
  if (principal.organisation) form.organisers = {std::to_string(principal.organisation->value)};
  form.publication_status = domain::to_word(domain::PublicationStatus::draft);
  form.waiting_list = waiting_list_inputs({});
  form.asks = asked_words({});
  for (const auto& rule : domain::default_reminders()) form.reminders.push_back(reminder_inputs(rule));
  return form;
}

EventForm event_form_of(const domain::EventDetails& details, const domain::TimeZones& zones) {
  const std::string& zone = details.time_zone;
  EventForm form;
  form.kind = domain::to_word(details.kind);
  form.texts = event_texts_of(details);
  form.original_language = domain::original_language(details).str();
  form.keywords = {details.keywords.begin(), details.keywords.end()};
  form.start_time = inputs_of(details.start_time, zone, zones);
  form.end_time = inputs_of(details.end_time, zone, zones);
  // It follows the start, wherever that is put.
  if (form.end_time.date == form.start_time.date) form.end_time.date.clear();
  form.time_zone = zone;
  // What the room says is not the form's to say again.
  const domain::Place place = details.location.room ? domain::Place{} : details.location;
  if (details.location.room) form.room = std::to_string(details.location.room->value);
  form.place_name = place.name;
  form.street_address = place.street_address;
  form.municipality = place.municipality;
  form.online_url = place.online_url;
  form.in_language = words_of(details.in_language);
  form.interpreted_languages = words_of(details.interpreted_languages);
  for (const auto& organiser : details.organisers) form.organisers.push_back(std::to_string(organiser.id.value));
  form.maximum_attendee_capacity = number_or_nothing(details.maximum_attendee_capacity);
  form.waiting_list_capacity = number_or_nothing(details.waiting_list_capacity);
  form.childcare_capacity = number_or_nothing(details.childcare_capacity);
  form.waiting_list = waiting_list_inputs(details.waiting_list_offer);
  form.invited_only = details.invited_only;
  form.phone_code_required = details.phone_code_required;
  form.maximum_parties_per_contact = number_or_nothing(details.maximum_parties_per_contact);
  form.asks = asked_words(details.asks);
  form.questions = question_inputs(details.questions);
  if (details.enrolment_start_time) form.enrolment_start_time = inputs_of(*details.enrolment_start_time, zone, zones);
  if (details.enrolment_end_time) form.enrolment_end_time = inputs_of(*details.enrolment_end_time, zone, zones);
  form.external_registration_url = details.external_registration_url;
  for (const auto& rule : details.reminders) form.reminders.push_back(reminder_inputs(rule));
  form.publication_status = domain::to_word(details.publication_status);
  return form;
}

EventForm read_event_form(const Fields& fields) {
  EventForm form;
  form.kind = form_value(fields, "kind");
  form.texts = read_event_texts(fields);
  form.original_language = form_value(fields, "original_language");
  form.keywords = form_choices(fields, "keywords");
  form.start_time = read_moment(fields, "start_time");
  form.end_time = read_moment(fields, "end_time");
  form.time_zone = form_value(fields, "time_zone");
  form.room = form_value(fields, "location.room");
  form.place_name = form_value(fields, "location.name");
  form.street_address = form_value(fields, "location.street_address");
  form.municipality = form_value(fields, "location.municipality");
  form.online_url = form_value(fields, "location.online_url");
  form.in_language = form_choices(fields, "in_language");
  form.interpreted_languages = form_choices(fields, "interpreted_languages");
  form.organisers = form_values(fields, "organisers");
  form.new_organiser = form_value(fields, "new_organiser");
  form.maximum_attendee_capacity = form_value(fields, "maximum_attendee_capacity");
  form.waiting_list_capacity = form_value(fields, "waiting_list_capacity");
  form.childcare_capacity = form_value(fields, "childcare_capacity");
  form.waiting_list = read_waiting_list(fields);
  form.invited_only = !form_value(fields, "invited_only").empty();
  form.phone_code_required = !form_value(fields, "phone_code_required").empty();
  form.maximum_parties_per_contact = form_value(fields, "maximum_parties_per_contact");
  form.asks = form_choices(fields, "asks");
  form.questions = read_questions(fields, languages_of(form));
  form.enrolment_start_time = read_moment(fields, "enrolment_start_time");
  form.enrolment_end_time = read_moment(fields, "enrolment_end_time");
  form.external_registration_url = form_value(fields, "external_registration_url");
  form.reminders = read_reminders(fields);
  form.publication_status = form_value(fields, "publication_status");
  form.repeat = read_repeat(fields);
  form.like = form_value(fields, "like");
  form.scope = form_value(fields, "scope");
  form.based_on = form_value(fields, "based_on");
  form.length_seen = form_value(fields, "length_seen");
  return form;
}

Fields event_form_fields(const EventForm& form) {
  Fields fields{{"kind", form.kind}};
  add_text_fields(fields, form);
  const auto moment = [&](const std::string& name, const DateAndClock& value) {
    fields.emplace_back(name + ".date", value.date);
    fields.emplace_back(name + ".clock", value.clock);
  };
  const auto each = [&](const std::string& name, const auto& values) {
    for (const std::string& value : values) fields.emplace_back(name, value);
  };
  each("keywords", form.keywords);
  moment("start_time", form.start_time);
  moment("end_time", form.end_time);
  fields.emplace_back("time_zone", form.time_zone);
  fields.emplace_back("location.room", form.room);
  fields.emplace_back("location.name", form.place_name);
  fields.emplace_back("location.street_address", form.street_address);
  fields.emplace_back("location.municipality", form.municipality);
  fields.emplace_back("location.online_url", form.online_url);
  each("in_language", form.in_language);
  each("interpreted_languages", form.interpreted_languages);
  each("organisers", form.organisers);
  fields.emplace_back("new_organiser", form.new_organiser);
  fields.emplace_back("maximum_attendee_capacity", form.maximum_attendee_capacity);
  fields.emplace_back("waiting_list_capacity", form.waiting_list_capacity);
  fields.emplace_back("childcare_capacity", form.childcare_capacity);
  fields.emplace_back("waiting_list", form.waiting_list.mode);
  fields.emplace_back("waiting_list_offer.amount", form.waiting_list.amount);
  fields.emplace_back("waiting_list_offer.unit", form.waiting_list.unit);
  if (form.invited_only) fields.emplace_back("invited_only", "yes");
  if (form.phone_code_required) fields.emplace_back("phone_code_required", "yes");
  fields.emplace_back("maximum_parties_per_contact", form.maximum_parties_per_contact);
  each("asks", form.asks);
  add_question_fields(fields, form.questions);
  moment("enrolment_start_time", form.enrolment_start_time);
  moment("enrolment_end_time", form.enrolment_end_time);
  fields.emplace_back("external_registration_url", form.external_registration_url);
  for (const ReminderInput& reminder : form.reminders) {
    fields.emplace_back("reminder_channel", reminder.channel);
    fields.emplace_back("reminder_amount", reminder.amount);
    fields.emplace_back("reminder_unit", reminder.unit);
  }
  fields.emplace_back("publication_status", form.publication_status);
  fields.emplace_back("based_on", form.based_on);
  if (!form.like.empty()) fields.emplace_back("like", form.like);
  if (!form.length_seen.empty()) fields.emplace_back("length_seen", form.length_seen);
  if (!form.scope.empty()) fields.emplace_back("scope", form.scope);
  fields.emplace_back("repeat", form.repeat.pattern);
  each("repeat_weekdays", form.repeat.weekdays);
  fields.emplace_back("repeat_until", form.repeat.until);
  fields.emplace_back("repeat_count", form.repeat.count);
  fields.emplace_back("repeat_exceptions", form.repeat.exceptions);
  if (form.repeat.without_public_holidays) fields.emplace_back("repeat_without_public_holidays", "yes");
  fields.emplace_back("repeat_without_school_holidays", form.repeat.without_school_holidays);
  return fields;
}

std::string event_form_text(const EventForm& form) {
  std::string text;
  for (const auto& [name, value] : event_form_fields(form)) {
    if (name.starts_with("checked.") || name == "publication_status" || name == "based_on" || name == "scope" ||
        name == "like" || name == "length_seen")
      continue;
    text += name + '=' + std::to_string(value.size()) + ':' + value + '\n';
  }
  return text;
}

}  // namespace service
