#include "domain/access.hpp"
#include "ui/assets.hpp"
#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/print_pages.hpp"

namespace ui {
namespace {

// More would leave no place for the rest.
constexpr std::size_t most_other_names = 5;

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

void add_place(Values& body, const Reader& reader, const domain::Place& place) {
  if (place.is_online()) return body.set("PLACE_NAME", reader.text("event.online"));
  body.set("PLACE_NAME", place.name);
  std::string street = place.street_address;
  if (!place.municipality.empty() && street.find(place.municipality) == std::string::npos) {
    street += (street.empty() ? "" : ", ") + place.municipality;
  }
  body.set_if("STREET", street);
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
  body.set("DATE", reader.date(event.start_time, event.time_zone, context.now));
  body.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
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
