#pragma once
#include <string>

#include "domain/event.hpp"
#include "ui/page.hpp"

// Whom one asks about an event. Not for other folders.
namespace ui {

// As people here dial it: "040 555 0123"; foreign numbers as they are.
[[nodiscard]] std::string phone_words(const domain::PhoneNumber& phone);
// "040 555 0123, info@example.org"; empty where neither is known.
[[nodiscard]] std::string contact_line(const domain::Organiser& organiser, const std::string& separator);
// ORGANISER_NAME, and sections PHONE (with PHONE_NUMBER beside it) and EMAIL.
void set_organiser(Values& into, const domain::Organiser& organiser);
// Puts {{>ASK}} (ask_organiser.html) with those organisers that can be reached; nothing where none can.
void add_ask_organiser(Values& into, const domain::Event& event);

}  // namespace ui
