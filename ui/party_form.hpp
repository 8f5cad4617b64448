#pragma once
#include <optional>
#include <string>

#include "domain/event.hpp"
#include "ui/form.hpp"

// The part of a form that says who comes: the contact and the persons. The public's registration and change forms use
// it, and so may the console.
namespace ui {

// Inputs: contact.name, contact.phone, contact.email, contact.language; persons[i].name, .interpreter_language,
// .child_age, .accessibility as far as the event asks for them, and .id where `state` has one; the buttons action=add
// and action=remove:i. Where the event asks nothing of persons: "size", how many they are.
struct PartyForm {
  const domain::Event& event;
  const FormState& state;
  std::size_t persons = 1;
  std::size_t maximum = 10;
};

[[nodiscard]] bool asks_of_persons(const domain::Event& event);

// Puts {{>PARTY}} of `into`.
void add_party(Values& into, const Reader& reader, const PartyForm& form);
// Names a field of the party for people; empty for unknown ones.
[[nodiscard]] std::string party_label(const Reader& reader, std::string_view field);

}  // namespace ui
