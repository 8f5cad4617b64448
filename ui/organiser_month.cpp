#include <array>
#include <cstdio>

#include "ui/event_view.hpp"
#include "ui/organiser_event_list.hpp"

namespace ui {
namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month;
using std::chrono::year_month_day;

std::string month_word(year_month month) {
  char text[24];
  std::snprintf(text, sizeof text, "%04d-%02u", static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
  return text;
}

sys_days monday_on_or_before(sys_days day) {
  return day - days{std::chrono::weekday{day}.iso_encoding() - 1};
}

// ISO 8601: the week that holds the year's first Thursday is the first.
unsigned week_number(sys_days monday) {
  const year_month_day thursday{monday + days{3}};
  const sys_days january{thursday.year() / std::chrono::January / 1};
  return static_cast<unsigned>((sys_days{thursday} - january).count() / 7 + 1);
}

void add_event(Values& day, const Reader& reader, const domain::Event& event) {
  Values values = day.add("EVENT");
  values.set("ID", event.id.value);
  set_text(values, reader, event.name, "NAME");
  values.set("TIME", reader.time(event.start_time, event.time_zone));
  values.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
  add_badges(values, reader, event);
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
  day.show_if(ymd == month.today, "TODAY");
  bool any = false;
  for (const domain::Event& event : month.events) {
    if (local_date(event.start_time, event.time_zone) != iso) continue;
    add_event(day, reader, event);
    any = true;
  }
  day.show_if(!any, "EMPTY");
  return any && !outside;
}

}  // namespace

std::string event_month_page(const Pages& pages, const Console& console, const EventMonth& month) {
  const Reader reader = pages.reader(console.context.language);
  const sys_days first{month.month / 1};
  const domain::Instant noon = first + std::chrono::hours{12};
  const std::string name = reader.month(noon, "UTC");
  Page page = console_page(pages, console, "organiser/month.html", name);
  Values& body = page.body();
  body.set("MONTH", name);
  body.set("PREVIOUS", month_word(month.month - std::chrono::months{1}));
  body.set("NEXT", month_word(month.month + std::chrono::months{1}));
  const sys_days monday = monday_on_or_before(first);
  for (int i = 0; i < 7; ++i) {
    Values weekday = body.add("WEEKDAY");
    const domain::Instant day = monday + days{i} + std::chrono::hours{12};
    weekday.set("SHORT", reader.by_skeleton(day, "UTC", "ccc"));
    weekday.set("LONG", reader.by_skeleton(day, "UTC", "cccc"));
  }
  const sys_days last{month.month / std::chrono::last};
  bool any = false;
  for (sys_days week = monday; week <= last; week += days{7}) {
    Values row = body.add("WEEK");
    row.set("NUMBER", reader.number(week_number(week)));
    bool busy = false;
    for (int i = 0; i < 7; ++i) busy = add_day(row, reader, month, week + days{i}) || busy;
    row.show_if(!busy, "IDLE");
    any = any || busy;
  }
  body.show_if(!any, "NONE");
  return page.html();
}

}  // namespace ui
