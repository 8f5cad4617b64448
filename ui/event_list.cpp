#include "ui/event_list.hpp"

#include <algorithm>
#include <map>

#include "ui/event_view.hpp"
#include "ui/links.hpp"
#include "ui/page.hpp"

namespace ui {
namespace {

// The query with `value` of `name` taken in, or out where it is in.
Query toggled(const Query& query, const std::string& name, const std::string& value) {
  Query out = query;
  const auto removed = std::erase(out, std::pair(name, value));
  if (removed == 0) out.emplace_back(name, value);
  return out;
}

Query without(const Query& query, std::string_view name) {
  Query out = query;
  std::erase_if(out, [name](const auto& entry) { return entry.first == name; });
  return out;
}

std::string list_address(const Reader& reader, const Query& query) {
  return "/" + reader.language().str() + "/" + query_string(query);
}

void add_theme_chips(Values& body, const Reader& reader, const EventListPage& list) {
  const auto all = without(list.filter.values, "theme");
  auto first = body.add("ALL_THEMES");
  first.set("HREF", list_address(reader, all));
  first.show_if(!list.filter.has("theme"), "CURRENT");
  for (const auto& theme : reader.lists().themes()) {
    const bool chosen = list.filter.has("theme", theme.code);
    auto chip = body.add("CHIP");
    chip.set("CODE", theme.code);
    chip.set("PICTOGRAM", theme.pictogram);
    chip.set("THEME_NAME", reader.theme_name(theme.code));
    chip.set("HREF", list_address(reader, toggled(list.filter.values, "theme", theme.code)));
    chip.show_if(chosen, "CURRENT");
  }
}

// Nothing in a filter is required, and nobody need be told.
Field filter_field(const Reader& reader, const char* name, Control control, const char* label) {
  Field field;
  field.name = name;
  field.control = control;
  field.label = reader.text(label);
  field.mark_optional = false;
  return field;
}

Field filter_choice(const Reader& reader, const char* name, const char* label, std::vector<Choice> choices) {
  auto field = filter_field(reader, name, Control::select, label);
  field.choices = std::move(choices);
  field.choices.insert(field.choices.begin(), {"", reader.text("list.any"), {}});
  return field;
}

std::vector<Choice> language_choices(const Reader& reader) {
  std::vector<Choice> choices;
  for (const auto& entry : reader.lists().languages()) {
    const auto name = reader.language_name(entry.tag);
    choices.push_back({entry.tag.str(), name == entry.endonym ? name : entry.endonym + " – " + name, {}});
  }
  return choices;
}

std::vector<Choice> kind_choices(const Reader& reader) {
  using enum domain::EventKind;
  std::vector<Choice> choices;
  for (const auto kind : {info_session, group_activity, civic_orientation, training, network_meeting, client_panel}) {
    choices.push_back({std::string(domain::to_word(kind)), reader.kind_name(kind), {}});
  }
  return choices;
}

std::vector<Choice> town_choices(const std::vector<std::string>& municipalities) {
  std::vector<Choice> choices;
  for (const auto& town : municipalities) choices.push_back({town, town, {}});
  return choices;
}

void add_filter_form(Values& body, const Reader& reader, const EventListPage& list) {
  const auto& state = list.filter;
  for (const auto& [name, value] : state.values) {
    if (name != "theme") continue;
    auto hidden = body.add("KEPT_THEME");
    hidden.set("VALUE", value);
  }
  const auto add = [&](const Field& field) { add_field(body, reader, state, field); };
  add(filter_field(reader, "q", Control::search, "list.search"));
  auto language = filter_choice(reader, "language", "list.language", language_choices(reader));
  language.hint = reader.text("list.language_hint");
  add(language);
  add(filter_choice(reader, "municipality", "list.municipality", town_choices(list.municipalities)));
  add(filter_choice(reader, "kind", "list.kind", kind_choices(reader)));
  auto from = filter_field(reader, "from", Control::date, "list.from");
  from.narrow = true;
  add(from);
  auto open = filter_field(reader, "open", Control::checkbox, "list.open");
  open.checked_value = "true";
  add(open);
  const auto in_use = std::ranges::count_if(
      state.values, [](const auto& entry) { return entry.first != "theme" && !entry.second.empty(); });
  body.set("FILTERS", in_use == 0 ? reader.text("list.filters")
                                  : reader.text("list.filters_in_use", {{"count", std::int64_t{in_use}}}));
  body.show_if(!state.problems.empty(), "FILTERS_OPEN");
  body.set("CLEAR", list_address(reader, {}));
  body.show_if(in_use > 0 || state.has("theme"), "MAY_CLEAR");
}

void add_event(Values& day, const Reader& reader, const domain::Event& event, domain::Instant now) {
  auto card = day.add("EVENT");
  set_event(card, reader, event, now);
  card.show_if(reads_machine_text(event, "name", event.name, reader), "MACHINE");
  add_themes(card, reader, event);
  card.set("KIND", reader.kind_name(event.kind));
  std::vector<domain::LanguageTag> languages = event.in_language;
  std::ranges::copy(event.interpreted_languages, std::back_inserter(languages));
  card.set_if("LANGUAGES", languages.empty() ? std::string() : reader.language_names(languages));
  card.set("PLACES", reader.places_left(event, now));
  card.set("PLACES_STATE", domain::to_word(domain::enrolment_state(event, now)));
}

void add_days(Values& body, const Reader& reader, const EventListPage& list, domain::Instant now) {
  std::string day;
  std::optional<Values> section;
  // What is searched for comes by how well it fits, so that a day may come again.
  std::map<std::string, int> times;
  for (const auto& event : list.found.events) {
    auto date = local_date(event.start_time, event.time_zone);
    if (!section || date != day) {
      day = std::move(date);
      section = body.add("DAY");
      section->set("DAY_DATE", day);
      const int time = ++times[day];
      section->set("DAY_ID", "day-" + day + (time == 1 ? "" : "-" + std::to_string(time)));
      // A search ranks, so that a day may come again: two landmarks of one name would be none.
      section->show_if(time == 1, "NAMED");
      section->set("DAY_NAME", reader.date(event.start_time, event.time_zone, now));
    }
    add_event(*section, reader, event, now);
  }
}

void add_paging(Values& body, const Reader& reader, const EventListPage& list) {
  const auto pages = (list.found.count + list.page_size - 1) / list.page_size;
  const bool more = list.found.more_than_counted;
  if (pages <= 1 && !more) return;
  auto paging = body.add("PAGING");
  paging.set("PAGE_OF", reader.text(more ? "list.page_alone" : "list.page_of",
                                    {{"page", reader.number(static_cast<std::int64_t>(list.page))},
                                     {"pages", reader.number(static_cast<std::int64_t>(pages))}}));
  const auto link = [&](const char* section, std::size_t page) {
    auto query = list.filter.values;
    if (page > 1) query.emplace_back("page", std::to_string(page));
    paging.add(section).set("HREF", list_address(reader, query));
  };
  if (list.page > 1) link("PREVIOUS", std::min(list.page - 1, pages));
  if (more || list.page < pages) link("NEXT", list.page + 1);
}

// A calendar goes on by itself, so it has no first day.
Query calendar_query(const PageContext& context, const EventListPage& list) {
  auto query = without(list.filter.values, "from");
  query.emplace_back("lang", context.language.str());
  return query;
}

void add_print(Values& body, const Reader& reader, const EventListPage& list) {
  body.set("PRINT", "/" + reader.language().str() + "/print" + query_string(without(list.filter.values, "from")));
}

void add_calendar(Values& body, const PageContext& context, const EventListPage& list) {
  const auto address = context.base_url + "/calendar.ics" + query_string(calendar_query(context, list));
  body.set("CALENDAR", address);
  body.set("CALENDAR_WITHOUT_SCHEME", address.substr(address.find("//")));
}

}  // namespace

std::string render_event_list(const Pages& pages, const PageContext& context, const EventListPage& list) {
  Page page(pages, context, "event_list.html");
  const auto& reader = page.reader();
  auto& body = page.body();
  page.title(reader.text("list.title"));
  add_error_summary(body, reader, list.filter,
                    [&](std::string_view field) { return field == "from" ? reader.text("list.from") : std::string(); });
  add_theme_chips(body, reader, list);
  add_filter_form(body, reader, list);
  body.set("COUNT", reader.text(list.found.more_than_counted ? "list.count_more" : "list.count",
                                {{"count", static_cast<std::int64_t>(list.found.count)}}));
  add_days(body, reader, list, context.now);
  body.show_if(list.found.events.empty(), "EMPTY");
  add_paging(body, reader, list);
  add_calendar(body, context, list);
  add_print(body, reader, list);
  return page.html();
}

}  // namespace ui
