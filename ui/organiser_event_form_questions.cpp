#include <charconv>

#include "domain/question.hpp"
#include "ui/organiser_event_form_parts.hpp"

// The questions of an event's form.
namespace ui {
namespace {

struct QuestionField {
  std::size_t index = 0;
  std::string member;  // "label", "label.fi", "choices[2].label"
};

QuestionField question_field(std::string_view field) {
  QuestionField found;
  constexpr std::string_view prefix = "questions[";
  const char* end = field.data() + field.size();
  const auto [rest, error] = std::from_chars(field.data() + prefix.size(), end, found.index);
  if (error == std::errc{} && end - rest > 2) found.member = std::string(rest + 2, end);
  return found;
}

std::string name_of(std::size_t index, std::string_view member) {
  return "questions[" + std::to_string(index) + "]." + std::string(member);
}

std::string title_of(const Drawing& draw, std::size_t index) {
  return draw.reader.text("organiser.question.number", {{"number", static_cast<std::int64_t>(index + 1)}});
}

void add_texts(Values& question, const Drawing& draw, std::size_t index) {
  for (const std::string& language : values_of(draw.state, "text_language")) {
    Values texts = question.add("QUESTION_TEXTS");
    const TypedLanguage typed = typed_language(draw, language);
    texts.set("LANGUAGE_NAME", typed.name);
    const auto field = [&](const char* member, Control control, const char* hint) {
      Field one{.name = name_of(index, std::string(member) + "." + language),
                .control = control,
                .label = draw.label("question." + std::string(member)),
                .direction = typed.direction,
                .language = language,
                .mark_optional = false};
      if (hint != nullptr) one.hint = draw.reader.text(hint);
      add(texts, draw, std::move(one));
    };
    field("label", Control::text, nullptr);
    field("reason", Control::text, "organiser.hint.question_reason");
    field("choices", Control::textarea, "organiser.hint.question_choices");
  }
}

void add_button(Values& question, const Drawing& draw, const std::string& action, const char* what, std::size_t index,
                std::size_t lands_at) {
  Values button = question.add("BUTTON");
  button.set("BUTTON_ACTION", std::string(what) + "_question:" + std::to_string(index));
  button.set("BUTTON_TARGET", action + "#question-" + std::to_string(lands_at));
  button.set("BUTTON_TEXT", draw.reader.text("organiser.question." + std::string(what)));
  button.set("BUTTON_FOR", title_of(draw, index));
  button.show_if(std::string_view(what) == "remove", "DANGER");
}

void add_question(Values& section, const Drawing& draw, const std::string& action, std::size_t index,
                  std::size_t count) {
  Values question = section.add("QUESTION");
  question.set("NUMBER", static_cast<std::int64_t>(index));
  question.set("TITLE", title_of(draw, index));
  Field type{.name = name_of(index, "type"), .control = Control::select, .label = draw.label("question.type")};
  type.mark_optional = false;
  type.choices = word_choices(draw.reader, "organiser.question_type.", {"text", "choice", "number", "yes_no"});
  Values head = question.add("HEAD");
  add(head, draw, std::move(type));
  Field key{.name = name_of(index, "key"), .label = draw.label("question.key"), .direction = "ltr"};
  add(head, draw, with_hint(std::move(key), draw, "organiser.hint.question_key"));
  Field required{
      .name = name_of(index, "required"), .control = Control::checkbox, .label = draw.label("question.required")};
  add(head, draw, std::move(required));
  add_texts(question, draw, index);
  if (index > 0) add_button(question, draw, action, "up", index, index - 1);
  if (index + 1 < count) add_button(question, draw, action, "down", index, index + 1);
  add_button(question, draw, action, "remove", index, index > 0 ? index - 1 : 0);
}

}  // namespace

void add_questions(Values& body, const Drawing& draw, const std::string& action) {
  Values section = body.include("QUESTIONS", "organiser/questions.html");
  std::size_t count = 0;
  while (draw.state.has(name_of(count, "type"))) ++count;
  for (std::size_t i = 0; i < count; ++i) add_question(section, draw, action, i, count);
  for (const domain::Problem& problem : draw.state.problems) {
    if (problem.field == "questions") section.set_if("QUESTIONS_ERROR", draw.reader.problem(problem));
  }
  if (count >= domain::maximum_questions) return section.show("ENOUGH");
  Values more = section.add("MORE");
  more.set("MORE_TARGET", action + "#question-" + std::to_string(count));
}

std::string question_input_of(const std::string& field, const FormState& state) {
  const QuestionField found = question_field(field);
  const std::string first(state.value("text_language"));
  for (const char* member : {"label", "reason", "choices"}) {
    const std::string base(member);
    if (found.member == base) return name_of(found.index, base + "." + first);
    if (found.member.starts_with(base + "[")) return name_of(found.index, base + "." + first);
  }
  return field;
}

std::string question_label_of(const Drawing& draw, const std::string& field) {
  const QuestionField found = question_field(field);
  const std::string title = title_of(draw, found.index) + ": ";
  const auto dot = found.member.find('.');
  const std::string label = title + draw.label("question." + found.member.substr(0, dot));
  if (dot == std::string::npos) return label;
  return label + " (" + typed_language(draw, found.member.substr(dot + 1)).name + ")";
}

}  // namespace ui
