#include <charconv>
#include <map>

#include "ui/organiser_event.hpp"
#include "ui/question_form.hpp"

// What the parties answered, counted.
namespace ui {
namespace {

using domain::Question;
using domain::QuestionType;

struct Tally {
  std::map<std::string, int> parties;  // by answer
  int answered = 0;
  int silent = 0;
  std::int64_t sum = 0;  // of numbers
};

Tally tally_of(const Question& question, const std::vector<domain::Registration>& registrations) {
  Tally tally;
  for (const domain::Registration& registration : registrations) {
    if (registration.status == domain::RegistrationStatus::cancelled) continue;
    const auto answer = registration.answers.find(question.key);
    if (answer == registration.answers.end()) {
      ++tally.silent;
      continue;
    }
    ++tally.answered;
    ++tally.parties[answer->second];
    std::int64_t number = 0;
    const std::string& text = answer->second;
    if (question.type == QuestionType::number) std::from_chars(text.data(), text.data() + text.size(), number);
    tally.sum += number;
  }
  return tally;
}

void add_row(Values& table, const Reader& reader, const std::string& label, std::int64_t number) {
  Values row = table.add("ROW");
  row.set("ROW_LABEL", label);
  row.set("ROW_NUMBER", reader.number(number));
}

void add_question(Values& section, const Reader& reader, const Question& question, const Tally& tally) {
  Values table = section.add("QUESTION");
  const auto label = domain::best_text(question.label, reader.language());
  table.set("QUESTION_LABEL", label.text);
  if (label.language != reader.language()) table.set_if("QUESTION_LANG", label.language.str());
  switch (question.type) {
    case QuestionType::choice:
      for (const domain::Choice& choice : question.choices) {
        const auto found = tally.parties.find(choice.key);
        add_row(table, reader, answer_words(reader, question, choice.key),
                found == tally.parties.end() ? 0 : found->second);
      }
      break;
    case QuestionType::yes_no:
      for (const char* word : {"yes", "no"}) {
        const auto found = tally.parties.find(word);
        add_row(table, reader, answer_words(reader, question, word), found == tally.parties.end() ? 0 : found->second);
      }
      break;
    case QuestionType::number:
      add_row(table, reader, reader.text("organiser.answers.answered"), tally.answered);
      add_row(table, reader, reader.text("organiser.answers.sum"), tally.sum);
      break;
    case QuestionType::text:
      add_row(table, reader, reader.text("organiser.answers.answered"), tally.answered);
      break;
  }
  add_row(table, reader, reader.text("organiser.answers.silent"), tally.silent);
}

}  // namespace

void add_answers(Page& page, const EventOverview& overview) {
  if (overview.event.questions.empty()) return;
  Values section = page.body().include("ANSWERS_SUMMARY", "organiser/answers.html");
  for (const Question& question : overview.event.questions) {
    add_question(section, page.reader(), question, tally_of(question, overview.registrations));
  }
}

}  // namespace ui
