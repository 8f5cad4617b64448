#include <algorithm>

#include "calendar/recurrence.hpp"
#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_event_form.hpp"
#include "service/organiser_repeat.hpp"
#include "ui/organiser_event_form.hpp"

namespace service {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view new_event_address = "/organiser/events/new";

EventFormChoices choices_of(const App& app) {
  EventFormChoices choices{app.ports.zones, app.pages.lists(), {}};
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { choices.organisations = snapshot.organisations().all(); });
  return choices;
}

Reply new_page(const Request& request, const App& app, const EventForm& form, std::vector<domain::Problem> problems,
               int status) {
  ui::EventFormPage page;
  page.state = {event_form_fields(form), std::move(problems)};
  page.organisations = choices_of(app).organisations;
  const ui::Console console = console_for(request, app, "new", std::string(new_event_address));
  return console_reply(request, app, ui::event_form_page(app.pages, console, page), status);
}

domain::EventDetails read_details(const Request& request, const App& app, const EventForm& form) {
  domain::EventDetails details;
  // Whoever enters the event owns it, whatever order the boxes come in.
  if (const auto own = signed_in(request).organisation) details.organisers.push_back({*own, {}});
  apply_event_form(form, choices_of(app), details);
  return details;
}

year_month_day date_of(domain::LocalTime time) {
  return year_month_day{std::chrono::floor<std::chrono::days>(time)};
}

void add_exception(std::vector<year_month_day>& exceptions, domain::LocalTime start) {
  if (std::ranges::find(exceptions, date_of(start)) == exceptions.end()) exceptions.push_back(date_of(start));
}

// The series that the form describes, and the starts that a clock change skips, which are left out.
struct PlannedSeries {
  domain::SeriesDraft draft;
  std::vector<domain::LocalTime> skipped;
};

std::vector<domain::LocalTime> expand(const domain::SeriesDraft& draft, domain::LocalTime first) {
  try {
    return calendar::expand(draft.recurrence, first, draft.exceptions, domain::maximum_series_length,
                            draft.details.time_zone);
  } catch (const domain::Error&) {
    throw domain::Error(domain::ErrorKind::invalid, "recurrence", "gives no dates, or too many", "repeat");
  }
}

PlannedSeries plan_series(const Request& request, const App& app, const EventForm& form) {
  PlannedSeries planned;
  domain::Violations violations;
  std::optional<RepeatPlan> plan;
  if (const auto start = local_start_of(form); start && app.ports.zones.knows(form.time_zone)) {
    plan = repeat_plan(form.repeat, *start, form.time_zone, app.ports.zones, violations);
  }
  try {
    planned.draft.details = read_details(request, app, form);
  } catch (const domain::Error& error) {
    violations.add(error);
  }
  violations.throw_if_any();
  planned.draft.recurrence = plan->recurrence;
  planned.draft.exceptions = plan->exceptions;
  const domain::LocalTime first = app.ports.zones.to_local(planned.draft.details.start_time, form.time_zone);
  for (const domain::LocalTime start : expand(planned.draft, first)) {
    const bool exists = app.ports.zones.exists(start, form.time_zone);
    (exists ? planned.draft.starts : planned.skipped).push_back(start);
    if (!exists) add_exception(planned.draft.exceptions, start);
  }
  return planned;
}

Reply preview(const Request& request, const App& app, const EventForm& form) {
  const PlannedSeries planned = plan_series(request, app, form);
  const auto utc = [&](domain::LocalTime start) { return app.ports.zones.to_utc(start, form.time_zone); };
  const ui::Console console = console_for(request, app, "new", std::string(new_event_address));
  ui::SeriesPreview page;
  page.state.values = event_form_fields(form);
  page.name = domain::best_text(planned.draft.details.name, console.context.language).text;
  page.time_zone = form.time_zone;
  std::ranges::transform(planned.draft.starts, std::back_inserter(page.starts), utc);
  std::ranges::transform(planned.skipped, std::back_inserter(page.skipped), utc);
  return console_reply(request, app, ui::series_preview_page(app.pages, console, page));
}

// The dates that stayed ticked.
Reply save_series(const Request& request, App& app, const EventForm& form, const std::set<std::string>& held) {
  PlannedSeries planned = plan_series(request, app, form);
  std::erase_if(planned.draft.starts, [&](domain::LocalTime start) {
    if (held.contains(domain::format_date(date_of(start)))) return false;
    add_exception(planned.draft.exceptions, start);
    return true;
  });
  if (planned.draft.starts.empty()) {
    throw domain::Error(domain::ErrorKind::invalid, "recurrence", "gives no dates", "repeat");
  }
  const auto made = domain::create_series(app.ports, signed_in(request), std::move(planned.draft));
  return done(address_of(made.events.front().id), "series_saved");
}

Reply save(const Request& request, App& app, const EventForm& form) {
  const auto event = domain::create_event(app.ports, signed_in(request), read_details(request, app, form));
  return done(address_of(event.id), "saved");
}

}  // namespace

Reply show_new_event(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  return new_page(request, app, empty_event_form(signed_in(request)), {}, 200);
}

Reply take_new_event(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Fields fields = request.form();
  EventForm form = read_event_form(fields);
  const std::string action = form_value(fields, "action");
  if (edit_event_form(form, fields) || action == "back") return new_page(request, app, form, {}, 200);
  drop_empty_questions(form);
  try {
    if (form.repeat.pattern.empty()) return save(request, app, form);
    if (action == "save_series") return save_series(request, app, form, form_choices(fields, "held"));
    return preview(request, app, form);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return new_page(request, app, form, error.problems(), status_of(error));
  }
}

}  // namespace service
