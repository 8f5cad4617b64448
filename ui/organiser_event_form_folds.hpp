#pragma once
#include <initializer_list>
#include <string>
#include <string_view>

#include "ui/organiser_event_form.hpp"
#include "ui/organiser_event_form_parts.hpp"

// What most events do not need is folded, its summary telling what is in it. Of the files organiser_event_form*.cpp
// alone.
namespace ui {

struct Fold {
  std::string marker;  // of the template, where it begins
  std::string id;      // of its heading; empty: a part of a section
  std::string title;
  std::string said;  // what is in it, in words
  bool open = false;
};
void add_fold(Values& into, const Fold& fold);

// Whether something is wrong with one of the inputs whose names begin like this.
[[nodiscard]] bool is_wrong(const Drawing& draw, std::initializer_list<std::string_view> beginnings);

// Those of the whole form; each opens where something is in it that is not usual, or wrong.
void add_folds(Values& body, const Drawing& draw, const EventFormPage& form);

}  // namespace ui
