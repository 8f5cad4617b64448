#include "domain/edit_event.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/organiser_overview.hpp"

// Publishing and cancelling.
namespace service {
namespace {

using domain::BookingStatus;

constexpr std::size_t longest_reason = 500;

// The console's languages, and those in which the event is named.
std::vector<domain::LanguageTag> reason_languages(const domain::Event& event, const App& app) {
  std::vector<domain::LanguageTag> languages = app.pages.catalogue().languages();
  for (const auto& [language, name] : event.name) {
    if (!app.pages.catalogue().speaks(language)) languages.push_back(language);
  }
  return languages;
}

void count_told(const domain::Snapshot& snapshot, ui::CancelPage& page) {
  page.parties = page.persons = page.interpreters = 0;
  for (const domain::Registration& registration : snapshot.registrations().of_event(page.event.id)) {
    if (registration.status == domain::RegistrationStatus::cancelled) continue;
    ++page.parties;
    page.persons += static_cast<int>(registration.persons.size());
  }
  for (const domain::InterpreterBooking& booking : snapshot.interpreters().bookings_of(page.event.id)) {
    if (booking.status == BookingStatus::offered || booking.status == BookingStatus::confirmed) ++page.interpreters;
  }
}

Reply cancel_page(const Request& request, const App& app, domain::Event event, ui::FormState state, int status) {
  ui::CancelPage page;
  page.event = std::move(event);
  page.state = std::move(state);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { count_told(snapshot, page); });
  const ui::Console console = console_for(request, app, "events", address_of(page.event.id) + "/cancel");
  return console_reply(request, app, ui::event_cancel_page(app.pages, console, page), status);
}

// Without a reason in any language, the first is the one to fill in.
domain::LocalisedText read_reason(const Fields& fields, const std::vector<domain::LanguageTag>& languages) {
  domain::Violations violations;
  domain::LocalisedText reason;
  for (const domain::LanguageTag& language : languages) {
    const std::string name = "reason." + language.str();
    std::string text = input_text(form_value(fields, name), name, longest_reason, violations);
    if (!text.empty()) reason[language] = std::move(text);
  }
  violations.throw_if_any();
  violations.require(!reason.empty(), "reason." + languages.front().str(), "required", "is required in one language");
  violations.throw_if_any();
  return reason;
}

}  // namespace

Reply take_publication(const Request& request, App& app) {
  const domain::EventId id = event_in_path(request);
  const std::string as = form_value(request.form(), "publication_status");
  return press(request, app, id, [&] {
    (void)domain::publish_event(app.ports, signed_in(request), id,
                                domain::parse_publication_status(as, "publication_status"));
    return done(address_of(id), "published");
  });
}

Reply show_cancellation(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  if (event.status == domain::EventStatus::cancelled) return see_other(address_of(event.id));
  ui::FormState state;
  for (const auto& language : reason_languages(event, app)) state.values.emplace_back("reason." + language.str(), "");
  return cancel_page(request, app, std::move(event), std::move(state), 200);
}

Reply take_cancellation(const Request& request, App& app) {
  domain::Event event = event_for(request, app, domain::Permission::edit_event);
  const Fields fields = request.form();
  const auto languages = reason_languages(event, app);
  try {
    (void)domain::cancel_event(app.ports, signed_in(request), event.id, read_reason(fields, languages));
    return done(address_of(event.id), "cancelled");
  } catch (const domain::Error& error) {
    if (error.kind() == domain::ErrorKind::conflict) {
      return overview_reply(request, app, event.id, {.problems = error.problems()}, status_of(error));
    }
    if (!is_mended_on_page(error)) throw;
    Fields typed;
    for (const auto& language : languages) {
      const std::string name = "reason." + language.str();
      typed.emplace_back(name, form_value(fields, name));
    }
    return cancel_page(request, app, std::move(event), form_state(std::move(typed), error), status_of(error));
  }
}

}  // namespace service
