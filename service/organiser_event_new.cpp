#include <algorithm>
#include <charconv>
#include <map>

#include "domain/copy_events.hpp"
#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "domain/keep_templates.hpp"
#include "domain/take_over.hpp"
#include "service/api_request.hpp"
#include "service/event_length.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_conflicts.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_event_form.hpp"
#include "service/organiser_repeat.hpp"
#include "service/organiser_series.hpp"
#include "service/page_context.hpp"
#include "service/series_preview.hpp"
#include "service/template_content.hpp"
#include "service/usual_place.hpp"
#include "ui/organiser_event_form.hpp"

namespace service {
namespace {

using std::chrono::year_month_day;

constexpr std::string_view new_event_address = "/organiser/events/new";
constexpr std::string_view like_template = "template-";

EventFormChoices choices_of(const App& app) {
  EventFormChoices choices{app.ports.zones, app.pages.lists(), {}};
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { choices.organisations = snapshot.organisations().all(); });
  return choices;
}

std::vector<domain::Problem> problems_of(const domain::Violations& violations) {
  try {
    violations.throw_if_any();
    return {};
  } catch (const domain::Error& error) {
    return error.problems();
  }
}

constexpr std::size_t most_looked_through = 500;
constexpr std::chrono::days looked_back{400};

// Whatever the organisation has held or plans to, once a name: the latest.
std::vector<ui::Choice> earlier_events(const Request& request, const App& app) {
  const domain::Principal& principal = signed_in(request);
  domain::EventFilter filter;
  filter.from = app.ports.clock.now() - looked_back;
  filter.publication = {domain::PublicationStatus::open_to_all, domain::PublicationStatus::unlisted,
                        domain::PublicationStatus::staff, domain::PublicationStatus::draft};
  filter.organiser = principal.organisation;
  filter.limit = most_looked_through;
  std::vector<domain::Event> events;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { events = snapshot.events().find(filter).events; });
  std::map<std::string, domain::EventId> latest;
  for (const domain::Event& event : events) {
    if (!domain::may(principal, domain::Permission::edit_event, &event)) continue;
    latest[std::string(domain::best_text(event.name, page_language(request, app)).text)] = event.id;
  }
  std::vector<ui::Choice> choices;
  for (const auto& [name, id] : latest) choices.push_back({std::to_string(id.value), name, {}});
  return choices;
}

// What a new event may begin as.
struct Beginnings {
  std::vector<ui::Choice> earlier;
  std::vector<ui::Choice> templates;
  std::string chosen_template;
  std::vector<domain::Problem> problems;  // with the date of that one
};

Beginnings beginnings(const Request& request, const App& app) {
  Beginnings all;
  all.earlier = earlier_events(request, app);
  for (const domain::EventTemplate& one : domain::list_templates(app.ports, signed_in(request))) {
    all.templates.push_back({std::to_string(one.id.value), one.name, {}});
  }
  return all;
}

Reply new_page(const Request& request, const App& app, const EventForm& form, std::vector<domain::Problem> problems,
               int status, Beginnings begin = {}) {
  ui::EventFormPage page;
  page.earlier = std::move(begin.earlier);
  page.templates = std::move(begin.templates);
  page.begin_template = std::move(begin.chosen_template);
  page.begin_problems = std::move(begin.problems);
  page.state = {event_form_fields(form), std::move(problems)};
  page.organisations = choices_of(app).organisations;
  page.municipalities = app.holidays.municipalities();
  add_planning(request, app, form, {}, page);
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

// On the first date of the repeat, which may come after the day that was typed.
EventForm begin_at(EventForm form, domain::LocalTime typed, domain::LocalTime start) {
  domain::Violations unread;
  const auto end = form.end_time.date.empty() ? std::nullopt : input_date(form.end_time.date, "end_time", unread);
  if (end) {
    const auto later = std::chrono::local_days{*end} + std::chrono::floor<std::chrono::days>(start - typed);
    form.end_time.date = domain::format_date(year_month_day{later});
  }
  form.start_time.date = date_for_input(start);
  return form;
}

// The series that the form describes, with every date that its rule gives.
struct PlannedSeries {
  domain::LocalTime typed_first;
  RepeatPlan plan;
  domain::EventDetails details;
};

PlannedSeries plan_series(const Request& request, const App& app, const EventForm& form) {
  PlannedSeries planned;
  domain::Violations violations;
  std::optional<RepeatPlan> plan;
  EventForm first = form;
  if (const auto start = local_start_of(form); start && app.ports.zones.knows(form.time_zone)) {
    planned.typed_first = *start;
    plan = repeat_plan(form.repeat, *start, form.time_zone, app.ports.zones, violations);
    if (plan) first = begin_at(form, *start, plan->start);
  }
  try {
    planned.details = read_details(request, app, first);
  } catch (const domain::Error& error) {
    violations.add(error);
  }
  violations.throw_if_any();
  planned.plan = std::move(*plan);
  return planned;
}

bool closes_for_all(const Fields& fields) {
  return form_value(fields, "enrolment") == "all";
}

// `error`: why the ticked dates were not stored.
Reply preview(const Request& request, const App& app, const EventForm& form, const domain::Error* error = nullptr) {
  const PlannedSeries planned = plan_series(request, app, form);
  const auto dates = dates_of(planned.plan, form.time_zone, app, taken_rooms(app, planned.details));
  const ui::Console console = console_for(request, app, "new", std::string(new_event_address));
  ui::SeriesPreview page = read_preview(
      request, app, {planned.details, form.repeat, planned.plan, dates, planned.typed_first}, console.context.language);
  page.state.values = event_form_fields(form);
  page.action = "/organiser/events";
  page.one_enrolment = closes_for_all(request.form());
  if (error != nullptr) keep_ticks(page, form_choices(request.form(), "held"), error->problems(), app);
  return console_reply(request, app, ui::series_preview_page(app.pages, console, page),
                       error == nullptr ? 200 : status_of(*error));
}

std::optional<domain::EventId> event_called(std::string_view text) {
  domain::EventId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return id;
}

// What the form of a copy does not hold, or one that began with a template.
void take_over(const Request& request, const App& app, const EventForm& form, std::vector<domain::Event> made) {
  if (form.like.starts_with(like_template)) {
    const auto id = event_called(std::string_view(form.like).substr(like_template.size()));
    const auto reader = template_reader(app);
    if (id) domain::take_over(app.ports, signed_in(request), domain::EventTemplateId{id->value}, made, reader);
  }
  if (const auto like = event_called(form.like)) {
    domain::take_over(app.ports, signed_in(request), *like, std::move(made));
  }
}

// The dates that stayed ticked.
Reply save_series(const Request& request, App& app, const EventForm& form, const std::set<std::string>& ticked) {
  PlannedSeries planned = plan_series(request, app, form);
  HeldDates held = held_of(planned.plan, ticked, form.time_zone, app);
  domain::SeriesDraft draft;
  draft.details = std::move(planned.details);
  draft.recurrence = std::move(held.recurrence);
  draft.starts = std::move(held.starts);
  draft.exceptions = std::move(held.exceptions);
  if (closes_for_all(request.form())) draft.one_enrolment = {true, true};
  draft.copied_from = event_called(form.like);
  const auto made = domain::create_series(app.ports, signed_in(request), std::move(draft));
  take_over(request, app, form, made.events);
  return done(address_of(made.series.id), "series_saved");
}

// ?from=<id>: an event to be held again.
std::optional<domain::Event> copied_event(const Request& request, const App& app) {
  const auto id = event_called(request.query_value("from").value_or(""));
  if (!id) return {};
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(*id); });
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  domain::require(signed_in(request), domain::Permission::edit_event, &*event);
  return event;
}

