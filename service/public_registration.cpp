#include <algorithm>
#include <charconv>

#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/register_participants.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/party_input.hpp"
#include "service/public_site.hpp"
#include "ui/party_form.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;
using domain::maximum_party;

// A library's or school's computers share one address; so does a robot's flood.
constexpr int registrations_per_address = 60;

domain::Event open_event(const Request& request, const App& app) {
  const auto id = event_in_path(request);
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event || !domain::is_open_to_anyone(*event)) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  }
  return std::move(*event);
}

std::string event_path(const domain::LanguageTag& language, const domain::Event& event) {
  return "/" + language.str() + "/events/" + std::to_string(event.id.value);
}

bool takes_registrations(const domain::Event& event, domain::Instant now) {
  const auto state = domain::enrolment_state(event, now);
  return state == domain::Enrolment::open || state == domain::Enrolment::waiting_list;
}

// ?persons=4 opens the form for four.
std::size_t persons_asked_for(const Request& request) {
  std::size_t persons = 1;
  const auto text = request.query_value("persons").value_or("1");
  std::from_chars(text.data(), text.data() + text.size(), persons);
  return std::clamp<std::size_t>(persons, 1, maximum_party);
}

Reply show_form(const App& app, const domain::LanguageTag& language, const ui::RegistrationForm& form, int status) {
  auto context = page_context(language, app, "/{lang}/events/" + std::to_string(form.event.id.value) + "/register");
  context.indexable = false;
  return link_reply(status, ui::render_registration_form(app.pages, context, form));
}

std::vector<domain::Problem> consent_problems(const Fields& fields) {
  if (form_has(fields, "consent")) return {};
  return {{"consent", "consent", "must be agreed to"}};
}

domain::RegistrationReceipt register_party(const App& app, const domain::Event& event, const PartyInput& input,
                                           const Fields& fields, const domain::LanguageTag& language) {
  auto party = parse_party(input, maximum_party, consent_problems(fields));
  domain::RegistrationRequest request;
  request.event = event.id;
  request.contact = std::move(party.contact);
  request.persons = std::move(party.persons);
  request.idempotency_key = form_value(fields, "key");
  // The wording is known by its version and the language that it was read in.
  request.consent_version = std::string(ui::consent_version) + "/" + language.str();
  return domain::register_participants(app.ports, request);
}

ui::RegistrationForm form_of(domain::Event event, const PartyInput& input, const Fields& fields) {
  ui::RegistrationForm form{std::move(event), input.state, input.persons, form_value(fields, "key")};
  if (form_has(fields, "consent")) form.state.values.emplace_back("consent", "yes");
  return form;
}

bool is_mended_on_form(const domain::Error& error) {
  return error.kind() == domain::ErrorKind::invalid || error.kind() == domain::ErrorKind::conflict;
}

// The form again, with all that was typed. A key that another request has used would never be taken again.
Reply refuse_form(const App& app, const domain::LanguageTag& language, ui::RegistrationForm form,
                  const domain::Error& error) {
  form.state.problems = error.problems();
  if (error.problems().front().code == "idempotency_key_reused")
    form.idempotency_key = app.ports.secrets.random_token();
  return show_form(app, language, form, error.kind() == domain::ErrorKind::conflict ? 409 : 400);
}

}  // namespace

Reply show_registration_form(const Request& request, App& app) {
  const auto language = address_language(request, app);
  ui::RegistrationForm form{open_event(request, app), {}, persons_asked_for(request), app.ports.secrets.random_token()};
  if (!takes_registrations(form.event, app.ports.clock.now())) return see_other(event_path(language, form.event));
  form.state.values = {{"contact.language", language.str()}};
  return show_form(app, language, form, 200);
}

Reply take_registration_form(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const auto fields = request.form();
  auto event = open_event(request, app);
  // Nobody sees this input, so nobody but a program fills it in.
  if (!form_value(fields, "website").empty()) return see_other(event_path(language, event));
  auto input = read_party(fields, maximum_party);
  if (edit_party(input, form_value(fields, "action"), maximum_party)) {
    return show_form(app, language, form_of(std::move(event), input, fields), 200);
  }
  app.limits.take("register:" + request.remote_address, registrations_per_address, 10min);
  try {
    const auto receipt = register_party(app, event, input, fields, language);
    return done_reply(app, "/m/" + receipt.manage_token + "?lang=" + language.str(),
                      domain::to_word(receipt.registration.status));
  } catch (const domain::Error& error) {
    if (!is_mended_on_form(error)) throw;
    return refuse_form(app, language, form_of(std::move(event), input, fields), error);
  }
}

}  // namespace service
