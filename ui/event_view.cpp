#include "ui/event_view.hpp"

#include "ui/links.hpp"

namespace ui {

std::string event_name(const domain::Event& event, const Reader& reader) {
  return std::string(domain::best_text(event.name, reader.language()).text);
}

std::string place_line(const domain::Event& event, const Reader& reader) {
  const auto& place = event.location;
  if (place.is_online()) return reader.text("event.online");
  if (place.municipality.empty() || place.name.find(place.municipality) != std::string::npos) return place.name;
  return place.name + ", " + place.municipality;
}

void set_text(Values& into, const Reader& reader, const domain::LocalisedText& text, std::string_view marker) {
  const auto best = domain::best_text(text, reader.language());
  if (best.text.empty()) return;
  auto shown = into.add(marker);
  shown.set(marker, best.text);
  shown.set("TEXT_DIR", domain::is_right_to_left(best.language) ? "rtl" : "ltr");
  if (best.language != reader.language()) shown.set_if("TEXT_LANG", best.language.str());
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
  into.show_if(event.location.is_online(), "IS_ONLINE");
}

void add_when_and_where(Values& into, const Reader& reader, const domain::Event& event, domain::Instant now,
                        std::string_view marker) {
  auto facts = into.include(marker, "when_where.html");
  set_event(facts, reader, event, now);
  if (event.location.is_online()) return;
  auto where = facts.add("ON_SITE");
  where.set("PLACE_NAME", event.location.name);
  where.set_if("STREET", event.location.street_address);
  const bool town_in_street = event.location.street_address.find(event.location.municipality) != std::string::npos;
  if (!town_in_street) where.set_if("TOWN", event.location.municipality);
  const auto& spot = event.location.street_address.empty() ? event.location.name : event.location.street_address;
  where.set("MAP", "https://www.openstreetmap.org/search" +
                       query_string({{"query", spot + (town_in_street ? "" : ", " + event.location.municipality)}}));
}

}  // namespace ui
