#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include "domain/address.hpp"
#include "ui/assets.hpp"
#include "ui/event_view.hpp"
#include "ui/page.hpp"
#include "ui/print_pages.hpp"

namespace ui {
namespace {

using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month;

std::string month_word(year_month month) {
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  return text;
}

std::string month_name(const Reader& reader, year_month month) {
  return reader.month(sys_days{month / 15} + std::chrono::hours{12}, "UTC");
}

std::string sheet_address(const Reader& reader, const MonthSheet& sheet, year_month month) {
  Query query = sheet.narrowed;
  query.emplace_back("month", month_word(month));
  return "/" + reader.language().str() + "/print" + query_string(query);
}

// "Housing, Mikkeli": what the sheet was narrowed to, for who sees nothing else.
std::string narrowed_words(const Reader& reader, const MonthSheet& sheet) {
  std::vector<std::string> words;
  if (!sheet.organisation.empty()) words.push_back(sheet.organisation);
  for (const auto& [name, value] : sheet.narrowed) {
    if (name == "organisation") continue;
    if (name == "theme") {
      words.push_back(reader.theme_name(value));
    } else if (name == "kind") {
      words.push_back(reader.kind_name(domain::parse_event_kind(value, "kind")));
    } else if (name == "language") {
      words.push_back(reader.language_name(domain::LanguageTag(value)));
    } else if (name == "open") {
      words.push_back(reader.text("list.open"));
    } else {
      words.push_back(value);
    }
  }
  return reader.joined(words);
}

// What a sheet may be narrowed to on its own page, and the words for it.
using Options = std::map<std::string, std::string>;

void add_choice(Values& form, const Reader& reader, const MonthSheet& sheet, std::string_view name,
                std::string_view label, const Options& options) {
  const auto chosen = std::ranges::find(sheet.narrowed, name, [](const auto& one) { return one.first; });
  Values choice = form.add("CHOICE");
  choice.set("INPUT", name);
  choice.set("LABEL", reader.text(label));
  std::vector<std::pair<std::string, std::string>> sorted(options.begin(), options.end());
  std::ranges::sort(sorted, {}, [](const auto& option) { return option.second; });
  for (const auto& [value, words] : sorted) {
    Values option = choice.add("OPTION");
    option.set("VALUE", value);
    option.set("WORDS", words);
    option.show_if(chosen != sheet.narrowed.end() && chosen->second == value, "CHOSEN");
  }
}

void add_narrowing(Values& body, const Reader& reader, const MonthSheet& sheet) {
  Options organisations, themes, languages, municipalities;
  for (const domain::Event& event : sheet.all) {
    for (const auto& one : event.organisers) organisations.emplace(std::to_string(one.id.value), one.name);
    for (const auto& code : event.keywords) themes.emplace(code, reader.theme_name(code));
    for (const auto& tag : event.in_language) languages.emplace(tag.str(), reader.language_name(tag));
    for (const auto& tag : event.interpreted_languages) languages.emplace(tag.str(), reader.language_name(tag));
    if (!event.location.municipality.empty()) {
      municipalities.emplace(event.location.municipality, event.location.municipality);
    }
  }
  // What it is narrowed to may be missing in this month.
  for (const auto& [name, value] : sheet.narrowed) {
    if (name == "organisation" && !sheet.organisation.empty()) organisations.emplace(value, sheet.organisation);
    if (name == "theme") themes.emplace(value, reader.theme_name(value));
    if (name == "language") languages.emplace(value, reader.language_name(domain::LanguageTag(value)));
    if (name == "municipality") municipalities.emplace(value, value);
  }
  Values form = body.add("NARROW");
  form.set("MONTH_WORD", month_word(sheet.month));
  add_choice(form, reader, sheet, "organisation", "print.narrow.organisation", organisations);
  add_choice(form, reader, sheet, "theme", "print.narrow.theme", themes);
  add_choice(form, reader, sheet, "language", "print.narrow.language", languages);
  add_choice(form, reader, sheet, "municipality", "print.narrow.municipality", municipalities);
  for (const auto& [name, value] : sheet.narrowed) {
    if (name == "organisation" || name == "theme" || name == "language" || name == "municipality") continue;
    Values kept = form.add("KEPT");
    kept.set("INPUT", name);
    kept.set("VALUE", value);
  }
}

void add_event(Values& day, const Reader& reader, const domain::Event& event, domain::Instant now) {
  Values row = day.add("EVENT");
  set_event(row, reader, event, now);
  row.set_if("MOVED_BRIEFLY", moved_from_briefly(event, reader));
  add_themes(row, reader, event);
  if (!event.location.is_online() && !domain::is_unknown(event.location)) {
    const domain::Place place = domain::told_once(event.location);
    row.set("PLACE", place.name + (place.municipality.empty() ? "" : ", " + place.municipality));
    row.set_if("STREET", place.street_address);
  }
  row.set("LANGUAGES", reader.language_names(event.in_language));
  row.set_if("INTERPRETED", reader.language_names(event.interpreted_languages));
}

void add_days(Values& body, const Reader& reader, const MonthSheet& sheet, domain::Instant now) {
  if (sheet.events.empty()) return body.show("EMPTY");
  Values table = body.add("TABLE");
  std::string day;
  std::optional<Values> section;
  for (const domain::Event& event : sheet.events) {
    std::string date = local_date(event.start_time, event.time_zone);
    if (!section || date != day) {
      day = std::move(date);
      section = table.add("DAY");
      // The sheet's head has the year.
      section->set("DAY_NAME", reader.by_skeleton(event.start_time, event.time_zone, "EEEEdMMMM"));
    }
    add_event(*section, reader, event, now);
  }
}

}  // namespace

std::string render_month_sheet(const Pages& pages, const PageContext& context, const MonthSheet& sheet) {
  Page page(pages, context, "print_month.html", "print_layout.html");
  const Reader& reader = page.reader();
  Values& body = page.body();
  const std::string name = month_name(reader, sheet.month);
  const std::string query = query_string(sheet.narrowed);
  const std::string list = "/" + reader.language().str() + "/" + query;
  const std::string narrowed = narrowed_words(reader, sheet);
  page.title(narrowed.empty() ? name : name + " – " + narrowed);
  page.layout().set("PRINT_STYLES", asset_url("print.css"));
  page.layout().set_if("BACK", list);
  body.set("MONTH", name);
  body.set_if("NARROWED", narrowed);
  add_narrowing(body, reader, sheet);
  body.set("PREVIOUS", sheet_address(reader, sheet, sheet.month - months{1}));
  body.set("PREVIOUS_NAME", month_name(reader, sheet.month - months{1}));
  body.set("NEXT", sheet_address(reader, sheet, sheet.month + months{1}));
  body.set("NEXT_NAME", month_name(reader, sheet.month + months{1}));
  add_days(body, reader, sheet, context.now);
  body.show_if(sheet.more, "MORE");
  body.set("QUERY", query);
  body.set("LIST_ADDRESS", context.base_url + list);
  body.set("AS_OF", reader.text("print.as_of", {{"date", reader.date(context.now, domain::default_time_zone)}}));
  return page.html();
}

}  // namespace ui
