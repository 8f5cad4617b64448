#include "service/registration_input.hpp"

#include <functional>

#include "domain/party.hpp"
#include "domain/text.hpp"
#include "service/parse_values.hpp"
#include "service/phone_numbers.hpp"

namespace service {
namespace {

constexpr std::size_t longest_answer = 2000;
constexpr std::size_t most_persons_read = 200;
constexpr std::size_t most_answers_read = 200;

// Applies the members that are there; an empty phone or email takes it away, as forms send them.
void apply_contact(JsonObject& contact, domain::Contact& stored) {
  if (contact.has("name")) stored.name = contact.text("name", longest_answer).value_or("");
  if (contact.has("phone")) {
    stored.phone = contact.is_filled("phone") ? contact.parsed("phone", parse_phone) : std::nullopt;
  }
  if (contact.has("email")) {
    stored.email = contact.is_filled("email") ? contact.parsed("email", parse_email) : std::nullopt;
  }
  if (contact.has("language") && contact.require("language")) {
    stored.language = contact.parsed("language", parse_language).value_or(stored.language);
  }
  contact.refuse_others();
}

domain::Person read_person(const Json& item, const std::string& path, bool with_id, domain::Violations& violations) {
  JsonObject object(item, path, violations);
  domain::Person person;
  if (with_id) person.id.value = object.id("id").value_or(0);
  person.name = object.text("name", longest_answer).value_or("");
  if (object.is_filled("interpreter_language")) {
    person.interpreter_language = object.parsed("interpreter_language", parse_language);
  }
  person.child_age = object.integer("child_age", 0, 17);
  person.accessibility = object.text("accessibility", longest_answer).value_or("");
  if (with_id) object.refuse_read_only({"presence_status"});
  object.refuse_others();
  return person;
}

std::vector<domain::Person> read_persons(JsonObject& object, bool with_id) {
  std::vector<domain::Person> persons;
  object.each("persons", most_persons_read, [&](const Json& item, const std::string& path) {
    persons.push_back(read_person(item, path, with_id, object.violations()));
  });
  return persons;
}

void apply_answers(JsonObject& object, domain::Answers& answers) {
  object.each_member("answers", most_answers_read, [&](const JsonMember& answer, const std::string& path) {
    std::string question;
    gather(object.violations(), [&] { question = domain::clean_text(answer.name, path, 100); });
    object.violations().require(!domain::trim(answer.name).empty(), path, "required", "needs a name");
    if (answer.value.is_null()) {
      answers.erase(question);
    } else if (const auto text = read_text(answer.value, path, longest_answer, object.violations())) {
      answers[question] = *text;
    }
  });
}

template <class Apply>
void with_object(JsonObject& parent, std::string_view name, Apply apply) {
  const Json* value = parent.find(name);
  if (value == nullptr) return;
  JsonObject object(*value, parent.path_of(name), parent.violations());
  apply(object);
}

// The members that every registration has. `more` reads others of the same object.
domain::RegistrationRequest read_party(const Json& body, std::size_t maximum,
                                       const std::function<void(JsonObject&)>& more) {
  domain::Violations violations;
  domain::RegistrationRequest request;
  JsonObject object(body, "", violations);
  object.require("contact");
  object.require("persons");
  request.contact = read_contact(object, "contact");
  request.persons = read_persons(object, false);
  apply_answers(object, request.answers);
  request.consent_version = object.text("consent_version", 100).value_or("");
  if (object.is_filled("consent_language")) {
    request.consent_language = object.parsed("consent_language", parse_language);
  }
  request.invitation_token = object.text("invitation", 100).value_or("");
  if (more) more(object);
  object.refuse_others();
  throw_if_any(violations, [&] {
    domain::Violations rules;
    clean_contact(request.contact, rules);
    clean_persons(request.persons, maximum, rules);
    rules.throw_if_any();
  });
  return request;
}

}  // namespace

domain::Contact read_contact(JsonObject& parent, std::string_view name) {
  domain::Contact contact;
  with_object(parent, name, [&](JsonObject& object) {
    object.require("language");
    apply_contact(object, contact);
  });
  return contact;
}

domain::RegistrationRequest read_registration(const Json& body, std::size_t maximum) {
  return read_party(body, maximum, {});
}

RegistrationForDates read_registration_for_dates(const Json& body, std::size_t maximum) {
  RegistrationForDates read;
  read.request = read_party(body, maximum, [&](JsonObject& object) {
    if (object.find("events") != nullptr) read.events.emplace();
    object.each("events", domain::maximum_dates_at_once, [&](const Json& item, const std::string& path) {
      const auto id = item.integer();
      object.violations().require(id.has_value() && *id > 0, path, "number", "must be an event's id");
      read.events->push_back({id.value_or(0)});
    });
  });
  return read;
}

domain::RegistrationRequest read_walk_in(const Json& body) {
  domain::Violations violations;
  domain::RegistrationRequest request;
  JsonObject object(body, "", violations);
  request.walk_in = true;
  object.require("persons");
  with_object(object, "contact", [&](JsonObject& contact) { apply_contact(contact, request.contact); });
  request.persons = read_persons(object, false);
  object.refuse_others();
  throw_if_any(violations, [&] {
    domain::Violations rules;
    clean_walk_in(request.contact, rules);
    clean_persons(request.persons, domain::maximum_party_by_staff, rules);
    rules.throw_if_any();
  });
  return request;
}

std::string idempotency_key(const Request& request) {
  return domain::clean_text(request.header("Idempotency-Key").value_or(""), "Idempotency-Key", 255);
}

void read_nothing(const Request& request) {
  domain::Violations violations;
  const Json body = read_optional_json(request);
  JsonObject(body, "", violations).refuse_others();
  violations.throw_if_any();
}

domain::RegistrationChange read_registration_change(const Json& body, const domain::Registration& stored) {
  domain::Violations violations;
  domain::RegistrationChange change;
  JsonObject object(body, "", violations);
  if (object.has("contact") && object.require("contact")) {
    change.contact = stored.contact;
    with_object(object, "contact", [&](JsonObject& contact) { apply_contact(contact, *change.contact); });
  }
  if (object.has("persons") && object.require("persons")) change.persons = read_persons(object, true);
  if (object.has("answers")) {
    change.answers = object.find("answers") == nullptr ? domain::Answers{} : stored.answers;
    apply_answers(object, *change.answers);
  }
  if (object.has("all_dates")) change.all_dates = object.boolean("all_dates").value_or(true);
  if (object.has("reminders_wanted")) change.reminders_wanted = object.boolean("reminders_wanted").value_or(true);
  object.refuse_read_only({"id", "status", "waiting_position", "expires_time", "end_reason", "party", "event",
                           "made_by_staff", "walk_in", "created_time"});
  object.refuse_others();
  throw_if_any(violations, [&] {
    domain::Violations rules;
    if (change.contact) clean_contact(*change.contact, rules);
    if (change.persons) clean_persons(*change.persons, domain::maximum_party_by_staff, rules);
    rules.throw_if_any();
  });
  return change;
}

}  // namespace service
