#include "service/organiser_questions.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "domain/localised_text.hpp"
#include "domain/text.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/slug.hpp"

namespace service {
namespace {

using domain::Violations;
constexpr std::size_t longest_label = 300;
constexpr std::size_t longest_choices = 10'000;
constexpr std::size_t most_languages = 40;

std::string input(std::size_t index, std::string_view member) {
  return "questions[" + std::to_string(index) + "]." + std::string(member);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    const std::string_view line = domain::trim(text.substr(from, to - from));
    if (!line.empty()) lines.emplace_back(line);
    from = to + 1;
  }
  return lines;
}

std::string choice_lines(const std::vector<domain::Choice>& choices, const domain::LanguageTag& language) {
  std::string lines;
  for (const domain::Choice& choice : choices) {
    const auto label = choice.label.find(language);
    if (label != choice.label.end()) lines += (lines.empty() ? "" : "\n") + label->second;
  }
  return lines;
}

std::set<domain::LanguageTag> languages_of(const domain::Question& question) {
  std::set<domain::LanguageTag> languages;
  const auto add = [&](const domain::LocalisedText& text) {
    for (const auto& [language, words] : text) languages.insert(language);
  };
  add(question.label);
  add(question.reason);
  for (const domain::Choice& choice : question.choices) add(choice.label);
  return languages;
}

domain::LocalisedText localised(const QuestionInput& typed, std::string QuestionTexts::*member, const std::string& base,
                                Violations& violations) {
  domain::LocalisedText text;
  for (const auto& [language, texts] : typed.texts) {
    std::string words = input_text(texts.*member, base + "." + language, longest_label, violations);
    if (words.empty()) continue;
    gather(violations, [&] { text[domain::LanguageTag(language, "text_language")] = std::move(words); });
  }
  return text;
}

std::vector<domain::Choice> choices_of(const QuestionInput& typed, const std::string& base, Violations& violations) {
  std::vector<domain::Choice> choices;
  for (const auto& [language, texts] : typed.texts) {
    const std::string field = base + "." + language;
    const auto lines = lines_of(input_text(texts.choices, field, longest_choices, violations));
    if (lines.empty()) continue;
    if (!choices.empty() && lines.size() != choices.size()) {
      violations.add(field, "choice_lines", "each language needs as many choices, in the same order");
      continue;
    }
    choices.resize(lines.size());
    gather(violations, [&] {
      const domain::LanguageTag tag(language, "text_language");
      for (std::size_t i = 0; i < lines.size(); ++i) choices[i].label[tag] = lines[i];
    });
  }
  return choices;
}

bool share_words(const domain::LocalisedText& one, const domain::LocalisedText& other) {
  return std::ranges::any_of(one, [&](const auto& entry) {
    const auto found = other.find(entry.first);
    return found != other.end() && found->second == entry.second;
  });
}

void give_keys(std::vector<domain::Choice>& choices, const std::vector<domain::Choice>& stored) {
  std::set<std::string> taken;
  for (domain::Choice& choice : choices) {
    const auto same = std::ranges::find_if(stored, [&](const domain::Choice& known) {
      return !taken.contains(known.key) && share_words(known.label, choice.label);
    });
    if (same != stored.end()) taken.insert(choice.key = same->key);
  }
  // Reworded where it stood. With another number of lines nobody knows which became which.
  for (std::size_t i = 0; i < choices.size() && choices.size() == stored.size(); ++i) {
    if (choices[i].key.empty() && taken.insert(stored[i].key).second) choices[i].key = stored[i].key;
  }
  for (const domain::Choice& known : stored) taken.insert(known.key);
  for (domain::Choice& choice : choices) {
    if (choice.key.empty()) taken.insert(choice.key = free_slug(choice.label, "choice", taken));
  }
}

bool is_key(std::string_view key) {
  return !key.empty() && key.size() <= longest_slug && std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

std::optional<std::size_t> index_after(std::string_view action, std::string_view word) {
  if (!action.starts_with(word)) return {};
  std::size_t index = 0;
  const char* end = action.data() + action.size();
  const auto [rest, error] = std::from_chars(action.data() + word.size(), end, index);
  return error == std::errc{} && rest == end ? std::optional(index) : std::nullopt;
}

}  // namespace

bool QuestionInput::empty() const {
  return key.empty() && std::ranges::all_of(texts, [](const auto& entry) {
           return entry.second.label.empty() && entry.second.reason.empty() && entry.second.choices.empty();
         });
}

std::vector<QuestionInput> question_inputs(const std::vector<domain::Question>& questions) {
  std::vector<QuestionInput> inputs;
  for (const domain::Question& question : questions) {
    QuestionInput& typed = inputs.emplace_back();
    typed.key = question.key;
    typed.type = domain::to_word(question.type);
    typed.required = question.required;
    for (const domain::LanguageTag& language : languages_of(question)) {
      typed.texts[language.str()] = {text_in(question.label, language), text_in(question.reason, language),
                                     choice_lines(question.choices, language)};
    }
  }
  return inputs;
}

std::vector<QuestionInput> read_questions(const Fields& fields, const std::vector<std::string>& languages) {
  std::vector<QuestionInput> inputs;
  for (std::size_t i = 0; i < domain::maximum_questions && form_has(fields, input(i, "type")); ++i) {
    QuestionInput& typed = inputs.emplace_back();
    typed.key = form_value(fields, input(i, "key"));
    typed.type = form_value(fields, input(i, "type"));
    typed.required = !form_value(fields, input(i, "required")).empty();
    for (const std::string& language : languages) {
      if (typed.texts.size() == most_languages) break;
      typed.texts[language] = {form_value(fields, input(i, "label." + language)),
                               form_value(fields, input(i, "reason." + language)),
                               form_value(fields, input(i, "choices." + language))};
    }
  }
  return inputs;
}

void add_question_fields(Fields& fields, const std::vector<QuestionInput>& questions) {
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const QuestionInput& typed = questions[i];
    fields.emplace_back(input(i, "key"), typed.key);
    fields.emplace_back(input(i, "type"), typed.type);
    if (typed.required) fields.emplace_back(input(i, "required"), "yes");
    for (const auto& [language, texts] : typed.texts) {
      if (!texts.label.empty()) fields.emplace_back(input(i, "label." + language), texts.label);
      if (!texts.reason.empty()) fields.emplace_back(input(i, "reason." + language), texts.reason);
      if (!texts.choices.empty()) fields.emplace_back(input(i, "choices." + language), texts.choices);
    }
  }
}

