#include <algorithm>

#include "ui/organiser_conflicts.hpp"
#include "ui/organiser_series.hpp"

namespace ui {
namespace {

void add_date(Values& list, const Reader& reader, const PreviewDate& one, const std::string& zone,
              std::optional<int> wanted) {
  Values date = list.add("DATE");
  const std::string why = reason_against(one, reader);
  const std::string day = local_date(one.start, zone);
  Values shown = date.add(one.skipped_hour ? "IMPOSSIBLE" : "POSSIBLE");
  shown.set("ISO", day);
  shown.set("WHEN", reader.date_and_time(one.start, zone));
  shown.set_if("WHY", why);
  shown.show_if(one.held, "HELD");
  if (!one.conflicts.empty()) add_conflicts(shown, reader, one.conflicts, wanted);
}

}  // namespace

std::string reason_against(const PreviewDate& date, const Reader& reader) {
  if (date.skipped_hour) return reader.text("organiser.preview.skipped");
  std::vector<std::string> reasons;
  if (!date.public_holiday.empty()) reasons.push_back(reader.text("holiday." + date.public_holiday));
  if (!date.school_holiday.empty()) {
    reasons.emplace_back(domain::best_text(date.school_holiday, reader.language()).text);
  }
  return reader.joined(reasons);
}

std::string series_preview_page(const Pages& pages, const Console& console, const SeriesPreview& preview) {
  const Reader reader = pages.reader(console.context.language);
  Page page = console_page(pages, console, "organiser/series_preview.html", reader.text("organiser.preview.title"));
  Values& body = page.body();
  show_problems(page, preview.state.problems);
  body.set("ACTION", preview.action);
  body.set("NAME", preview.name);
  const auto held = std::ranges::count_if(preview.dates, [](const PreviewDate& date) { return date.held; });
  body.set("COUNT", reader.text("organiser.preview.count", {{"count", std::int64_t{held}}}));
  for (const auto& [name, value] : preview.state.values) {
    Values hidden = body.add("HIDDEN");
    hidden.set("INPUT_NAME", name);
    hidden.set("VALUE", value);
  }
  const auto left_out = std::int64_t(preview.dates.size()) - held;
  if (left_out > 0) body.set_if("LEFT_OUT", reader.text("organiser.preview.left_out", {{"count", left_out}}));
  if (preview.school) {
    body.set_if("KNOWN_UNTIL", reader.text("organiser.preview.known_until",
                                           {{"municipality", preview.school->municipality},
                                            {"date", reader.date(std::chrono::sys_days{preview.school->day}, "UTC")}}));
  }
  for (const PreviewDate& date : preview.dates) add_date(body, reader, date, preview.time_zone, preview.wanted);
  body.show_if(preview.more, "MORE");
  body.show_if(!preview.more, "NEW");
  return page.html();
}

}  // namespace ui
