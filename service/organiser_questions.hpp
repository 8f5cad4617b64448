#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/question.hpp"
#include "service/http.hpp"

// The questions of an event's form, as they are typed: inputs questions[0].key, .type, .required, and in each language
// .label.fi, .reason.fi and .choices.fi, one choice a line.
namespace service {

struct QuestionTexts {
  std::string label;
  std::string reason;
  std::string choices;
};

struct QuestionInput {
  std::string key;  // empty: made from the label
  std::string type = "text";
  bool required = false;
  std::map<std::string, QuestionTexts> texts;  // by language
  [[nodiscard]] bool empty() const;            // nothing typed yet
};

[[nodiscard]] std::vector<QuestionInput> question_inputs(const std::vector<domain::Question>& questions);
[[nodiscard]] std::vector<QuestionInput> read_questions(const Fields& fields,
                                                        const std::vector<std::string>& languages);
void add_question_fields(Fields& fields, const std::vector<QuestionInput>& questions);

// Does what a button says: "add_question", "remove_question:2", "up_question:2", "down_question:2". False for any
// other.
bool edit_questions(std::vector<QuestionInput>& questions, std::string_view action);

// What the inputs mean. A choice keeps the key it has in `stored` where its words or else its place are the same.
[[nodiscard]] std::vector<domain::Question> questions_of(const std::vector<QuestionInput>& inputs,
                                                         const std::vector<domain::Question>& stored,
                                                         domain::Violations& violations);

}  // namespace service
