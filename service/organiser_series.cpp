#include "service/organiser_series.hpp"

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {
namespace {

Reply page_of(const Request& request, const App& app, domain::SeriesId id, std::vector<domain::Problem> problems,
              int status) {
  ui::SeriesPage page = read_series_page(request, app, id);
  page.problems = std::move(problems);
  const ui::Console console = console_for(request, app, "events", address_of(id));
  add_public_address(page, console.context.language, app);
  return console_reply(request, app, ui::series_page(app.pages, console, page), status);
}

}  // namespace

std::string address_of(domain::SeriesId series) {
  return "/organiser/series/" + std::to_string(series.value);
}

std::vector<ui::PreviewDate> preview_dates(const std::vector<RuleDate>& dates, const std::string& zone,
                                           const App& app) {
  std::vector<ui::PreviewDate> shown;
  for (const RuleDate& date : dates) {
    ui::PreviewDate& one = shown.emplace_back();
    one.start = app.ports.zones.to_utc(date.start, zone);
    one.public_holiday = date.public_holiday;
    if (date.school != nullptr) one.school_holiday = date.school->name;
    one.skipped_hour = date.skipped_hour;
    one.excepted = date.excepted;
    one.held = date.held;
  }
  return shown;
}

std::optional<ui::KnownUntil> unknown_school_holidays(const std::vector<RuleDate>& dates,
                                                      const std::string& municipality, const App& app) {
  const auto known = app.holidays.known_until(municipality);
  if (!known || dates.empty() || day_of(dates.back().start) <= *known) return {};
  return ui::KnownUntil{municipality, *known};
}

Reply show_series(const Request& request, App& app) {
  return page_of(request, app, domain::SeriesId{id_in_path(request)}, {}, 200);
}

Reply take_series_publication(const Request& request, App& app) {
  const domain::SeriesId id{id_in_path(request)};
  const std::string as = form_value(request.form(), "publication_status");
  try {
    (void)domain::publish_series(app.ports, signed_in(request), id, domain::parse_publish_as(as, "publication_status"));
    return done(address_of(id), "published");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_of(request, app, id, error.problems(), status_of(error));
  }
}

}  // namespace service
