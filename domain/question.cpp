#include "domain/question.hpp"

#include <algorithm>
#include <set>

#include "domain/text.hpp"
#include "domain/words.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_key = 40;
constexpr std::size_t longest_label = 300;
constexpr std::size_t longest_answer = 2000;
constexpr std::size_t most_choices = 30;

constexpr WordTable<QuestionType, 4> types{{{QuestionType::text, "text"},
                                            {QuestionType::choice, "choice"},
                                            {QuestionType::number, "number"},
                                            {QuestionType::yes_no, "yes_no"}}};

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= longest_key && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

void require_text(const LocalisedText& text, const std::string& field, Violations& violations) {
  violations.require(!text.empty(), field, "required", "is required in one language at least");
  for (const auto& [language, words] : text) {
    violations.require(words.size() <= longest_label, field + "." + language.str(), "too_long",
                       "must be at most 300 octets");
  }
}

void validate_choices(const Question& question, const std::string& field, Violations& violations) {
  const bool right = question.type == QuestionType::choice
                         ? question.choices.size() >= 2 && question.choices.size() <= most_choices
                         : question.choices.empty();
  violations.require(right, field, "choices", "a choice has 2 to 30 choices, other questions have none");
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < question.choices.size() && i < most_choices; ++i) {
    const Choice& choice = question.choices[i];
    const std::string place = field + "[" + std::to_string(i) + "]";
    violations.require(is_key(choice.key) && keys.insert(choice.key).second, place + ".key", "key",
                       "must be lower-case letters, digits, - or _, and only once");
    require_text(choice.label, place + ".label", violations);
  }
}

bool is_number(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  return !digits.empty() && digits.size() <= 9 &&
         std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

void clean_answer(std::string& answer, const Question& question, Violations& violations) {
  const std::string field = "answers." + question.key;
  try {
    answer = clean_text(answer, field, longest_answer);
  } catch (const Error& error) {
    violations.add(error);
    return;
  }
  if (answer.empty()) return;
  switch (question.type) {
    case QuestionType::text:
      break;
    case QuestionType::number:
      violations.require(is_number(answer), field, "number", "must be a whole number");
      break;
    case QuestionType::yes_no:
      violations.require(answer == "yes" || answer == "no", field, "unknown_value", "must be yes or no");
      break;
    case QuestionType::choice:
      violations.require(std::ranges::find(question.choices, answer, &Choice::key) != question.choices.end(), field,
                         "unknown_value", "must be one of the choices");
      break;
  }
}

}  // namespace

void validate_questions(const std::vector<Question>& questions, Violations& violations) {
  violations.require(questions.size() <= maximum_questions, "questions", "too_many", "must be at most 20");
  std::set<std::string_view> keys;
  for (std::size_t i = 0; i < questions.size() && i < maximum_questions; ++i) {
    const Question& question = questions[i];
    const std::string field = "questions[" + std::to_string(i) + "]";
    violations.require(is_key(question.key) && keys.insert(question.key).second, field + ".key", "key",
                       "must be lower-case letters, digits, - or _, and only once");
    require_text(question.label, field + ".label", violations);
    require_text(question.reason, field + ".reason", violations);
    validate_choices(question, field + ".choices", violations);
  }
}

void clean_answers(Answers& answers, const std::vector<Question>& questions, Violations& violations) {
  for (const auto& [key, answer] : answers) {
    const bool asked = std::ranges::find(questions, key, &Question::key) != questions.end();
    violations.require(asked || answer.empty(), "answers." + key, "unknown_question", "is not asked");
  }
  for (const Question& question : questions) {
    std::string& answer = answers[question.key];
    clean_answer(answer, question, violations);
    violations.require(!question.required || !answer.empty(), "answers." + question.key, "required", "is required");
  }
  std::erase_if(answers, [](const auto& entry) { return entry.second.empty(); });
}

std::string_view to_word(QuestionType type) {
  return word_of(types, type);
}
QuestionType parse_question_type(std::string_view word, std::string_view field) {
  return value_of(types, word, field);
}

}  // namespace domain
