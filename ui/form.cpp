#include "ui/form.hpp"

#include <algorithm>
#include <cctype>

namespace ui {
namespace {

std::string_view input_type(Control control) {
  switch (control) {
    case Control::email:
      return "email";
    case Control::telephone:
      return "tel";
    case Control::number:
      return "number";
    case Control::date:
      return "date";
    case Control::time:
      return "time";
    case Control::datetime_local:
      return "datetime-local";
    case Control::search:
      return "search";
    case Control::password:
      return "password";
    default:
      return "text";
  }
}

std::string_view section_of(Control control) {
  switch (control) {
    case Control::textarea:
      return "TEXTAREA";
    case Control::select:
      return "SELECT";
    case Control::checkbox:
      return "CHECKBOX";
    case Control::radios:
      return "GROUP";
    case Control::checkboxes:
      return "GROUP";
    default:
      return "INPUT";
  }
}

void add_choices(Values& into, const FormState& state, const Field& field) {
  int index = 0;
  for (const auto& choice : field.choices) {
    auto option = into.add("CHOICE");
    option.set("VALUE", choice.value);
    option.set("CHOICE_LABEL", choice.label);
    option.set("CHOICE_ID", field_id(field.name) + "-" + std::to_string(++index));
    option.set("CHOICE_TYPE", field.control == Control::radios ? "radio" : "checkbox");
    option.set_if("CHOICE_LANG", choice.language);
    option.show_if(state.has(field.name, choice.value), "CHOSEN");
  }
}

}  // namespace

std::string_view FormState::value(std::string_view name) const {
  for (const auto& [key, value] : values) {
    if (key == name) return value;
  }
  return {};
}

bool FormState::has(std::string_view name) const {
  return std::ranges::any_of(values, [name](const auto& entry) { return entry.first == name; });
}

bool FormState::has(std::string_view name, std::string_view value) const {
  return std::ranges::any_of(values, [&](const auto& entry) { return entry.first == name && entry.second == value; });
}

std::string field_id(std::string_view name) {
  std::string id;
  for (const char c : name) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') {
      id += c;
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

void add_field(Values& into, const Reader& reader, const FormState& state, const Field& field,
               std::string_view marker) {
  auto drawn = into.include(marker, "field.html");
  auto values = drawn.add(section_of(field.control));
  const auto id = field_id(field.name);
  const auto problem = std::ranges::find(state.problems, field.name, &domain::Problem::field);
  const bool wrong = problem != state.problems.end();
  values.set("ID", id);
  values.set("NAME", field.name);
  values.set("LABEL", field.label);
  values.set_if("LABEL_LANG", field.label_language);
  values.set("TYPE", input_type(field.control));
  values.set("VALUE", field.control == Control::password ? std::string_view{} : state.value(field.name));
  values.set("CHECKED_VALUE", field.checked_value);
  values.show_if(field.control == Control::checkbox && state.has(field.name, field.checked_value), "CHECKED");
  values.set_if("HINT", field.hint);
  values.set_if("HINT_LEAD", field.hint_lead);
  values.set_if("HINT_LANG", field.hint_language);
  values.set_if("AUTOCOMPLETE", field.autocomplete);
  values.set_if("CONTROL_DIR", field.direction);
  values.set_if("CONTROL_LANG", field.language);
  values.set_if("MIN", field.min);
  values.set_if("MAX", field.max);
  values.set_if("MAXLENGTH", field.maxlength);
  values.set_if("INPUT_MODE", field.input_mode);
  values.show_if(field.required, "REQUIRED");
  values.show_if(!field.required && field.mark_optional && field.control != Control::checkbox, "OPTIONAL");
  values.show_if(field.narrow, "NARROW");
  if (wrong) values.set_if("ERROR", reader.problem(*problem));
  values.show_if(wrong, "INVALID");
  values.set_if("DESCRIBED_BY", (field.hint.empty() ? "" : id + "-hint ") + (wrong ? id + "-error" : ""));
  add_choices(values, state, field);
}

void add_error_summary(Values& into, const Reader& reader, const FormState& state,
                       const std::function<std::string(std::string_view field)>& label_of, std::string_view marker) {
  if (state.problems.empty()) return;
  auto summary = into.include(marker, "error_summary.html");
  for (const auto& problem : state.problems) {
    const auto label = problem.field.empty() ? std::string() : label_of(problem.field);
    auto item = summary.add("PROBLEM");
    item.set("WORDS", reader.problem(problem));
    if (label.empty()) continue;
    auto link = item.add("LINK");
    link.set("HREF", "#" + field_id(problem.field));
    link.set("LABEL", label);
  }
}

}  // namespace ui
