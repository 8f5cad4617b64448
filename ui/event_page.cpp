#include "ui/event_page.hpp"

#include <algorithm>

#include "ui/assets.hpp"
#include "ui/event_view.hpp"
#include "ui/material_list.hpp"
#include "ui/organiser_contact.hpp"
#include "ui/page.hpp"
#include "ui/room_words.hpp"

namespace ui {
namespace {

std::string share_description(const Reader& reader, const domain::Event& event, domain::Instant now) {
  return reader.date(event.start_time, event.time_zone, now) + reader.text("text.comma") + " " +
         reader.time_range(event.start_time, event.end_time, event.time_zone) + " · " + place_line(event, reader);
}

void add_share_preview(Page& page, const domain::Event& event, const domain::Room* room) {
  const auto& reader = page.reader();
  const auto& context = page.context();
  auto head = page.layout().include("HEAD", "event_head.html");
  head.set("SHARE_TITLE", event_name(event, reader));
  head.set("SHARE_DESCRIPTION", share_description(reader, event, context.now));
  head.set("PAGE_URL", context.base_url + "/" + reader.language().str() + "/events/" + std::to_string(event.id.value));
  head.set("LOCALE", reader.locale());
  for (const auto& language : page.catalogue().languages()) {
    if (language == reader.language()) continue;
    head.add("OTHER_LOCALE").set("LOCALE", Reader(page.catalogue(), page.lists(), language).locale());
  }
  head.set("SHARE_PICTURE", context.base_url + asset_url("share.png"));
  head.set("JSON_LD", event_json_ld(reader, context, event, room));
}

void add_states(Values& body, const Reader& reader, const domain::Event& event, domain::Instant now) {
  add_cancellation(body, reader, event);
  if (event.status == domain::EventStatus::rescheduled && event.previous_start_time) {
    const auto before = reader.date_and_time(*event.previous_start_time, event.time_zone, now);
    body.set_if("RESCHEDULED_NOTICE", reader.text("event.rescheduled_long", {{"when", before}}));
  }
  body.show_if(event.end_time <= now && event.status != domain::EventStatus::cancelled, "PAST_NOTICE");
}

void add_facts(Values& body, const Reader& reader, const domain::Event& event) {
  body.set("KIND", reader.kind_name(event.kind));
  if (!event.in_language.empty()) body.set_if("LANGUAGES", reader.language_names(event.in_language));
  if (!event.interpreted_languages.empty()) {
    body.set_if("INTERPRETED", reader.language_names(event.interpreted_languages));
  }
  for (const auto& organiser : event.organisers) {
    auto shown = body.add("ORGANISER");
    set_organiser(shown, organiser);
  }
  if (event.childcare_capacity.value_or(0) > 0) {
    const std::int64_t left = event.remaining_childcare_capacity().value_or(0);
    body.add("CHILDCARE").set("CHILDCARE_LEFT", reader.text("register.childcare_left", {{"count", left}}));
  }
}

// A season of a weekly group is a long page: the rest is one tap away.
constexpr std::size_t other_dates_at_once = 6;

void add_other_date(Values& into, const Reader& reader, const domain::Event& event, const domain::Event& shown,
                    domain::Instant now) {
  auto date = into.include("OTHER_DATE", "other_date.html");
  set_event(date, reader, event, now);
  date.set_if("OTHER_PLACE", other_place(event, shown, reader));
  date.set("PLACES", event.status == domain::EventStatus::cancelled ? reader.text("event.cancelled")
                                                                    : reader.places_left(event, now));
  date.set("PLACES_STATE", domain::to_word(domain::enrolment_state(event, now)));
}

void add_series(Values& body, const Reader& reader, const domain::Event& event, const SeriesDates& series,
                domain::Instant now) {
  auto shown = body.add("SERIES");
  set_text(shown, reader, series.name, "SERIES_NAME");
  if (series.others.empty()) return shown.show("ALONE");
  auto others = shown.add("OTHERS");
  const auto first = std::min(series.others.size(), other_dates_at_once);
  for (std::size_t i = 0; i < first; ++i) add_other_date(others, reader, series.others[i], event, now);
  if (first == series.others.size()) return;
  auto rest = others.add("REST");
  const auto count = static_cast<std::int64_t>(series.others.size() - first);
  rest.set("REST_LABEL", reader.text("register.more_dates", {{"count", count}}));
  for (std::size_t i = first; i < series.others.size(); ++i) add_other_date(rest, reader, series.others[i], event, now);
}

void add_enrolment(Values& body, const Reader& reader, const domain::Event& event, domain::Instant now) {
  const auto state = domain::enrolment_state(event, now);
  body.set("PLACES", reader.places_left(event, now));
  body.set("PLACES_STATE", domain::to_word(state));
  const auto moment = [&](domain::Instant instant) { return reader.date_and_time(instant, event.time_zone, now); };
  if (event.enrolment_end_time && *event.enrolment_end_time > now) {
    body.set_if("DEADLINE", moment(*event.enrolment_end_time));
  }
  switch (state) {
    case domain::Enrolment::open:
      return body.show("MAY_REGISTER");
    case domain::Enrolment::waiting_list:
      return body.show("MAY_WAIT");
    case domain::Enrolment::external:
      return body.set_if("ELSEWHERE", event.external_registration_url);
    case domain::Enrolment::invited:
      return body.show("INVITED");
    case domain::Enrolment::not_yet:
      if (event.enrolment_start_time) body.set_if("OPENS", moment(*event.enrolment_start_time));
      return;
    default:
      return;
  }
}

}  // namespace

std::string render_event(const Pages& pages, const PageContext& context, const domain::Event& event,
                         const SeriesDates* series, const domain::Room* room,
                         const std::vector<domain::Material>& materials) {
  Page page(pages, context, "event.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  page.title(event_name(event, reader) + ", " + reader.date(event.start_time, event.time_zone, context.now));
  set_event(body, reader, event, context.now);
  set_text(body, reader, event.short_description, "DESCRIPTION");
  body.set_if("DESCRIPTION_IN", other_language(reader, event.short_description));
  add_machine_note(body, reader, event);
  add_themes(body, reader, event);
  add_when_and_where(body, reader, event, context.now);
  add_states(body, reader, event, context.now);
  add_facts(body, reader, event);
  add_enrolment(body, reader, event, context.now);
  if (series != nullptr) add_series(body, reader, event, *series, context.now);
  if (room != nullptr) add_room_facts(body, reader, *room);
  add_materials(body, reader, materials, "/events/" + std::to_string(event.id.value) + "/materials/");
  add_share_preview(page, event, room);
  return page.html();
}

}  // namespace ui
