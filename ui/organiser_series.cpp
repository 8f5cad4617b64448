#include "ui/organiser_series.hpp"

#include <algorithm>

#include "ui/event_view.hpp"

namespace ui {
namespace {

void add_date(Values& table, const Reader& reader, const domain::Event& event) {
  Values row = table.add("DATE");
  row.set("ID", event.id.value);
  row.set("ISO", domain::format_rfc3339(event.start_time));
  row.set("WHEN", reader.short_date(event.start_time, event.time_zone));
  row.set("YEAR", reader.by_skeleton(event.start_time, event.time_zone, "y"));
  row.set("TIME", reader.time_range(event.start_time, event.end_time, event.time_zone));
  row.set_if("MOVED_FROM", moved_from_briefly(event, reader));
  row.set("PLACE", event.location.is_online() ? reader.text("organiser.event.online") : event.location.name);
  const std::string registered = reader.number(event.confirmed_persons);
  row.set("REGISTERED", event.maximum_attendee_capacity
                            ? registered + " / " + reader.number(*event.maximum_attendee_capacity)
                            : registered);
  if (event.waitlisted_persons > 0) {
    row.set_if("WAITING", reader.text("organiser.list.waiting", {{"count", std::int64_t{event.waitlisted_persons}}}));
  }
  row.show_if(event.status == domain::EventStatus::cancelled, "CANCELLED");
  add_badges(row, reader, event);
}

}  // namespace

std::string series_page(const Pages& pages, const Console& console, const SeriesPage& series) {
  const Reader reader = pages.reader(console.context.language);
  const domain::Event& first = series.dates.front();
  Page page = console_page(pages, console, "organiser/series.html", event_name(first, reader));
  show_problems(page, series.problems);
  Values& body = page.body();
  set_text(body, reader, first.name, "NAME");
  body.set("COUNT", reader.text("organiser.series.count", {{"count", std::int64_t(series.dates.size())}}));
  if (series.may_edit) body.add("EDIT").set("SERIES", series.id.value);
  const auto seen = [&](const domain::Event& date) {
    return domain::may(console.principal, domain::Permission::see_history, &date);
  };
  if (std::ranges::any_of(series.dates, seen)) body.add("HISTORY").set("SERIES", series.id.value);
  if (series.may_edit && series.drafts > 0) {
    Values publish = body.add("PUBLISH");
    publish.set("SERIES", series.id.value);
    publish.set("BUTTON", reader.text("organiser.series.publish", {{"count", std::int64_t{series.drafts}}}));
  }
  for (const domain::Event& event : series.dates) add_date(body, reader, event);
  return page.html();
}

}  // namespace ui
