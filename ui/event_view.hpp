#pragma once
#include <string>

#include "domain/event.hpp"
#include "ui/page.hpp"

// What several pages say of an event.
namespace ui {

[[nodiscard]] std::string event_name(const domain::Event& event, const Reader& reader);
// "Monikulttuurikeskus Mimosa, Mikkeli"; "Verkossa" for online ones.
[[nodiscard]] std::string place_line(const domain::Event& event, const Reader& reader);
// A section of the marker's name with the text, TEXT_DIR, and a section TEXT_LANG where it is not in the reader's
// language.
void set_text(Values& into, const Reader& reader, const domain::LocalisedText& text, std::string_view marker);
// A section THEME for each of the event's themes: CODE, PICTOGRAM, THEME_NAME.
void add_themes(Values& into, const Reader& reader, const domain::Event& event);
// EVENT_ID, section NAME, DATE, TIME, START (machine-readable), PLACE; sections IS_CANCELLED, IS_RESCHEDULED,
// IS_ONLINE.
void set_event(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now);
// Puts {{>FACTS}} (when_where.html): when, where, and the way there.
void add_when_and_where(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now,
                        std::string_view marker = "FACTS");

}  // namespace ui
