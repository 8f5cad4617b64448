#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_event_form.hpp"
#include "ui/organiser_event_form.hpp"

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
  const ui::Console console = console_for(request, app, "events", address_of(event.id) + "/edit");
  return console_reply(request, app, ui::event_form_page(app.pages, console, page), status);
}

void save(const Request& request, App& app, const domain::Event& event, const EventForm& form) {
  const EventFormChoices choices{app.ports.zones, app.pages.lists(), organisations(app)};
  (void)domain::edit_event(app.ports, signed_in(request), event.id, [&](domain::EventDetails& details) {
    if (fingerprint(details, app) != form.based_on) {
      throw domain::Error(domain::ErrorKind::conflict, "edited_meanwhile", "somebody else changed it meanwhile");
    }
    apply_event_form(form, choices, details);
  });
}

}  // namespace

Reply show_event_edit(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  EventForm form = event_form_of(event, app.ports.zones);
  form.based_on = fingerprint(event, app);
  return edit_page(request, app, event, form, {}, 200);
}

Reply take_event_edit(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const Fields fields = request.form();
  EventForm form = read_event_form(fields);
  if (edit_event_form(form, fields)) return edit_page(request, app, event, form, {}, 200);
  drop_empty_questions(form);
  try {
    save(request, app, event, form);
    return done(address_of(event.id), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    // Who saves again has been told, and means it.
    if (error.kind() == domain::ErrorKind::conflict) form.based_on = fingerprint(event, app);
    return edit_page(request, app, event, form, error.problems(), status_of(error));
  }
}

}  // namespace service
