#include <algorithm>
#include <charconv>
#include <set>

#include "domain/copy_events.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_series.hpp"

// Last season, or a series, once more. What is copied is in the address; nothing is stored before it has been seen.
namespace service {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::string_view copy_address = "/organiser/copy";

Fields inputs_of(const Fields& all) {
  Fields inputs;
  for (const auto& [name, value] : all) {
    if (name == "series" || name == "copy_from" || name == "copy_to" || name == "copy_first") {
      inputs.emplace_back(name, value);
    }
  }
  return inputs;
}

std::optional<domain::SeriesId> series_in(const Fields& inputs) {
  const std::string text = form_value(inputs, "series");
  domain::SeriesId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return id;
}

domain::Instant beginning_of(year_month_day day, const App& app) {
  return app.ports.zones.to_utc(std::chrono::local_days{day}, domain::default_time_zone);
}

std::vector<domain::Event> dates_of_series(const Request& request, const App& app, domain::SeriesId series) {
  std::vector<domain::CopyPlan> plans =
      domain::plan_copies(app.ports, signed_in(request), series, std::chrono::days{0});
  std::vector<domain::Event> dates;
  for (domain::CopyPlan& plan : plans) dates.push_back(std::move(plan.from));
  return dates;
}

year_month_day local_day(const domain::Event& event, const App& app) {
  return day_of(app.ports.zones.to_local(event.start_time, event.time_zone));
}

std::vector<domain::CopyPlan> plan_season(const Request& request, const App& app, const Fields& inputs) {
  domain::Violations violations;
  const auto from = input_date(form_value(inputs, "copy_from"), "copy_from", violations);
  const auto to = input_date(form_value(inputs, "copy_to"), "copy_to", violations);
  const auto first = input_date(form_value(inputs, "copy_first"), "copy_first", violations);
  violations.throw_if_any();
  violations.require(*from <= *to, "copy_to", "end_before_start", "must not be before the first day");
  violations.throw_if_any();
  const year_month_day after{sys_days{*to} + std::chrono::days{1}};
  return domain::plan_copies(app.ports, signed_in(request), beginning_of(*from, app), beginning_of(after, app),
                             domain::whole_weeks_between(*from, *first));
}

std::vector<domain::CopyPlan> plan_series(const Request& request, const App& app, const Fields& inputs,
                                          domain::SeriesId series) {
  domain::Violations violations;
  const auto first = input_date(form_value(inputs, "copy_first"), "copy_first", violations);
  violations.throw_if_any();
  const auto dates = dates_of_series(request, app, series);
  return domain::plan_copies(app.ports, signed_in(request), series,
                             domain::whole_weeks_between(local_day(dates.front(), app), *first));
}

std::vector<domain::CopyPlan> plan(const Request& request, const App& app, const Fields& inputs) {
  const auto series = series_in(inputs);
  return series ? plan_series(request, app, inputs, *series) : plan_season(request, app, inputs);
}

bool was_cancelled(const domain::CopyPlan& one) {
  return one.from.status == domain::EventStatus::cancelled;
}

// What was cancelled whole is not held again unless somebody wants it; nor is anything on a public holiday.
ui::CopyDate shown_date(domain::CopyPlan one, const std::set<std::optional<domain::SeriesId>>& alive, const App& app) {
  ui::CopyDate date;
  const auto& details = one.details;
  date.public_holiday =
      app.holidays.public_holiday(day_of(app.ports.zones.to_local(details.start_time, details.time_zone)));
  const bool gone = was_cancelled(one) && (!one.from.super_event || !alive.contains(one.from.super_event));
  date.held = date.public_holiday.empty() && !gone;
  date.plan = std::move(one);
  return date;
}

// A series begins where it ended, a season a year later.
Fields first_inputs(const Request& request, const App& app) {
  Fields inputs;
  for (const auto& [name, value] : request.query) inputs.emplace_back(name, value);
  inputs = inputs_of(inputs);
  if (const auto series = series_in(inputs); series && form_value(inputs, "copy_first").empty()) {
    const auto dates = dates_of_series(request, app, *series);
    const year_month_day next{sys_days{local_day(dates.back(), app)} + std::chrono::weeks{1}};
    std::erase_if(inputs, [](const auto& input) { return input.first == "copy_first"; });
    inputs.emplace_back("copy_first", domain::format_date(next));
  }
  return inputs;
}

Reply page_of(const Request& request, const App& app, Fields inputs, bool asked, std::vector<domain::Problem> problems,
              int status) {
  ui::CopyPage page;
  page.state = {std::move(inputs), std::move(problems)};
  if (const auto series = series_in(page.state.values)) {
    page.series_name = dates_of_series(request, app, *series).front().name;
  }
  if (asked) {
    try {
      auto copies = plan(request, app, page.state.values);
      std::set<std::optional<domain::SeriesId>> alive;
      for (const domain::CopyPlan& one : copies) {
        if (!was_cancelled(one)) alive.insert(one.from.super_event);
      }
      for (domain::CopyPlan& one : copies) page.dates.push_back(shown_date(std::move(one), alive, app));
      page.asked = true;
    } catch (const domain::Error& error) {
      if (!is_mended_on_page(error)) throw;
      if (page.state.problems.empty()) page.state.problems = error.problems();
      status = status_of(error);
    }
  }
  const ui::Console console = console_for(request, app, "events", std::string(copy_address));
  return console_reply(request, app, ui::copy_page(app.pages, console, page), status);
}

}  // namespace

Reply show_copy(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  return page_of(request, app, first_inputs(request, app), request.query_value("copy_first").has_value(), {}, 200);
}

Reply take_copy(const Request& request, App& app) {
  const Fields fields = request.form();
  const Fields inputs = inputs_of(fields);
  const std::set<std::string> held = form_choices(fields, "held");
  try {
    auto copies = plan(request, app, inputs);
    std::erase_if(copies,
                  [&](const domain::CopyPlan& copy) { return !held.contains(std::to_string(copy.from.id.value)); });
    const auto made = domain::copy_events(app.ports, signed_in(request), copies);
    const auto series = made.front().super_event;
    if (series_in(inputs) && series) return done(address_of(*series), "copied");
    return see_other("/organiser/?publication=draft&done=copied");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_of(request, app, inputs, true, error.problems(), status_of(error));
  }
}

}  // namespace service
