#include "ui/organiser_event_form.hpp"

namespace ui {

std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/series_preview.html", reader.text("organiser.preview.title"));
  Values& body = page.body();
  body.set("NAME", preview.name);
  body.set("COUNT", reader.text("organiser.preview.count", {{"count", std::int64_t(preview.starts.size())}}));
  for (const auto& [name, value] : preview.state.values) {
    Values hidden = body.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  const auto add_date = [&](const char* section, domain::Instant start) {
    Values date = body.add(section);
    date.set("ISO", local_date(start, preview.time_zone));
    date.set("WHEN", reader.date_and_time(start, preview.time_zone));
  };
  for (const domain::Instant start : preview.starts) add_date("DATE", start);
  for (const domain::Instant start : preview.skipped) add_date("SKIPPED", start);
  return page.html();
}

}  // namespace ui
