#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/language.hpp"

// What an organiser asks of a party besides who comes, and why: nothing is asked without a reason.
namespace domain {

enum class QuestionType { text, choice, number, yes_no };

struct Choice {
  std::string key;  // stays while the label is edited
  LocalisedText label;
  friend bool operator==(const Choice&, const Choice&) = default;
};

struct Question {
  std::string key;  // unique in the event; stays while the words are edited
  QuestionType type = QuestionType::text;
  LocalisedText label;
  LocalisedText reason;  // shown to who answers
  bool required = false;
  std::vector<Choice> choices;  // two or more where the type is choice, else none
  friend bool operator==(const Question&, const Question&) = default;
};

// What the form asks of each person. Child ages are asked where the event has childcare.
struct PersonFields {
  bool name = true;
  bool interpreter_language = true;
  bool accessibility = true;
  friend bool operator==(const PersonFields&, const PersonFields&) = default;
};

// By question key. A choice is its key, a number is written in decimal digits, a yes or no is "yes" or "no".
using Answers = std::map<std::string, std::string>;

inline constexpr std::size_t maximum_questions = 20;

// Adds what is wrong at questions[0].label …
void validate_questions(const std::vector<Question>& questions, Violations& violations);
// Tidies in place: empty answers go. Adds "unknown_question", "required", "number", "unknown_value" at answers.<key>.
void clean_answers(Answers& answers, const std::vector<Question>& questions, Violations& violations);

[[nodiscard]] std::string_view to_word(QuestionType type);  // "text", "choice", "number", "yes_no"
[[nodiscard]] QuestionType parse_question_type(std::string_view word, std::string_view field);

}  // namespace domain
