#include <algorithm>

#include "domain/access.hpp"
#include "domain/address.hpp"
#include "domain/event_texts.hpp"
#include "ui/assets.hpp"
#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/print_pages.hpp"

namespace ui {
namespace {

// More would leave no place for the rest.
constexpr std::size_t most_other_names = 5;
constexpr std::size_t most_further_dates = 12;

// Whoever does not read the sheet's language finds the name in theirs.
void add_other_names(Values& body, const Reader& reader, const domain::LocalisedText& names) {
  const auto shown = domain::best_text(names, reader.language());
  std::optional<Values> list;
  std::size_t count = 0;
  for (const auto& [language, text] : names) {
    if (language == shown.language || text == shown.text || ++count > most_other_names) continue;
    if (!list) list = body.add("OTHER_NAMES");
    Values name = list->add("OTHER_NAME");
    name.set("TAG", language.str());
    name.set("TEXT_DIR", domain::is_right_to_left(language) ? "rtl" : "ltr");
    name.set("WORDS", text);
  }
}

// What is on the sheet in each language, and read by nobody yet.
void add_machine_warning(Values& body, const Reader& reader, const domain::Event& event) {
  std::vector<std::string> languages;
  const auto look = [&](const char* field, const domain::LanguageTag& language) {
    if (!domain::is_machine_made(event, field, language)) return;
    std::string name = reader.language_name(language);
    if (std::ranges::find(languages, name) == languages.end()) languages.push_back(std::move(name));
  };
  const auto shown = domain::best_text(event.name, reader.language());
  look("name", shown.language);
  look("short_description", domain::best_text(event.short_description, reader.language()).language);
  std::size_t count = 0;
  for (const auto& [language, text] : event.name) {
    if (language == shown.language || text == shown.text) continue;
    if (++count <= most_other_names) look("name", language);
  }
  if (!languages.empty()) {
    body.set_if("MACHINE", reader.text("print.machine", {{"languages", reader.joined(languages)}}));
  }
}

void add_place(Values& body, const Reader& reader, const domain::Place& place) {
  if (place.is_online()) return body.set("PLACE_NAME", reader.text("event.online"));
  if (domain::is_unknown(place)) {
    body.set("PLACE_NAME", reader.text("event.place_unknown"));
    return body.set_if("STREET", place.municipality);
  }
  const domain::Place told = domain::told_once(place);
  body.set("PLACE_NAME", told.name);
  const char* comma = told.street_address.empty() || told.municipality.empty() ? "" : ", ";
  body.set_if("STREET", told.street_address + comma + told.municipality);
}

// Whose words stay on one line.
std::string unbroken(const std::string& text) {
  std::string whole;
  for (const char c : text) c == ' ' ? whole.append("\u00A0") : whole.append(1, c);
  // Neither does it break behind the dash of a time.
  const std::string_view dash = "–", joiner = "\u2060";
  for (std::size_t at = whole.find(dash); at != whole.npos; at = whole.find(dash, at + dash.size())) {
    if (whole.compare(at + dash.size(), joiner.size(), joiner) != 0) whole.insert(at + dash.size(), joiner);
  }
  return whole;
}

// "Tue 8 Dec, Tue 15 Dec 16:00–18:00 (Library)": time and place where they are others.
void add_further_dates(Values& body, const Reader& reader, const Poster& poster) {
  const auto hours = [&](const domain::Event& event) {
    return reader.time_range(event.start_time, event.end_time, event.time_zone);
  };
  std::vector<std::string> days;
  for (const domain::Event& date : poster.further) {
    if (days.size() == most_further_dates) break;
    const std::string day = reader.short_date(date.start_time, date.time_zone);
    const std::string place = other_place(date, poster.event, reader);
    days.push_back(isolated(unbroken(hours(date) == hours(poster.event) ? day : day + " " + hours(date)) +
                            (place.empty() ? "" : " (" + isolated(place) + ")")));
  }
  if (days.empty()) return;
  const bool all = days.size() == poster.further.size();
  body.set_if("FURTHER",
              reader.text(all ? "print.further" : "print.further_and_more", {{"days", reader.joined(days)}}));
}

}  // namespace

std::string render_poster(const Pages& pages, const PageContext& context, const Poster& poster) {
  const domain::Event& event = poster.event;
  Page page(pages, context, "print_poster.html", "print_layout.html");
  const Reader& reader = page.reader();
  Values& body = page.body();
  page.title(event_name(event, reader));
  page.layout().set("PRINT_STYLES", asset_url("print.css"));
  page.layout().set_if("BACK", poster.back);
  std::vector<std::string> organisers;
  for (const auto& organiser : event.organisers) organisers.push_back(organiser.name);
  body.set("ORGANISERS", reader.joined(organisers));
  body.show_if(!domain::is_open_to_anyone(event), "NOT_PUBLIC");
  body.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
  body.set_if("MOVED_FROM", moved_from(event, reader));
  body.set("EVENT_ID", event.id.value);
  set_text(body, reader, event.name, "NAME");
  add_other_names(body, reader, event.name);
  add_machine_warning(body, reader, event);
  body.set("DATE", reader.date(event.start_time, event.time_zone, context.now));
  body.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  add_further_dates(body, reader, poster);
  add_place(body, reader, event.location);
  set_text(body, reader, event.short_description, "DESCRIPTION");
  body.set_if("LANGUAGES", reader.language_names(event.in_language));
  body.set_if("INTERPRETED", reader.language_names(event.interpreted_languages));
  body.show_if(event.childcare_capacity.has_value(), "CHILDCARE");
  if (event.enrolment_end_time && *event.enrolment_end_time != event.start_time) {
    body.set_if("DEADLINE", reader.date_and_time(*event.enrolment_end_time, event.time_zone, context.now));
  }
  body.set("EVENT_ADDRESS", poster.event_address);
  return page.html();
}

}  // namespace ui
