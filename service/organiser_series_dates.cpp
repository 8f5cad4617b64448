#include <algorithm>

#include "calendar/rule_days.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/avoided_holidays.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_conflicts.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_repeat.hpp"
#include "service/organiser_series.hpp"
#include "service/series_preview.hpp"

// Further dates of a series: like its last one, by a repeat of their own.
namespace service {
namespace {

struct Known {
  domain::Series series;
  domain::Event last;  // that is not cancelled, or else the last
  std::vector<std::chrono::year_month_day> days;
};

Known known_series(const Request& request, const App& app) {
  const domain::SeriesId id{id_in_path(request)};
  std::optional<domain::Series> series;
  std::vector<domain::Event> dates;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    series = snapshot.events().find(id);
    dates = snapshot.events().of_series(id);
  });
  std::erase_if(dates, [&](const domain::Event& event) {
    return !domain::may(signed_in(request), domain::Permission::edit_event, &event);
  });
  if (!series || dates.empty())
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such series");
  const auto held = std::ranges::find_if(dates.rbegin(), dates.rend(), [](const domain::Event& event) {
    return event.status != domain::EventStatus::cancelled;
  });
  std::vector<std::chrono::year_month_day> days;
  for (const domain::Event& event : dates) {
    days.push_back(day_of(app.ports.zones.to_local(event.start_time, event.time_zone)));
  }
  return {std::move(*series), held == dates.rend() ? dates.back() : *held, std::move(days)};
}

// The words for the rule of the series, on the weekday of its last date.
Fields first_fields(const Known& known, const App& app) {
  const domain::LocalTime last = app.ports.zones.to_local(known.last.start_time, known.last.time_zone);
  const calendar::RuleDays rule = calendar::rule_days(known.series.recurrence);
  Fields fields{{"repeat", rule.pattern}};
  const auto next = calendar::next_date(rule, day_of(last));
  fields.emplace_back("repeat_start", domain::format_date(next));
  if (rule.weekdays.size() > 1) {
    for (const std::string& day : rule.weekdays) fields.emplace_back("repeat_weekdays", day);
  }
  fields.emplace_back("repeat_without_public_holidays", "yes");
  fields.emplace_back("repeat_without_school_holidays",
                      avoided_school_holidays(known.days, rule, known.last.location.municipality, app.holidays));
  return fields;
}

Reply question(const Request& request, const App& app, const Known& known, Fields fields,
               std::vector<domain::Problem> problems, int status) {
  ui::MoreDatesPage page;
  page.state = {std::move(fields), std::move(problems)};
  page.id = known.series.id;
  page.last = known.last;
  page.municipalities = app.holidays.municipalities();
  const ui::Console console = console_for(request, app, "events", address_of(known.series.id) + "/dates");
  return console_reply(request, app, ui::more_dates_page(app.pages, console, page), status);
}

struct PlannedDates {
  domain::LocalTime typed_first;
  RepeatInput repeat;
  RepeatPlan plan;
};

PlannedDates plan_dates(const Known& known, const Fields& fields, const App& app) {
  domain::Violations violations;
  const auto first = input_date(form_value(fields, "repeat_start"), "repeat_start", violations);
  violations.throw_if_any();
  const std::string& zone = known.last.time_zone;
  const domain::LocalTime last = app.ports.zones.to_local(known.last.start_time, zone);
  PlannedDates planned;
  planned.typed_first = std::chrono::local_days{*first} + (last - std::chrono::floor<std::chrono::days>(last));
  planned.repeat = read_repeat(fields);
  if (planned.repeat.pattern.empty()) violations.add("repeat", "required", "is required");
  auto plan = repeat_plan(planned.repeat, planned.typed_first, zone, app.ports.zones, violations);
  violations.throw_if_any();
  planned.plan = std::move(*plan);
  return planned;
}

// `error`: why the ticked dates were not stored.
Reply preview(const Request& request, const App& app, const Known& known, const Fields& fields,
              const domain::Error* error = nullptr) {
  const PlannedDates planned = plan_dates(known, fields, app);
  const auto dates = dates_of(planned.plan, known.last.time_zone, app, taken_rooms(app, known.last));
  const std::string action = address_of(known.series.id) + "/dates";
  const ui::Console console = console_for(request, app, "events", action);
  ui::SeriesPreview page = read_preview(
      request, app, {known.last, planned.repeat, planned.plan, dates, planned.typed_first}, console.context.language);
  for (const auto& [name, value] : fields) {
    if (name.starts_with("repeat")) page.state.values.emplace_back(name, value);
  }
  page.action = action;
  page.more = true;
  if (error != nullptr) keep_ticks(page, form_choices(fields, "held"), error->problems(), app);
  return console_reply(request, app, ui::series_preview_page(app.pages, console, page),
                       error == nullptr ? 200 : status_of(*error));
}

Reply save(const Request& request, const App& app, const Known& known, const Fields& fields) {
  const PlannedDates planned = plan_dates(known, fields, app);
  const HeldDates held = held_of(planned.plan, form_choices(fields, "held"), known.last.time_zone, app);
  (void)domain::add_dates(app.ports, signed_in(request), known.last.id, held.starts);
  return done(address_of(known.series.id), "dates_added");
}

}  // namespace

Reply show_more_dates(const Request& request, App& app) {
  const Known known = known_series(request, app);
  return question(request, app, known, first_fields(known, app), {}, 200);
}

Reply take_more_dates(const Request& request, App& app) {
  const Known known = known_series(request, app);
  const Fields fields = request.form();
  const std::string action = form_value(fields, "action");
  if (action == "back") return question(request, app, known, fields, {}, 200);
  try {
    return action == "save_series" ? save(request, app, known, fields) : preview(request, app, known, fields);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    // The dates show which of them it is.
    if (action == "save_series" && error.problems().front().code == "room_taken") {
      return preview(request, app, known, fields, &error);
    }
    return question(request, app, known, fields, error.problems(), status_of(error));
  }
}

}  // namespace service
