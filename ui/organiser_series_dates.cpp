#include "ui/event_view.hpp"
#include "ui/organiser_event_form_parts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {

std::string more_dates_page(const Pages& pages, const Console& console, const MoreDatesPage& more) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/series_dates.html", reader.text("organiser.series.add"));
  const Drawing draw{reader, pages.lists(), more.state};
  Values& body = page.body();
  body.set("SERIES", more.id.value);
  set_text(body, reader, more.last.name, "NAME");
  body.set("LIKE", reader.text("organiser.series.like",
                               {{"date", reader.date_and_time(more.last.start_time, more.last.time_zone)}}));
  add_error_summary(body, reader, more.state, [&](std::string_view field) { return draw.label(std::string(field)); });
  Values section = body.add("REPEAT");
  add(section, draw,
      {.name = "repeat_start", .control = Control::date, .required = true, .direction = "ltr", .narrow = true});
  add_repeat_fields(section, draw, more.municipalities, false);
  return page.html();
}

}  // namespace ui
