#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/question.hpp"
#include "storage/connection.hpp"
#include "storage/event_ids.hpp"

// The questions of events; their words stand among the event's texts.
namespace storage {

using Questions = std::unordered_map<domain::EventId, std::vector<domain::Question>>;

// Without their words, which come by add_question_text.
[[nodiscard]] Questions read_questions(Connection& database, const EventIds& ids);
// False where `field` is no question's. A text whose question is gone is passed over.
bool add_question_text(std::vector<domain::Question>& questions, std::string_view field,
                       const domain::LanguageTag& language, std::string text);

struct QuestionText {
  std::string field;
  const domain::LocalisedText* text = nullptr;  // belongs to the question
};
[[nodiscard]] std::vector<QuestionText> question_texts(const std::vector<domain::Question>& questions);

void write_questions(Connection& database, domain::EventId event, const std::vector<domain::Question>& questions);
void remove_questions(Connection& database, domain::EventId event);

}  // namespace storage