// On the next such weekday that is to come, as a draft.
EventForm copy_form(const domain::Event& event, const App& app) {
  std::chrono::weeks by{1};
  if (const auto past = app.ports.clock.now() - event.start_time; past > std::chrono::seconds{0}) {
    by = std::chrono::floor<std::chrono::weeks>(past) + std::chrono::weeks{1};
  }
  EventForm form = event_form_of(domain::moved_details(event, by, app.ports.zones), app.ports.zones);
  form.like = std::to_string(event.id.value);
  return form;
}

// A room that is not in use any more is left; its name and address stay.
void leave_retired_room(const App& app, domain::Place& place) {
  std::optional<domain::Room> room;
  if (!place.room) return;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { room = snapshot.rooms().find(*place.room); });
  if (!room || room->retired) place.room.reset();
}

// ?template=<id>&date=<day>.
Reply begin_with_template(const Request& request, const App& app, std::string_view chosen) {
  domain::Violations violations;
  const auto id = input_number(chosen, "template", violations);
  const auto like = domain::find_template(app.ports, signed_in(request), {id.value_or(0)});
  const std::string typed(request.query_value("date").value_or(""));
  violations.require(!typed.empty(), "date", "required", "is required");
  const auto day = typed.empty() ? std::nullopt : input_date(typed, "date", violations);
  if (!day) {
    Beginnings begin = beginnings(request, app);
    begin.chosen_template = chosen;
    begin.problems = problems_of(violations);
    return new_page(request, app, empty_event_form(signed_in(request)), {}, 422, std::move(begin));
  }
  domain::EventDetails details = read_template(like.content, *day, app);
  leave_retired_room(app, details.location);
  EventForm form = event_form_of(details, app.ports.zones);
  form.like = std::string(like_template) + std::to_string(like.id.value);
  return new_page(request, app, form, {}, 200);
}

Reply save(const Request& request, App& app, const EventForm& form) {
  const auto event =
      domain::create_event(app.ports, signed_in(request), read_details(request, app, form), event_called(form.like));
  take_over(request, app, form, {event});
  return done(address_of(event.id), "saved");
}

}  // namespace

Reply show_new_event(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  if (const auto chosen = request.query_value("template")) return begin_with_template(request, app, *chosen);
  const auto like = copied_event(request, app);
  if (like) return new_page(request, app, copy_form(*like, app), {}, 200);
  EventForm form = empty_event_form(signed_in(request));
  form.municipality = usual_municipality(request, app);
  return new_page(request, app, form, {}, 200, beginnings(request, app));
}

Reply take_new_event(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::create_event);
  const Fields fields = request.form();
  EventForm form = read_event_form(fields);
  const std::string action = form_value(fields, "action");
  if (edit_event_form(form, fields) || action == "back") return new_page(request, app, form, {}, 200);
  drop_empty_questions(form);
  try {
    require_meant_length(form, app.ports.zones);
    if (form.repeat.pattern.empty()) return save(request, app, form);
    if (action == "save_series") return save_series(request, app, form, form_choices(fields, "held"));
    return preview(request, app, form);
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    // The dates show which of them it is.
    if (action == "save_series" && error.problems().front().code == "room_taken") {
      return preview(request, app, form, &error);
    }
    return new_page(request, app, form, error.problems(), status_of(error));
  }
}

}  // namespace service
