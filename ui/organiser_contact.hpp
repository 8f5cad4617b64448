#pragma once
#include <string>

#include "domain/event.hpp"
#include "ui/page.hpp"

// Whom one asks about an event. Not for other folders.
namespace ui {

// "+358 40 555 0123, info@example.org"; empty where neither is known.
[[nodiscard]] std::string contact_line(const domain::Organiser& organiser, const std::string& separator);
// ORGANISER_NAME, and sections PHONE (with PHONE_NUMBER beside it) and EMAIL.
void set_organiser(Values& into, const domain::Organiser& organiser);
// Puts {{>ASK}} (ask_organiser.html) with those organisers that can be reached; nothing where none can.
void add_ask_organiser(Values& into, const domain::Event& event);

}  // namespace ui
