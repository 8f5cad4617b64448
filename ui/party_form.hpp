#pragma once
#include <optional>
#include <string>

#include "domain/event.hpp"
#include "ui/form.hpp"

// The part of a form that says who comes: the contact and the persons. The public's registration and change forms use
// it, and so may the console.
namespace ui {

inline constexpr std::string_view consent_version = "1";  // of the text "consent.1"

// Inputs: contact.name, contact.phone, contact.email, contact.language; persons[i].name, .interpreter_language,
// .child_age, .accessibility, and .id where `state` has one; the buttons action=add and action=remove:i.
struct PartyForm {
  const domain::Event& event;
  const FormState& state;
  std::size_t persons = 1;
  std::size_t maximum = 10;
};

// Puts {{>PARTY}} of `into`.
void add_party(Values& into, const Reader& reader, const PartyForm& form);
// Names a field of the party for people; empty for unknown ones.
[[nodiscard]] std::string party_label(const Reader& reader, std::string_view field);

}  // namespace ui
