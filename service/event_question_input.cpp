#include "service/event_question_input.hpp"

#include "service/event_input.hpp"

namespace service {
namespace {

constexpr std::size_t longest_key = 100;
constexpr std::size_t longest_label = 300;
constexpr std::size_t most_choices = 30;

std::string read_key(JsonObject& object) {
  object.require("key");
  return object.text("key", longest_key).value_or("");
}

void read_label(JsonObject& object, std::string_view name, domain::LocalisedText& text) {
  if (object.require(name)) apply_localised(object, name, longest_label, text);
}

domain::Choice read_choice(const Json& item, const std::string& path, domain::Violations& violations) {
  JsonObject object(item, path, violations);
  domain::Choice choice;
  choice.key = read_key(object);
  read_label(object, "label", choice.label);
  object.refuse_others();
  return choice;
}

domain::Question read_question(const Json& item, const std::string& path, domain::Violations& violations) {
  JsonObject object(item, path, violations);
  domain::Question question;
  question.key = read_key(object);
  question.type = object.parsed("type", domain::parse_question_type).value_or(domain::QuestionType::text);
  read_label(object, "label", question.label);
  read_label(object, "reason", question.reason);
  question.required = object.boolean("required").value_or(false);
  object.each("choices", most_choices, [&](const Json& choice, const std::string& at) {
    question.choices.push_back(read_choice(choice, at, violations));
  });
  object.refuse_others();
  return question;
}

}  // namespace

void read_questions(JsonObject& object, std::string_view name, std::vector<domain::Question>& questions) {
  if (!object.has(name)) return;
  questions.clear();
  object.each(name, domain::maximum_questions, [&](const Json& item, const std::string& path) {
    questions.push_back(read_question(item, path, object.violations()));
  });
}

void read_person_fields(JsonObject& object, std::string_view name, domain::PersonFields& fields) {
  if (!object.has(name)) return;
  fields = {false, false, false};
  object.each(name, 3, [&](const Json& item, const std::string& path) {
    const auto word = read_text(item, path, longest_key, object.violations());
    if (!word) return;
    if (*word == "name") {
      fields.name = true;
    } else if (*word == "interpreter_language") {
      fields.interpreter_language = true;
    } else if (*word == "accessibility") {
      fields.accessibility = true;
    } else {
      object.violations().add(path, "unknown_value", "must be one of name, interpreter_language, accessibility");
    }
  });
}

}  // namespace service
