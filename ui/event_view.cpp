#include "ui/event_view.hpp"

#include "domain/address.hpp"
#include "domain/event_texts.hpp"
#include "domain/localised_text.hpp"
#include "ui/event_words.hpp"
#include "ui/links.hpp"

namespace ui {

std::string event_name(const domain::Event& event, const Reader& reader) {
  return std::string(domain::best_text(event.name, reader.language()).text);
}

std::string place_line(const domain::Event& event, const Reader& reader) {
  const auto& place = event.location;
  if (place.is_online()) return reader.text("event.online");
  if (domain::is_unknown(place)) {
    return place.municipality.empty() ? reader.text("event.place_unknown")
                                      : reader.text("event.place_unknown_in", {{"municipality", place.municipality}});
  }
  if (place.municipality.empty() || domain::says(place.name, place.municipality)) return place.name;
  return place.name + ", " + place.municipality;
}

std::string other_place(const domain::Event& date, const domain::Event& usual, const Reader& reader) {
  const auto same = [&](const auto& words) { return words(date.location) == words(usual.location); };
  const bool online = date.location.is_online();
  if (same(domain::address_parts) && online == usual.location.is_online()) return {};
  if (online || domain::is_unknown(date.location)) return place_line(date, reader);
  const std::string line =
      date.location.municipality == usual.location.municipality ? date.location.name : place_line(date, reader);
  if (date.location.name != usual.location.name) return line;
  return address_line(date.location);
}

std::string moved_from(const domain::Event& event, const Reader& reader, std::optional<domain::Instant> now) {
  if (event.status != domain::EventStatus::rescheduled || !event.previous_start_time) return {};
  return reader.text("event.moved_from",
                     {{"when", reader.date_and_time(*event.previous_start_time, event.time_zone, now)}});
}

std::string moved_from_briefly(const domain::Event& event, const Reader& reader) {
  if (event.status != domain::EventStatus::rescheduled || !event.previous_start_time) return {};
  const domain::Instant before = *event.previous_start_time;
  return reader.text("event.moved_from", {{"when", reader.short_date(before, event.time_zone) + " " +
                                                       reader.time(before, event.time_zone)}});
}

void set_text(Values& into, const Reader& reader, const domain::LocalisedText& text, std::string_view marker) {
  const auto best = domain::best_text(text, reader.language());
  if (best.text.empty()) return;
  auto shown = into.add(marker);
  shown.set(marker, best.text);
  shown.set("TEXT_DIR", domain::is_right_to_left(best.language) ? "rtl" : "ltr");
  if (best.language != reader.language()) shown.set_if("TEXT_LANG", best.language.str());
}

std::string other_language(const Reader& reader, const domain::LocalisedText& text) {
  const auto best = domain::best_text(text, reader.language());
  return best.text.empty() || best.language == reader.language() ? std::string() : reader.language_name(best.language);
}

void add_cancellation(Values& into, const Reader& reader, const domain::Event& event) {
  if (event.status != domain::EventStatus::cancelled) return;
  auto notice = into.add("CANCELLED_NOTICE");
  set_text(notice, reader, event.cancellation_reason, "REASON");
  notice.set_if("IN_LANGUAGE", other_language(reader, event.cancellation_reason));
}

bool reads_machine_text(const domain::Event& event, std::string_view field, const domain::LocalisedText& text,
                        const Reader& reader) {
  return !event.machine_made.empty() &&
         domain::is_machine_made(event, field, domain::best_text(text, reader.language()).language);
}

namespace {

// Of what the original says, line by line; nothing where there is nothing.
void add_note(Values& into, const Reader& reader, const domain::LanguageTag& original, std::string_view name,
              std::string_view words) {
  auto note = into.include("MACHINE_NOTE", "machine_note.html");
  note.set("ORIGINAL_LABEL", reader.text("event.original_text", {{"language", reader.language_name(original)}}));
  note.set("ORIGINAL_LANG", original.str());
  note.set("ORIGINAL_DIR", domain::is_right_to_left(original) ? "rtl" : "ltr");
  note.set_if("ORIGINAL_NAME", name);
  note.set_if("ORIGINAL_DESCRIPTION", words);
}

}  // namespace

void add_machine_note(Values& into, const Reader& reader, const domain::Event& event) {
  if (!reads_machine_text(event, "name", event.name, reader) &&
      !reads_machine_text(event, "short_description", event.short_description, reader)) {
    return;
  }
  const domain::LanguageTag original = domain::original_language(event);
  add_note(into, reader, original, text_in(event.name, original), text_in(event.short_description, original));
}

void add_machine_note_of_questions(Values& into, const Reader& reader, const domain::Event& event) {
  const domain::LanguageTag original = domain::original_language(event);
  std::string words;
  for (const domain::FieldTexts& one : domain::event_texts(event)) {
    if (!one.field.starts_with("question:") || !reads_machine_text(event, one.field, *one.texts, reader)) continue;
    words += (words.empty() ? "" : "\n") + std::string(text_in(*one.texts, original));
  }
  if (!words.empty()) add_note(into, reader, original, {}, words);
}

void add_themes(Values& into, const Reader& reader, const domain::Event& event) {
  for (const auto& code : event.keywords) {
    const auto* theme = reader.lists().theme(code);
    auto values = into.add("THEME");
    values.set("CODE", code);
    values.set("PICTOGRAM", theme == nullptr ? "tag" : theme->pictogram);
    values.set("THEME_NAME", reader.theme_name(code));
  }
}

void set_event(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now) {
  into.set("EVENT_ID", event.id.value);
  set_text(into, reader, event.name, "NAME");
  into.set("DATE", reader.date(event.start_time, event.time_zone, now));
  into.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  into.set("START", domain::format_rfc3339(event.start_time));
  into.set("PLACE", place_line(event, reader));
  into.show_if(event.status == domain::EventStatus::cancelled, "IS_CANCELLED");
  into.show_if(event.status == domain::EventStatus::rescheduled, "IS_RESCHEDULED");
  into.set_if("MOVED_FROM", moved_from(event, reader, now));
  if (event.status == domain::EventStatus::cancelled)
    set_text(into, reader, event.cancellation_reason, "WHY_CANCELLED");
  into.show_if(event.location.is_online(), "IS_ONLINE");
}

void add_when_and_where(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now,
                        std::string_view marker) {
  auto facts = into.include(marker, "when_where.html");
  set_event(facts, reader, event, now);
  if (event.location.is_online()) return;
  auto where = facts.add("ON_SITE");
  const domain::Place place = domain::told_once(event.location);
  if (domain::is_unknown(event.location)) {
    where.set("PLACE_NAME", reader.text("event.place_unknown"));
    return where.set_if("TOWN", place.municipality);
  }
  where.set("PLACE_NAME", place.name);
  where.set_if("STREET", place.street_address);
  where.set_if("TOWN", place.municipality);
  const std::string& town = event.location.municipality;
  const std::string& spot = place.street_address.empty() ? place.name : place.street_address;
  const bool town_said = town.empty() || domain::says(spot, town);
  where.set_if(
      "MAP", "https://www.openstreetmap.org/search" + query_string({{"query", spot + (town_said ? "" : ", " + town)}}));
}

}  // namespace ui
