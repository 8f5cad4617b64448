#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "domain/copy_events.hpp"
#include "domain/error.hpp"
#include "domain/taken_rooms.hpp"
#include "service/api_request.hpp"
#include "service/chosen_dates.hpp"
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

year_month_day local_day(const domain::EventDetails& event, const App& app) {
  return day_of(app.ports.zones.to_local(event.start_time, event.time_zone));
}

// Where its dates would be, had nobody moved one.
std::vector<domain::CopyPlan> plan_of_series(const Request& request, const App& app, domain::SeriesId series,
                                             std::chrono::days by = {}, std::optional<year_month_day> not_before = {}) {
  return domain::plan_copies(app.ports, signed_in(request), series, {by, not_before, &app.holidays});
}

// By whole weeks to the nearest, and a week more where something would come before the day that was given.
template <typename Plan>
std::vector<domain::CopyPlan> plan_from(year_month_day first, std::chrono::days by, const App& app, Plan plan) {
  auto copies = plan(by);
  const auto early = [&](const domain::CopyPlan& copy) { return local_day(copy.details, app) < first; };
  return std::ranges::any_of(copies, early) ? plan(by + std::chrono::weeks{1}) : copies;
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
  return plan_from(*first, domain::whole_weeks_between(*from, *first), app, [&](std::chrono::days by) {
    return domain::plan_copies(app.ports, signed_in(request), beginning_of(*from, app), beginning_of(after, app),
                               {by, *first, &app.holidays});
  });
}

std::vector<domain::CopyPlan> plan_series(const Request& request, const App& app, const Fields& inputs,
                                          domain::SeriesId series) {
  domain::Violations violations;
  const auto first = input_date(form_value(inputs, "copy_first"), "copy_first", violations);
  violations.throw_if_any();
  const year_month_day old_first = local_day(plan_of_series(request, app, series).front().details, app);
  return plan_from(*first, domain::whole_weeks_between(old_first, *first), app,
                   [&](std::chrono::days by) { return plan_of_series(request, app, series, by, *first); });
}

std::vector<domain::CopyPlan> plan(const Request& request, const App& app, const Fields& inputs) {
  const auto series = series_in(inputs);
  return series ? plan_series(request, app, inputs, *series) : plan_season(request, app, inputs);
}

const domain::SchoolHoliday* school_holiday(const domain::EventDetails& details, const App& app) {
  return app.holidays.school_holiday(details.location.municipality, local_day(details, app));
}

// Series of which a date was held in school holidays.
using HeldInHolidays = std::set<domain::SeriesId>;

HeldInHolidays held_in_holidays(const std::vector<domain::CopyPlan>& copies, const App& app) {
  HeldInHolidays series;
  for (const domain::CopyPlan& one : copies) {
    if (one.from.super_event && !one.left_out && school_holiday(one.from, app) != nullptr)
      series.insert(*one.from.super_event);
  }
  return series;
}

// About a year after a date that fell out in school holidays, where nobody has said yet when they are.
bool may_be_in_holidays(const domain::CopyPlan& one, const App& app) {
  if (one.left_out->school_holiday.empty()) return false;
  const auto known = app.holidays.known_until(one.details.location.municipality);
  const sys_days day{local_day(one.details, app)};
  if (!known || day <= sys_days{*known}) return false;
  const auto apart = std::abs((day - sys_days{local_day(one.from, app)}).count());
  const auto from_year = std::min(apart % 365, 365 - apart % 365);
  return apart > 180 && from_year <= 21;
}

// What nobody would hold unless they want it is not ticked: on a public holiday, in school holidays that were kept free
// before, cancelled, or there already.
ui::CopyDate shown_date(domain::CopyPlan one, const HeldInHolidays& in_holidays, const App& app) {
  ui::CopyDate date;
  date.public_holiday = app.holidays.public_holiday(local_day(one.details, app));
  bool kept_free = false;
  if (const auto* school = school_holiday(one.details, app)) {
    date.school_holiday = school->name;
    kept_free =
        one.from.super_event ? !in_holidays.contains(*one.from.super_event) : school_holiday(one.from, app) == nullptr;
  }
  const bool cancelled = one.from.status == domain::EventStatus::cancelled;
  date.held = date.public_holiday.empty() && !kept_free && !cancelled && !one.stands;
  if (one.left_out) date.held = date.held && date.school_holiday.empty() && !may_be_in_holidays(one, app);
  date.plan = std::move(one);
  return date;
}

// Where its room is taken, a copy cannot be stored: it is not ticked, whoever ticked it.
void leave_taken_rooms(const Request& request, const App& app, std::vector<ui::CopyDate>& dates) {
  std::vector<domain::PlannedInRoom> planned;
  for (const ui::CopyDate& date : dates) planned.push_back({&date.plan.details, date.held});
  std::vector<domain::RoomTaken> taken;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    taken = domain::find_taken_rooms(snapshot, signed_in(request), planned);
  });
  for (std::size_t i = 0; i < dates.size(); ++i) {
    dates[i].held = dates[i].held && taken[i].by == domain::RoomTakenBy::nobody;
    dates[i].room = std::move(taken[i]);
  }
}

