#include "ui/question_form.hpp"

#include <algorithm>

namespace ui {
namespace {

using domain::QuestionType;

// Beyond this a list to open is quicker to look through than buttons.
constexpr std::size_t most_radios = 6;

std::string input_name(const domain::Question& question) {
  return "answers." + question.key;
}

std::string foreign_tag(const Reader& reader, const domain::TextInLanguage& text) {
  return text.language == reader.language() ? std::string() : text.language.str();
}

std::vector<Choice> choices_of(const Reader& reader, const domain::Question& question) {
  std::vector<Choice> choices;
  if (question.type == QuestionType::yes_no) {
    choices = {{"yes", reader.text("register.yes"), {}}, {"no", reader.text("register.no"), {}}};
  }
  for (const auto& choice : question.choices) {
    const auto label = domain::best_text(choice.label, reader.language());
    choices.push_back({choice.key, std::string(label.text), foreign_tag(reader, label)});
  }
  return choices;
}

Control control_of(const domain::Question& question) {
  switch (question.type) {
    case QuestionType::text:
      return Control::textarea;
    case QuestionType::number:
      return Control::text;  // so that digits of any script can be typed
    case QuestionType::yes_no:
      return Control::radios;
    case QuestionType::choice:
      return question.choices.size() <= most_radios ? Control::radios : Control::select;
  }
  return Control::text;
}

Field field_of(const Reader& reader, const domain::Question& question) {
  const auto label = domain::best_text(question.label, reader.language());
  const auto reason = domain::best_text(question.reason, reader.language());
  Field field{input_name(question), control_of(question), std::string(label.text)};
  field.label_language = foreign_tag(reader, label);
  field.hint_language = foreign_tag(reader, reason);
  if (field.hint_language.empty()) {
    field.hint = reader.text("register.why", {{"reason", std::string(reason.text)}});
  } else {
    field.hint_lead = reader.text("register.why_in_other_language");
    field.hint = std::string(reason.text);
  }
  field.required = question.required;
  field.narrow = question.type == QuestionType::number;
  field.choices = choices_of(reader, question);
  // A button once pressed stays pressed, so that "no answer" is one as well.
  const bool listed = !field.choices.empty();
  if (listed && !(question.required && field.control == Control::radios)) {
    field.choices.insert(field.control == Control::radios ? field.choices.end() : field.choices.begin(),
                         {"", reader.text(question.required ? "register.choose" : "register.no_answer"), {}});
  }
  return field;
}

}  // namespace

void add_questions(Values& into, const Reader& reader, const std::vector<domain::Question>& questions,
                   const FormState& state) {
  for (const auto& question : questions) add_field(into, reader, state, field_of(reader, question), "QUESTION");
}

std::string question_label(const Reader& reader, const std::vector<domain::Question>& questions,
                           std::string_view field) {
  for (const auto& question : questions) {
    if (field == input_name(question)) {
      return std::string(domain::best_text(question.label, reader.language()).text);
    }
  }
  return {};
}

std::string answer_words(const Reader& reader, const domain::Question& question, const std::string& answer) {
  for (const auto& choice : choices_of(reader, question)) {
    if (choice.value == answer) return choice.label;
  }
  return answer;
}

}  // namespace ui