bool edit_questions(std::vector<QuestionInput>& questions, std::string_view action) {
  if (action == "add_question") {
    if (questions.size() < domain::maximum_questions) questions.emplace_back();
    return true;
  }
  if (const auto index = index_after(action, "remove_question:")) {
    if (*index < questions.size()) questions.erase(questions.begin() + static_cast<std::ptrdiff_t>(*index));
    return true;
  }
  if (const auto index = index_after(action, "up_question:")) {
    if (*index > 0 && *index < questions.size()) std::swap(questions[*index - 1], questions[*index]);
    return true;
  }
  if (const auto index = index_after(action, "down_question:")) {
    if (*index + 1 < questions.size()) std::swap(questions[*index], questions[*index + 1]);
    return true;
  }
  return false;
}

std::vector<domain::Question> questions_of(const std::vector<QuestionInput>& inputs,
                                           const std::vector<domain::Question>& stored, Violations& violations) {
  std::vector<domain::Question> questions;
  std::set<std::string> taken;
  for (const QuestionInput& typed : inputs) taken.insert(typed.key);
  std::set<std::string> given;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const QuestionInput& typed = inputs[i];
    domain::Question& question = questions.emplace_back();
    gather(violations, [&] { question.type = domain::parse_question_type(typed.type, input(i, "type")); });
    question.required = typed.required;
    question.label = localised(typed, &QuestionTexts::label, input(i, "label"), violations);
    question.reason = localised(typed, &QuestionTexts::reason, input(i, "reason"), violations);
    question.key = typed.key.empty() ? free_slug(question.label, "question", taken) : typed.key;
    taken.insert(question.key);
    violations.require(is_key(question.key) && given.insert(question.key).second, input(i, "key"), "question_key",
                       "must be lower-case letters, digits, - or _, and only once");
    if (question.type != domain::QuestionType::choice) continue;
    question.choices = choices_of(typed, input(i, "choices"), violations);
    const auto known = std::ranges::find(stored, question.key, &domain::Question::key);
    give_keys(question.choices, known == stored.end() ? std::vector<domain::Choice>{} : known->choices);
  }
  return questions;
}

}  // namespace service
