#include "storage/event_questions.hpp"

#include <algorithm>
#include <tuple>

namespace storage {
namespace {

constexpr std::string_view prefix = "question:";

std::string field_of(const domain::Question& question, std::string_view part) {
  return std::string(prefix).append(question.key).append(":").append(part);
}

template <class Keyed>
Keyed* with_key(std::vector<Keyed>& all, std::string_view key) {
  const auto found = std::ranges::find(all, key, &Keyed::key);
  return found == all.end() ? nullptr : &*found;
}

domain::LocalisedText* text_of(domain::Question& question, std::string_view part) {
  if (part == "label") return &question.label;
  if (part == "reason") return &question.reason;
  constexpr std::string_view choice = "choice:";
  if (!part.starts_with(choice)) return nullptr;
  auto* const found = with_key(question.choices, part.substr(choice.size()));
  return found ? &found->label : nullptr;
}

}  // namespace

Questions read_questions(Connection& database, const EventIds& ids) {
  Questions questions;
  using Row = std::tuple<domain::EventId, std::string, domain::QuestionType, bool>;
  for (auto& [event, key, type, required] :
       database.rows_with<Row>("select event_id, key, type, required from event_question where " + ids.are("event_id") +
                                   " order by event_id, position",
                               ids.value())) {
    domain::Question question;
    question.key = std::move(key);
    question.type = type;
    question.required = required;
    questions[event].push_back(std::move(question));
  }
  if (questions.empty()) return questions;
  using ChoiceRow = std::tuple<domain::EventId, std::string, std::string>;
  for (auto& [event, key, choice] :
       database.rows_with<ChoiceRow>("select event_id, question, key from event_question_choice where " +
                                         ids.are("event_id") + " order by event_id, question, position",
                                     ids.value())) {
    if (auto* const question = with_key(questions[event], key)) question->choices.push_back({std::move(choice), {}});
  }
  return questions;
}

bool add_question_text(std::vector<domain::Question>& questions, std::string_view field,
                       const domain::LanguageTag& language, std::string text) {
  if (!field.starts_with(prefix)) return false;
  field.remove_prefix(prefix.size());
  const auto colon = field.find(':');
  auto* const question = colon == std::string_view::npos ? nullptr : with_key(questions, field.substr(0, colon));
  if (!question) return true;
  if (auto* const texts = text_of(*question, field.substr(colon + 1))) texts->emplace(language, std::move(text));
  return true;
}

std::vector<QuestionText> question_texts(const std::vector<domain::Question>& questions) {
  std::vector<QuestionText> texts;
  for (const domain::Question& question : questions) {
    texts.push_back({field_of(question, "label"), &question.label});
    texts.push_back({field_of(question, "reason"), &question.reason});
    for (const domain::Choice& choice : question.choices) {
      texts.push_back({field_of(question, "choice:" + choice.key), &choice.label});
    }
  }
  return texts;
}

void write_questions(Connection& database, domain::EventId event, const std::vector<domain::Question>& questions) {
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const domain::Question& question = questions[i];
    database.run("insert into event_question (event_id, position, key, type, required) values (?, ?, ?, ?, ?)", event,
                 i, question.key, question.type, question.required);
    for (std::size_t n = 0; n < question.choices.size(); ++n) {
      database.run("insert into event_question_choice (event_id, question, position, key) values (?, ?, ?, ?)", event,
                   question.key, n, question.choices[n].key);
    }
  }
}

void remove_questions(Connection& database, domain::EventId event) {
  database.run("delete from event_question where event_id = ?", event);
  database.run("delete from event_question_choice where event_id = ?", event);
}

}  // namespace storage