// As the reader ticked them, or as they are at first.
std::vector<ui::CopyDate> shown_dates(const Request& request, const App& app, std::vector<domain::CopyPlan> copies,
                                      const std::set<std::string>* ticked) {
  const HeldInHolidays in_holidays = held_in_holidays(copies, app);
  std::vector<ui::CopyDate> dates;
  for (domain::CopyPlan& one : copies) {
    ui::CopyDate& date = dates.emplace_back(shown_date(std::move(one), in_holidays, app));
    if (ticked != nullptr) date.held = ticked->contains(date.plan.key);
  }
  leave_taken_rooms(request, app, dates);
  return dates;
}

// Of each municipality where something is held later than it has told of.
std::vector<ui::KnownUntil> unknown_school_holidays(const std::vector<ui::CopyDate>& dates, const App& app) {
  std::set<std::string> later;
  for (const ui::CopyDate& date : dates) {
    const std::string& municipality = date.plan.details.location.municipality;
    const auto known = app.holidays.known_until(municipality);
    if (known && local_day(date.plan.details, app) > *known) later.insert(municipality);
  }
  std::vector<ui::KnownUntil> schools;
  for (const std::string& municipality : later) {
    schools.push_back({municipality, *app.holidays.known_until(municipality)});
  }
  return schools;
}

// A season has many dates; what is wrong with several in the same way is said once, and beside each.
std::vector<domain::Problem> each_once(const std::vector<domain::Problem>& problems) {
  std::vector<domain::Problem> once;
  for (const domain::Problem& problem : problems) {
    const bool said = std::ranges::any_of(
        once, [&](const domain::Problem& other) { return other.field == problem.field && other.code == problem.code; });
    if (!said) once.push_back(problem);
  }
  return once;
}

// Of the copies, by what they are copied from.
std::map<domain::SeriesId, domain::Rhythm> rhythms_of(const std::vector<domain::CopyPlan>& copies, const App& app) {
  std::map<domain::SeriesId, std::vector<domain::Event>> series;
  for (const domain::CopyPlan& copy : copies) {
    if (!copy.from.super_event) continue;
    domain::Event& date = series[*copy.from.super_event].emplace_back();
    static_cast<domain::EventDetails&>(date) = copy.details;
  }
  std::map<domain::SeriesId, domain::Rhythm> rhythms;
  for (const auto& [id, dates] : series) rhythms[id] = domain::rhythm_of(dates, app.ports.zones);
  return rhythms;
}

// By which all that were made along with it are found again.
domain::EventChangeId change_of(const domain::Event& made, const App& app) {
  domain::EventChangeId id;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    const auto changes = snapshot.event_changes().of_event(made.id, 1);
    if (!changes.empty()) id = changes.front().id;
  });
  return id;
}

// A series begins where it ended, a season a year later.
Fields first_inputs(const Request& request, const App& app) {
  Fields inputs;
  for (const auto& [name, value] : request.query) inputs.emplace_back(name, value);
  inputs = inputs_of(inputs);
  if (const auto series = series_in(inputs); series && form_value(inputs, "copy_first").empty()) {
    const auto dates = plan_of_series(request, app, *series);
    const year_month_day next{sys_days{local_day(dates.back().details, app)} + std::chrono::weeks{1}};
    std::erase_if(inputs, [](const auto& input) { return input.first == "copy_first"; });
    inputs.emplace_back("copy_first", domain::format_date(next));
  }
  return inputs;
}

Reply page_of(const Request& request, const App& app, Fields inputs, bool asked, std::vector<domain::Problem> problems,
              int status, const std::set<std::string>* ticked = nullptr) {
  ui::CopyPage page;
  page.state = {std::move(inputs), std::move(problems)};
  if (const auto series = series_in(page.state.values)) {
    page.series_name = plan_of_series(request, app, *series).front().from.name;
  }
  if (asked) {
    try {
      auto copies = plan(request, app, page.state.values);
      page.rhythms = rhythms_of(copies, app);
      page.dates = shown_dates(request, app, std::move(copies), ticked);
      page.schools = unknown_school_holidays(page.dates, app);
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
  const std::set<std::string> held = chosen_dates(fields, "held");
  try {
    auto copies = plan(request, app, inputs);
    std::erase_if(copies, [&](const domain::CopyPlan& copy) { return !held.contains(copy.key); });
    const auto made = domain::copy_events(app.ports, signed_in(request), copies);
    const auto series = made.front().super_event;
    if (series_in(inputs) && series) return done(address_of(*series), "copied");
    return see_other("/organiser/drafts?done=copied&made=" + std::to_string(change_of(made.front(), app).value));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return page_of(request, app, inputs, true, each_once(error.problems()), status_of(error), &held);
  }
}

}  // namespace service
