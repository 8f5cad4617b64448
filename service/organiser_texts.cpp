#include "domain/edit_series.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"

namespace service {

// What is right beside its original is right on every date that says the same.
Reply take_texts_checked(const Request& request, App& app) {
  const domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const domain::LanguageTag language(form_value(request.form(), "language"));
  const auto change = [&](domain::EventDetails& details) { details.checked_languages.insert(language); };
  if (event.super_event) {
    (void)domain::edit_series(app.ports, signed_in(request), event.id, domain::SeriesScope::all, change);
  } else {
    (void)domain::edit_event(app.ports, signed_in(request), event.id, change);
  }
  return done(address_of(event.id), "saved");
}

}  // namespace service
