#include "service/series_preview.hpp"

#include <algorithm>
#include <ranges>

#include "domain/conflicts.hpp"
#include "domain/usual_date.hpp"
#include "service/organiser_conflicts.hpp"
#include "service/organiser_series.hpp"

namespace service {

ui::SeriesPreview read_preview(const Request& request, const App& app, const PreviewedSeries& series,
                               const domain::LanguageTag& language) {
  const std::string& zone = series.details.time_zone;
  ui::SeriesPreview page;
  page.name = domain::best_text(series.details.name, language).text;
  page.time_zone = zone;
  page.dates = preview_dates(series.dates, zone, app);
  page.school = unknown_school_holidays(series.dates, series.repeat.without_school_holidays, app);
  page.asked = series.plan.count;
  if (series.typed_first != series.plan.start) page.typed_first = app.ports.zones.to_utc(series.typed_first, zone);
  page.closes = series.details.enrolment_end_time;
  auto held = std::views::reverse(page.dates) | std::views::filter(&ui::PreviewDate::held);
  if (!held.empty()) {
    page.closes_last = domain::details_at(series.details, held.front().start, app.ports.zones).enrolment_end_time;
  }
  add_conflicts(request, app, series.details, page);
  return page;
}

void keep_ticks(ui::SeriesPreview& page, const std::set<std::string>& ticked, std::vector<domain::Problem> problems,
                const App& app) {
  for (ui::PreviewDate& date : page.dates) {
    const auto day = day_of(app.ports.zones.to_local(date.start, page.time_zone));
    date.held = !date.skipped_hour && ticked.contains(domain::format_date(day));
    page.refused = page.refused || (date.held && std::ranges::any_of(date.conflicts, domain::is_hard));
  }
  page.state.problems = std::move(problems);
}

}  // namespace service
