#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/question.hpp"
#include "ui/form.hpp"

// The event's own questions on a form. Inputs: answers.<key>.
namespace ui {

// One {{>QUESTION}} of `into` each, with its reason.
void add_questions(Values& into, const Reader& reader, const std::vector<domain::Question>& questions,
                   const FormState& state);
// Names an answer's input for people; empty for others.
[[nodiscard]] std::string question_label(const Reader& reader, const std::vector<domain::Question>& questions,
                                         std::string_view field);
// What was answered, for people: the choice's words, "yes" in their language.
[[nodiscard]] std::string answer_words(const Reader& reader, const domain::Question& question,
                                       const std::string& answer);

}  // namespace ui
