#include "ui/organiser_series.hpp"

#include <algorithm>

#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/material_list.hpp"
#include "ui/organiser_drafts.hpp"
#include "ui/rhythm_words.hpp"

namespace ui {
namespace {

constexpr std::string_view rows_file = "organiser/series_rows.html";

// "Arabic 3, Finnish 2": the most first.
std::string language_counts(const std::map<domain::LanguageTag, int>& languages, const Reader& reader) {
  std::vector<std::pair<domain::LanguageTag, int>> counted(languages.begin(), languages.end());
  std::ranges::stable_sort(counted, std::greater{}, [](const auto& one) { return one.second; });
  std::vector<std::string> words;
  for (const auto& [language, persons] : counted) {
    words.push_back(reader.language_name(language) + " " + reader.number(persons));
  }
  return reader.joined(words);
}

// Of each date: itself, and from it on.
void add_deeds(Values& row, const Reader& reader, const SeriesDate& date) {
  Values cell = row.add("WITH_DEEDS");
  if (!date.may_edit || date.over || date.event.status == domain::EventStatus::cancelled) return;
  Values deeds = cell.add("DEEDS");
  deeds.set("ID", date.event.id.value);
  deeds.set("WHEN", reader.short_date(date.event.start_time, date.event.time_zone));
}

void add_date(Values& table, const Reader& reader, const SeriesDate& date, bool with_deeds) {
  const domain::Event& event = date.event;
  Values row = table.add("DATE");
  row.set("ID", event.id.value);
  row.set("ISO", domain::format_rfc3339(event.start_time));
  row.set("WHEN", reader.short_date(event.start_time, event.time_zone));
  row.set("YEAR", reader.by_skeleton(event.start_time, event.time_zone, "y"));
  row.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  row.set_if("MOVED_FROM", moved_from_briefly(event, reader));
  row.set_if("PLACE", place_in_console(event, reader));
  const std::string registered = reader.number(event.confirmed_persons);
  row.set("REGISTERED", event.maximum_attendee_capacity
                            ? registered + " / " + reader.number(*event.maximum_attendee_capacity)
                            : registered);
  if (event.waitlisted_persons > 0) {
    row.set_if("WAITING", reader.text("organiser.list.waiting", {{"count", std::int64_t{event.waitlisted_persons}}}));
  }
  row.set_if("SPOKEN", language_counts(date.languages, reader));
  add_needs(row, reader, date.needs);
  row.show_if(date.needs.empty(), "NO_NEED");
  const bool cancelled = event.status == domain::EventStatus::cancelled;
  row.show_if(cancelled, "CANCELLED");
  if (!cancelled && event.publication_status == domain::PublicationStatus::open_to_all) {
    Values badge = row.add("BADGE");
    badge.set("BADGE_KIND", "published");
    badge.set("BADGE_TEXT", reader.text("organiser.badge.published"));
  }
  add_badges(row, reader, event);
  if (!date.by_hand.empty()) {
    row.set_if("BY_HAND", reader.text("organiser.series.by_hand", {{"fields", field_names(date.by_hand, reader)}}));
  }
  if (with_deeds) add_deeds(row, reader, date);
}

// "12 dates, 3 over, 1 cancelled", and from when to when.
void add_summary(Values& body, const Reader& reader, const SeriesPage& series) {
  const auto count = [&](auto of) { return static_cast<std::int64_t>(std::ranges::count_if(series.dates, of)); };
  const auto cancelled = count([](const SeriesDate& d) { return d.event.status == domain::EventStatus::cancelled; });
  const auto over =
      count([](const SeriesDate& d) { return d.over && d.event.status != domain::EventStatus::cancelled; });
  const auto all = static_cast<std::int64_t>(series.dates.size());
  std::vector<std::string> parts{reader.text("organiser.series.to_come", {{"count", all - cancelled - over}})};
  if (over > 0) parts.push_back(reader.text("organiser.series.over", {{"count", over}}));
  if (cancelled > 0) parts.push_back(reader.text("organiser.series.cancelled", {{"count", cancelled}}));
  body.set("COUNT", reader.text("organiser.series.count", {{"count", all}}) + ": " + reader.joined(parts));
  body.set("RULE", rhythm_words(series.rhythm, series.usual, reader));
  const domain::Event& first = series.dates.front().event;
  const domain::Event& last = series.dates.back().event;
  body.set("SPAN", reader.text("organiser.series.span", {{"first", reader.date(first.start_time, first.time_zone)},
                                                         {"last", reader.date(last.start_time, last.time_zone)}}));
  body.set_if("USUAL_PLACE", series.usual.location.is_online() ? reader.text("organiser.event.online")
                                                               : address_line(series.usual.location));
}

void add_tools(Values& body, const Reader& reader, const SeriesPage& series) {
  const auto link = [&](const char* section, const std::optional<domain::EventId>& id) {
    if (!id) return;
    Values tool = body.add(section);
    tool.set("ID", id->value);
    tool.set("SERIES", series.id.value);
  };
  link("EDIT_ALL", series.model);
  link("CANCEL_ALL", series.next);
  link("POSTER", series.poster);
  const auto editable = std::ranges::find(series.dates, true, &SeriesDate::may_edit);
  if (editable != series.dates.end()) link("EDIT", editable->event.id);
  if (series.may_book) body.add("BOOK").set("SERIES", series.id.value);
  body.set_if("PUBLIC_ADDRESS", series.public_address);
  if (std::ranges::any_of(series.dates, [](const SeriesDate& date) {
        return date.may_edit && date.event.publication_status == domain::PublicationStatus::draft;
      })) {
    body.add("DELETE_DRAFTS").set("SERIES", series.id.value);
  }
  if (series.drafts == 0) return;
  Values publish = body.add("PUBLISH");
  publish.set("SERIES", series.id.value);
  const auto offer = [&](domain::PublishAs status) {
    const std::string word(domain::to_word(status));
    Values as = publish.add("AS");
    as.set("WORD", word);
    as.set("BUTTON", reader.text("organiser.series.publish." + word, {{"count", std::int64_t{series.drafts}}}));
  };
  if (!series.original_unknown) return offer(series.publish_as);
  publish.set_if("ORIGINAL", original_words(reader, {}));
  using enum domain::PublicationStatus;
  for (const auto status : {open_to_all, unlisted, staff}) offer(status);
}

// Those for every date; who may edit one adds more by it.
void add_materials(Values& body, const Reader& reader, const SeriesPage& series) {
  const SeriesDate& last = series.dates.back();
  const domain::EventId by = series.next.value_or(last.event.id);
  Values section = body.add("MATERIALS_OF_ALL");
  section.show_if(series.materials.empty(), "NO_MATERIAL");
  for (const domain::Material& material : series.materials) {
    Values row = section.add("MATERIAL");
    set_material(row, reader, material, "/events/" + std::to_string(by.value) + "/materials/");
    row.show_if(material.for_registered, "FOR_REGISTERED");
  }
  if (series.next || last.may_edit) section.add("MORE_MATERIALS").set("ID", by.value);
}

void add_dates(Values& body, const Reader& reader, const SeriesPage& series) {
  std::vector<const SeriesDate*> to_come, over;
  for (const SeriesDate& date : series.dates) (date.over ? over : to_come).push_back(&date);
  body.show_if(to_come.empty(), "NONE_TO_COME");
  if (!to_come.empty()) {
    Values table = body.include("TO_COME", rows_file);
    table.set("CAPTION", reader.text("organiser.series.coming"));
    table.show_if(series.next.has_value(), "WITH_DEEDS");
    for (const SeriesDate* date : to_come) add_date(table, reader, *date, series.next.has_value());
  }
  if (over.empty()) return;
  Values rest = body.add("OVER");
  const std::string title = reader.text("organiser.series.show_over", {{"count", std::int64_t(over.size())}});
  rest.set("OVER_COUNT", title);
  rest.show_if(to_come.empty(), "OPEN");
  Values table = rest.include("OVER_ROWS", rows_file);
  table.set("CAPTION", title);
  for (auto date = over.rbegin(); date != over.rend(); ++date) add_date(table, reader, **date, false);
}

}  // namespace

std::string field_names(const std::vector<std::string>& fields, const Reader& reader) {
  std::vector<std::string> names;
  for (const std::string& field : fields) names.push_back(reader.text("organiser.field." + field));
  return reader.joined(names);
}

std::string series_page(const Pages& pages, const Console& console, const SeriesPage& series) {
  const Reader reader = pages.reader(console.context.language);
  const domain::Event& first = series.dates.front().event;
  Page page = console_page(pages, console, "organiser/series.html", event_name(first, reader));
  show_problems(page, series.problems);
  Values& body = page.body();
  set_text(body, reader, series.usual.name, "NAME");
  add_summary(body, reader, series);
  add_tools(body, reader, series);
  const auto seen = [&](const SeriesDate& date) {
    return domain::may(console.principal, domain::Permission::see_history, &date.event);
  };
  if (std::ranges::any_of(series.dates, seen)) body.add("HISTORY").set("SERIES", series.id.value);
  add_dates(body, reader, series);
  add_materials(body, reader, series);
  return page.html();
}

}  // namespace ui
