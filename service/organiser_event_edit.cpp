#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/event_length.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_conflicts.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_event_form.hpp"
#include "service/organiser_series.hpp"
#include "service/organiser_series_change.hpp"
#include "ui/organiser_event_form.hpp"
#include "ui/organiser_series.hpp"

namespace service {
namespace {

// What the form would show of the stored event: whether somebody else changed it is seen by this, since its version
// moves with every registration too.
std::string fingerprint(const domain::EventDetails& details, const App& app) {
  return app.ports.secrets.hash_token(event_form_text(event_form_of(details, app.ports.zones)));
}

std::vector<domain::Organisation> organisations(const App& app) {
  std::vector<domain::Organisation> all;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { all = snapshot.organisations().all(); });
  return all;
}

Reply edit_page(const Request& request, const App& app, const domain::Event& event, const EventForm& form,
                std::vector<domain::Problem> problems, int status) {
  ui::EventFormPage page;
  page.state = {event_form_fields(form), std::move(problems)};
  page.event = event;
  page.organisations = organisations(app);
  page.scopes = scopes_of(event, app);
  add_planning(request, app, form, event.id, page);
  const ui::Console console = console_for(request, app, "events", address_of(event.id) + "/edit");
  return console_reply(request, app, ui::event_form_page(app.pages, console, page), status);
}

// What the form changes of the event as it is stored.
std::function<void(domain::EventDetails&)> change_by(const App& app, const EventForm& form) {
  const EventFormChoices choices{app.ports.zones, app.pages.lists(), organisations(app)};
  return [&app, form, choices](domain::EventDetails& details) {
    if (fingerprint(details, app) != form.based_on) {
      throw domain::Error(domain::ErrorKind::conflict, "edited_meanwhile", "somebody else changed it meanwhile");
    }
    apply_event_form(form, choices, details);
  };
}

bool tells_somebody(const Request& request, const App& app, const domain::Event& event,
                    const std::function<void(domain::EventDetails&)>& change) {
  const auto plan =
      domain::plan_series_edit(app.ports, signed_in(request), event.id, domain::SeriesScope::this_one, change);
  return ui::is_told(plan.told);
}

// Of several dates, and where somebody is told, it is shown first what the change means.
Reply save(const Request& request, App& app, const domain::Event& event, const EventForm& form, bool shown) {
  const domain::SeriesScope scope = scope_in({{"scope", form.scope}});
  const auto change = change_by(app, form);
  if (scope == domain::SeriesScope::this_one && (shown || !tells_somebody(request, app, event, change))) {
    (void)domain::edit_event(app.ports, signed_in(request), event.id, change);
    return done(address_of(event.id), "saved");
  }
  if (!shown) return series_change_reply(request, app, event.id, event_form_fields(form), change);
  (void)domain::edit_series(app.ports, signed_in(request), event.id, scope, change);
  return done(address_of(event.super_event.value()), "series_changed");
}

bool is_in_the_way(const domain::Error& error) {
  const std::string& code = error.problems().front().code;
  return code == "room_taken" || code == "interpreter_busy";
}

// The form again with what was typed, or the dates of a series, which show which of them it is.
Reply refused(const Request& request, const App& app, const domain::Event& event, EventForm form, bool series,
              const domain::Error& error) {
  if (!is_mended_on_page(error)) throw;
  if (series && is_in_the_way(error)) {
    try {
      return series_change_reply(request, app, event.id, event_form_fields(form), change_by(app, form), &error);
    } catch (const domain::Error& later) {
      return refused(request, app, event, std::move(form), false, later);
    }
  }
  // Who saves again has been told, and means it.
  if (error.kind() == domain::ErrorKind::conflict) form.based_on = fingerprint(event, app);
  return edit_page(request, app, event, form, error.problems(), status_of(error));
}

}  // namespace

Reply show_event_edit(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  EventForm form = event_form_of(event, app.ports.zones);
  form.based_on = fingerprint(event, app);
  form.scope = std::string(to_word(scope_asked(request, event, app)));
  return edit_page(request, app, event, form, {}, 200);
}

Reply take_event_edit(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const Fields fields = request.form();
  EventForm form = read_event_form(fields);
  const std::string action = form_value(fields, "action");
  if (edit_event_form(form, fields) || action == "back") return edit_page(request, app, event, form, {}, 200);
  drop_empty_questions(form);
  try {
    require_meant_length(form, app.ports.zones, &event);
    return save(request, app, event, form, action == "save_series");
  } catch (const domain::Error& error) {
    return refused(request, app, event, std::move(form), action == "save_series", error);
  }
}

}  // namespace service
