#pragma once
#include <optional>
#include <string>

#include "domain/event.hpp"
#include "ui/page.hpp"

// What several pages say of an event.
namespace ui {

[[nodiscard]] std::string event_name(const domain::Event& event, const Reader& reader);
// "Monikulttuurikeskus Mimosa, Mikkeli"; "Verkossa" for online ones.
[[nodiscard]] std::string place_line(const domain::Event& event, const Reader& reader);
// Where the date is held, if not where `usual` is; else empty.
[[nodiscard]] std::string other_place(const domain::Event& date, const domain::Event& usual, const Reader& reader);
// "before: Mon 7 December 15:00" of one that was moved; else empty.
[[nodiscard]] std::string moved_from(const domain::Event& event, const Reader& reader,
                                     std::optional<domain::Instant> now = {});
// "before: Mon 7.12. 15:00", for tables.
[[nodiscard]] std::string moved_from_briefly(const domain::Event& event, const Reader& reader);
// A section of the marker's name with the text, TEXT_DIR, and a section TEXT_LANG where it is not in the reader's
// language.
void set_text(Values& into, const Reader& reader, const domain::LocalisedText& text, std::string_view marker);
// The name of the language in which the reader gets the text; empty where it is their own.
[[nodiscard]] std::string other_language(const Reader& reader, const domain::LocalisedText& text);
// CANCELLED_NOTICE of a cancelled event, with the REASON and in which other language it is.
void add_cancellation(Values& into, const Reader& reader, const domain::Event& event);
// Whether the reader is shown a machine's translation of the field that nobody has read yet.
[[nodiscard]] bool reads_machine_text(const domain::Event& event, std::string_view field,
                                      const domain::LocalisedText& text, const Reader& reader);
// Puts {{>MACHINE_NOTE}} where the name or the description is such a one: that it is, and what the original says.
void add_machine_note(Values& into, const Reader& reader, const domain::Event& event);
// The same of the questions' words.
void add_machine_note_of_questions(Values& into, const Reader& reader, const domain::Event& event);
// A section THEME for each of the event's themes: CODE, PICTOGRAM, THEME_NAME.
void add_themes(Values& into, const Reader& reader, const domain::Event& event);
// EVENT_ID, section NAME, DATE, TIME, START (machine-readable), PLACE; sections IS_CANCELLED, IS_RESCHEDULED,
// IS_ONLINE, MOVED_FROM, and WHY_CANCELLED where there is a reason.
void set_event(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now);
// Puts {{>FACTS}} (when_where.html): when, where, and the way there.
void add_when_and_where(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now,
                        std::string_view marker = "FACTS");

}  // namespace ui
