#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>

#include "ui/assets.hpp"
#include "ui/event_view.hpp"
#include "ui/event_words.hpp"
#include "ui/links.hpp"
#include "ui/organiser_event_list.hpp"

namespace ui {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

std::string month_word(year_month month) {
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  return text;
}

sys_days monday_on_or_before(sys_days day) {
  return day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
}

// ISO 8601: the week that holds the year's first Thursday is the first.
unsigned week_number(sys_days monday) {
  const year_month_day thursday{monday + std::chrono::days{3}};
  const sys_days january{thursday.year() / std::chrono::January / 1};
  return static_cast<unsigned>((sys_days{thursday} - january).count() / 7 + 1);
}

void add_event(Values& day, const Reader& reader, const domain::Event& event) {
  Values values = day.add("EVENT");
  values.set("ID", event.id.value);
  set_text(values, reader, event.name, "NAME");
  values.set("TIME", lasts_whole_days(event) ? reader.time_range(event.start_time, event.end_time, event.time_zone)
                                             : reader.time(event.start_time, event.time_zone));
  values.set_if("MOVED_FROM", moved_from_briefly(event, reader));
  values.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
  add_badges(values, reader, event);
}

std::string public_holiday(const NamedDay& named, const Reader& reader) {
  return named.public_holiday.empty() ? std::string() : reader.text("holiday." + named.public_holiday);
}

std::string school_holiday(const NamedDay& named, const Reader& reader) {
  return std::string(domain::best_text(named.school_holiday, reader.language()).text);
}

std::string name_of(const NamedDay& named, const Reader& reader) {
  std::vector<std::string> names{public_holiday(named, reader), school_holiday(named, reader)};
  std::erase(names, "");
  return reader.joined(names);
}

// "2026-12-06 Independence Day|2026-12-24 …" of the days that have such a name: a template makes spaces of an
// attribute's lines.
std::string named_days(const EventMonth& month, const std::function<std::string(const NamedDay&)>& name_of) {
  std::string list;
  for (const NamedDay& named : month.named_days) {
    const std::string name = name_of(named);
    if (!name.empty()) list += (list.empty() ? "" : "|") + domain::format_date(named.day) + " " + name;
  }
  return list;
}

// Whether the month has an event on that day.
bool add_day(Values& week, const Reader& reader, const EventMonth& month, sys_days date) {
  const domain::Instant noon = date + std::chrono::hours{12};
  const std::string iso = domain::format_date(date);
  Values day = week.add("DAY");
  day.set("DATE", reader.by_skeleton(noon, "UTC", "d"));
  day.set("LONG_DATE", reader.by_skeleton(noon, "UTC", "EEEEdMMMM"));
  day.set("ISO", iso);
  const year_month_day ymd{date};
  const bool outside = year_month{ymd.year(), ymd.month()} != month.month;
  day.show_if(outside, "OUTSIDE");
  day.show_if(ymd == month.today, "IS_TODAY");
  const auto named = std::ranges::find(month.named_days, ymd, &NamedDay::day);
  if (named != month.named_days.end()) day.set_if("HOLIDAY", name_of(*named, reader));
  bool any = false;
  for (const domain::Event& event : month.events) {
    if (local_date(event.start_time, event.time_zone) != iso) continue;
    add_event(day, reader, event);
    any = true;
  }
  day.show_if(!any, "EMPTY");
  return any && !outside;
}

void add_grid(Values& body, const Reader& reader, const EventMonth& month) {
  const sys_days monday = monday_on_or_before(sys_days{month.month / 1});
  for (int i = 0; i < 7; ++i) {
    Values weekday = body.add("WEEKDAY");
    const domain::Instant day = monday + std::chrono::days{i} + std::chrono::hours{12};
    weekday.set("SHORT", reader.by_skeleton(day, "UTC", "ccc"));
    weekday.set("LONG", reader.by_skeleton(day, "UTC", "cccc"));
  }
  const sys_days last{month.month / std::chrono::last};
  bool any = false;
  for (sys_days week = monday; week <= last; week += std::chrono::days{7}) {
    Values row = body.add("WEEK");
    row.set("NUMBER", reader.number(week_number(week)));
    bool busy = false;
    for (int i = 0; i < 7; ++i) busy = add_day(row, reader, month, week + std::chrono::days{i}) || busy;
    row.show_if(!busy, "IDLE");
    any = any || busy;
  }
  body.show_if(!any, "NONE");
}

// Another month, with the same filters.
std::string month_address(const EventMonth& month, const std::string& word) {
  auto query = month.filters.state.values;
  query.emplace_back("month", word);
  return "/organiser/month" + query_string(query);
}

void add_planner(Page& page, const EventMonth& month) {
  Values head = page.layout().add("HEAD_PLANNER");
  head.set("PLANNER_STYLES", asset_url("planner.css"));
  head.set("PLANNER_SCRIPT", asset_url("planner.js"));
  Values& body = page.body();
  body.set("ZONE", domain::default_time_zone);
  body.set("THIS", month_word(month.month));
  body.set("THIS_VIEW", month.view);
  body.set("THIS_DAY", month.day);
  const Reader& reader = page.reader();
  body.set("NAMED_DAYS", named_days(month, [&](const NamedDay& day) { return name_of(day, reader); }));
  body.set("PUBLIC_HOLIDAYS", named_days(month, [&](const NamedDay& day) { return public_holiday(day, reader); }));
  body.set("SCHOOL_HOLIDAYS", named_days(month, [&](const NamedDay& day) { return school_holiday(day, reader); }));
}

}  // namespace

std::string event_month_page(const Pages& pages, const Console& console, const EventMonth& month) {
  const Reader reader = pages.reader(console.context.language);
  const domain::Instant noon = sys_days{month.month / 1} + std::chrono::hours{12};
  Page page = console_page(pages, console, "organiser/month.html", reader.text("organiser.month.title"));
  Values& body = page.body();
  body.show_if(domain::may(console.principal, domain::Permission::create_event), "MAY_CREATE");
  body.set("MONTH", reader.month(noon, "UTC"));
  body.set("PREVIOUS", month_address(month, month_word(month.month - std::chrono::months{1})));
  body.set("NEXT", month_address(month, month_word(month.month + std::chrono::months{1})));
  body.set("TODAY", month_address(month, ""));
  add_filters(page, month.filters);
  add_planner(page, month);
  add_grid(body, reader, month);
  return page.html();
}

}  // namespace ui
