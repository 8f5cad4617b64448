#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "ui/form.hpp"
#include "ui/organiser_console.hpp"

// What the sections of an event's form are drawn with. Of the files organiser_event_form*.cpp alone.
namespace ui {

struct Drawing {
  const Reader& reader;
  const CodeLists& lists;
  const FormState& state;
  [[nodiscard]] std::string label(std::string_view name) const {
    return reader.text("organiser.field." + std::string(name));
  }
};

// A field goes into {{>FIELD}} of the section it is added to; without a label it has the catalogue's for its name.
void add(Values& into, const Drawing& draw, Field field);
[[nodiscard]] Field with_hint(Field field, const Drawing& draw, std::string_view key);
[[nodiscard]] Field number_field(std::string name);
// A date and a time of day.
void add_moment(Values& into, const Drawing& draw, const std::string& name, bool required, std::string_view hint = {});

[[nodiscard]] std::vector<std::string> values_of(const FormState& state, std::string_view name);
// Those that are tags; what is none cannot be ticked, and a problem says so.
[[nodiscard]] std::vector<domain::LanguageTag> tags_of(const std::vector<std::string>& words);

// A language of the form's texts, as it came where it is no tag.
struct TypedLanguage {
  std::string name;
  std::string direction;  // empty where nobody knows
};
[[nodiscard]] TypedLanguage typed_language(const Drawing& draw, const std::string& language);

// Where it is: a room or a place in words; and what else happens there and then, with a button that sends the form to
// `action`.
struct EventFormPage;
void add_place(Values& body, const Drawing& draw, const EventFormPage& form);
// Name, description and neutral name in each language, and which of them is the original.
// `of_pages`: languages that every event's form has.
void add_texts(Values& body, const Drawing& draw, const EventFormPage& form,
               const std::vector<domain::LanguageTag>& of_pages);
void add_meetings(Values& body, const Drawing& draw, const EventFormPage& form, const std::string& action);
// The sections about registration, and the questions with their buttons, which send the form to `action`.
// How often and until when; `once`: also not at all.
void add_repeat_fields(Values& section, const Drawing& draw, const std::vector<std::string>& municipalities, bool once);
// `of_template`: its moments are told from the day of the event.
void add_enrolment(Values& body, const Drawing& draw, bool of_template);
void add_questions(Values& body, const Drawing& draw, const std::string& action);
// The input in which a problem of a question is mended, and its name for people.
[[nodiscard]] std::string question_input_of(const std::string& field, const FormState& state);
[[nodiscard]] std::string question_label_of(const Drawing& draw, const std::string& field);

}  // namespace ui
