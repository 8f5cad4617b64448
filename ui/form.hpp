#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/error.hpp"
#include "ui/page.hpp"

// Form fields: label, hint, control and error as field.html draws them, wired for screen readers
// (aria-describedby, aria-invalid) and with everything typed kept.
namespace ui {

// What was typed, by the controls' names, in order, and what was wrong with it. Problems' fields are domain paths
// ("persons[0].child_age") and so are controls' names.
struct FormState {
  std::vector<std::pair<std::string, std::string>> values;
  std::vector<domain::Problem> problems;
  // The first value of that name; empty where there is none.
  [[nodiscard]] std::string_view value(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name) const;
  [[nodiscard]] bool has(std::string_view name, std::string_view value) const;
};

struct Choice {
  std::string value;
  std::string label;
  std::string language;  // tag of the label, where it is not the page's
};

enum class Control {
  text,
  email,
  telephone,
  number,
  date,
  time,
  datetime_local,
  search,
  password,
  textarea,
  select,
  checkbox,
  radios,
  checkboxes
};

struct Field {
  std::string name{};  // of the control, and the problems' path
  Control control = Control::text;
  std::string label{};
  std::string hint{};
  bool required = false;
  std::string autocomplete{};
  std::string direction{};  // "ltr" for numbers and addresses; empty: the page's
  std::string min{};
  std::string max{};
  std::string maxlength{};
  std::vector<Choice> choices{};  // select, radios, checkboxes
  std::string language{};         // tag of what is typed, where it is not the page's
  bool narrow = false;
  bool mark_optional = true;          // says so beside the label where it is not required
  std::string checked_value = "yes";  // what a ticked checkbox sends
  std::string label_language{};       // tag of the label, where it is not the page's
  std::string hint_language{};
  std::string hint_lead{};   // said before a hint in another language, in the page's
  std::string input_mode{};  // "numeric": the keys that a phone shows for a text
};

// Puts the field into {{>FIELD}} (or another marker) of `into`.
void add_field(Values& into, const Reader& reader, const FormState& state, const Field& field,
               std::string_view marker = "FIELD");
// Puts {{>ERRORS}}: the summary with a link to each field at fault. Nothing without problems. `label_of` names a field
// for people; fields it returns nothing for are told without a link.
void add_error_summary(Values& into, const Reader& reader, const FormState& state,
                       const std::function<std::string(std::string_view field)>& label_of,
                       std::string_view marker = "ERRORS");
// The control's id: "persons[0].name" → "persons-0-name".
[[nodiscard]] std::string field_id(std::string_view name);

}  // namespace ui
