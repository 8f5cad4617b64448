#include "service/organiser_event_texts.hpp"

#include <algorithm>

#include "domain/event_texts.hpp"
#include "domain/localised_text.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/text_lengths.hpp"

namespace service {
namespace {

constexpr std::string_view console_languages[] = {"fi", "en", "ar"};
constexpr std::size_t longest_event_text = 5000;

bool is_marked(const domain::EventDetails& details, const domain::LanguageTag& language) {
  return std::ranges::any_of(details.machine_made, [&](const auto& key) { return key.language == language; });
}

domain::TextKeys changed_texts(const domain::EventDetails& before, const domain::EventDetails& details,
                               const domain::LanguageTag& language) {
  const auto earlier = domain::event_texts(before);
  domain::TextKeys changed;
  for (const domain::FieldTexts& one : domain::event_texts(details)) {
    if (!one.texts->contains(language)) continue;
    const auto was = std::ranges::find(earlier, one.field, &domain::FieldTexts::field);
    const bool same = was != earlier.end() && text_in(*was->texts, language) == one.texts->at(language);
    if (!same) changed.insert({one.field, language});
  }
  return changed;
}

void mark_texts(const EventTexts& texts, const domain::LanguageTag& language, const domain::EventDetails& before,
                domain::EventDetails& details) {
  if (!texts.machine_made) {
    std::erase_if(details.machine_made, [&](const auto& key) { return key.language == language; });
    return;
  }
  // What somebody adds beside a machine's text is their own.
  if (is_marked(details, language)) return;
  // A tick that comes along with new words is about those; one that comes alone is about all that stands there.
  details.machine_made.merge(changed_texts(before, details, language));
  if (is_marked(details, language)) return;
  for (const domain::FieldTexts& one : domain::event_texts(details)) {
    if (one.texts->contains(language)) details.machine_made.insert({one.field, language});
  }
}

}  // namespace

void add_text_language(EventForm& form, const std::string& language) {
  const auto same = [&](const EventTexts& texts) { return texts.language == language; };
  if (language.empty() || std::ranges::any_of(form.texts, same)) return;
  form.texts.push_back({.language = language});
}

std::vector<EventTexts> event_texts_of(const domain::EventDetails& details) {
  EventForm form;
  for (const std::string_view language : console_languages) add_text_language(form, std::string(language));
  for (const auto* text : {&details.name, &details.short_description, &details.neutral_name}) {
    for (const auto& [language, words] : *text) add_text_language(form, language.str());
  }
  for (const QuestionInput& question : question_inputs(details.questions)) {
    for (const auto& [language, texts] : question.texts) add_text_language(form, language);
  }
  for (EventTexts& texts : form.texts) {
    const domain::LanguageTag language(texts.language);
    texts.name = text_in(details.name, language);
    texts.short_description = text_in(details.short_description, language);
    texts.neutral_name = text_in(details.neutral_name, language);
    texts.machine_made = is_marked(details, language);
  }
  return form.texts;
}

std::vector<EventTexts> read_event_texts(const Fields& fields) {
  EventForm form;
  for (const std::string& language : form_values(fields, "text_language")) add_text_language(form, language);
  for (EventTexts& texts : form.texts) {
    texts.name = form_value(fields, "name." + texts.language);
    texts.short_description = form_value(fields, "short_description." + texts.language);
    texts.neutral_name = form_value(fields, "neutral_name." + texts.language);
    texts.machine_made = !form_value(fields, "machine_made." + texts.language).empty();
    texts.checked = !form_value(fields, "checked." + texts.language).empty();
  }
  return form.texts;
}

void add_text_fields(Fields& fields, const EventForm& form) {
  for (const EventTexts& texts : form.texts) {
    fields.emplace_back("text_language", texts.language);
    fields.emplace_back("name." + texts.language, texts.name);
    fields.emplace_back("short_description." + texts.language, texts.short_description);
    fields.emplace_back("neutral_name." + texts.language, texts.neutral_name);
    if (texts.machine_made) fields.emplace_back("machine_made." + texts.language, "yes");
    if (texts.checked) fields.emplace_back("checked." + texts.language, "yes");
  }
  fields.emplace_back("original_language", form.original_language);
}

void apply_event_texts(const EventForm& form, domain::EventDetails& details, domain::Violations& violations) {
  for (const EventTexts& texts : form.texts) {
    try {
      const domain::LanguageTag language(texts.language, "text_language");
      const std::string tag = "." + texts.language;
      put_text(details.name, language, input_text(texts.name, "name" + tag, longest_line, violations));
      put_text(details.short_description, language,
               input_text(texts.short_description, "short_description" + tag, longest_event_text, violations));
      put_text(details.neutral_name, language,
               input_text(texts.neutral_name, "neutral_name" + tag, longest_line, violations));
    } catch (const domain::Error& error) {
      violations.add(error);
    }
  }
}

void apply_text_marks(const EventForm& form, const domain::EventDetails& before, domain::EventDetails& details) {
  // A language that is none has been told.
  domain::Violations told;
  for (const EventTexts& texts : form.texts) {
    gather(told, [&] {
      const domain::LanguageTag language(texts.language);
      if (texts.language == form.original_language) details.original_language = language;
      if (texts.checked) details.checked_languages.insert(language);
      mark_texts(texts, language, before, details);
    });
  }
}

}  // namespace service
