#include "ui/organiser_interpreters.hpp"

#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/json_object.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/phone_numbers.hpp"

namespace service {
namespace {

constexpr std::string_view interpreters_address = "/organiser/interpreters";

std::vector<domain::SpokenLanguage> read_languages(const Fields& fields, domain::Violations& violations) {
  std::vector<domain::SpokenLanguage> languages;
  for (int i = 0; i < ui::spoken_language_inputs; ++i) {
    const std::string base = "languages[" + std::to_string(i) + "].";
    const std::string language = form_value(fields, base + "language");
    if (language.empty()) continue;
    gather(violations, [&] {
      languages.push_back({domain::LanguageTag(language, base + "language"), form_value(fields, base + "dialect")});
    });
  }
  return languages;
}

domain::Interpreter read_interpreter(const Fields& fields) {
  domain::Violations violations;
  domain::Interpreter interpreter;
  interpreter.name = form_value(fields, "name");
  interpreter.agency = form_value(fields, "agency");
  const std::string phone = form_value(fields, "phone");
  const std::string email = form_value(fields, "email");
  if (!phone.empty()) gather(violations, [&] { interpreter.phone = parse_phone(phone, "phone"); });
  if (!email.empty()) gather(violations, [&] { interpreter.email = domain::EmailAddress(email, "email"); });
  gather(violations, [&] {
    interpreter.message_language = domain::LanguageTag(form_value(fields, "message_language"), "message_language");
  });
  interpreter.languages = read_languages(fields, violations);
  violations.throw_if_any();
  return interpreter;
}

// The first language's input is where a missing one is mended.
std::vector<domain::Problem> in_form(std::vector<domain::Problem> problems) {
  for (domain::Problem& problem : problems) {
    if (problem.field == "languages") problem.field = "languages[0].language";
    if (problem.field == "languages.dialect") problem.field = "languages[0].dialect";
  }
  return problems;
}

Reply list_reply(const Request& request, const App& app, ui::FormState state, int status) {
  ui::InterpretersPage page;
  page.state = std::move(state);
  app.ports.store.read([&](const domain::Snapshot& snapshot) { page.interpreters = snapshot.interpreters().all(); });
  const ui::Console console = console_for(request, app, "interpreters", std::string(interpreters_address));
  return console_reply(request, app, ui::interpreters_page(app.pages, console, page), status);
}

Reply link_reply(const Request& request, const App& app, const domain::NewInterpreter& made) {
  const std::string address = app.settings.server.base_url + "/calendar/" + made.calendar_token + ".ics";
  const ui::Console console = console_for(request, app, "interpreters", std::string(interpreters_address));
  return console_reply(request, app, ui::interpreter_link_page(app.pages, console, made.interpreter, address));
}

}  // namespace

Reply show_interpreters(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::book_interpreters);
  return list_reply(request, app, {{{"message_language", "fi"}}, {}}, 200);
}

Reply take_interpreter(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::book_interpreters);
  const Fields fields = request.form();
  try {
    return link_reply(request, app, domain::add_interpreter(app.ports, signed_in(request), read_interpreter(fields)));
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, {fields, in_form(error.problems())}, status_of(error));
  }
}

Reply take_interpreter_retirement(const Request& request, App& app) {
  const domain::InterpreterId id{id_in_path(request)};
  try {
    domain::retire_interpreter(app.ports, signed_in(request), id);
    return done(std::string(interpreters_address), "saved");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return list_reply(request, app, {{{"message_language", "fi"}}, error.problems()}, status_of(error));
  }
}

Reply take_calendar_renewal(const Request& request, App& app) {
  const domain::InterpreterId id{id_in_path(request)};
  return link_reply(request, app, domain::renew_interpreter_calendar(app.ports, signed_in(request), id));
}

}  // namespace service
