#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/page_context.hpp"
#include "service/party_input.hpp"
#include "service/phone_numbers.hpp"
#include "service/public_site.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

std::string phone_of(const domain::Registration& registration) {
  return registration.contact.phone ? format_phone(*registration.contact.phone) : std::string();
}

std::string link_path(const std::string& token, const domain::LanguageTag& language, std::string_view page = {}) {
  return "/m/" + token + std::string(page) + "?lang=" + language.str();
}

ui::PageContext context_of(const App& app, const domain::LanguageTag& language, const std::string& token,
                           std::string_view page = {}) {
  auto context = page_context(language, app, "/m/" + token + std::string(page) + "?lang={lang}");
  context.indexable = false;
  return context;
}

domain::LanguageTag language_of(const Request& request, const App& app, const domain::RegistrationView& view) {
  return link_language(request, app, view.registration.contact.language);
}

std::size_t maximum_of(const domain::RegistrationView& view) {
  return view.registration.made_by_staff ? domain::maximum_party_by_staff : domain::maximum_party;
}

Reply show_page(const Request& request, const App& app, const std::string& token, domain::RegistrationView view,
                std::vector<domain::Problem> problems, int status) {
  const auto language = language_of(request, app, view);
  const auto phone = phone_of(view.registration);
  const ui::ManagePage page{std::move(view), token, phone, done_before(request), std::move(problems)};
  auto reply = link_reply(status, ui::render_registration(app.pages, context_of(app, language, token), page));
  if (!page.done.empty()) forget_done(reply);
  return reply;
}

Reply show_change(const Request& request, const App& app, const ui::ChangeForm& form, int status) {
  const auto language = language_of(request, app, form.view);
  const auto context = context_of(app, language, form.token, "/change");
  return link_reply(status, ui::render_change_form(app.pages, context, form));
}

void change_party(const App& app, const std::string& token, const PartyInput& input, std::size_t maximum) {
  auto party = parse_party(input, maximum);
  domain::RegistrationChange change;
  change.contact = std::move(party.contact);
  change.persons = std::move(party.persons);
  domain::change_registration(app.ports, token, change);
}

}  // namespace

Reply show_registration(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  return show_page(request, app, token, domain::view_registration(app.ports, token), {}, 200);
}

Reply show_change_form(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  ui::ChangeForm form{domain::view_registration(app.ports, token), token, {}, 1};
  form.persons = form.view.registration.persons.size();
  form.state = ui::state_of(form.view.registration, phone_of(form.view.registration));
  return show_change(request, app, form, 200);
}

Reply take_change_form(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto fields = request.form();
  auto view = domain::view_registration(app.ports, token);
  const auto maximum = maximum_of(view);
  auto input = read_party(fields, maximum);
  if (edit_party(input, form_value(fields, "action"), maximum)) {
    return show_change(request, app, {std::move(view), token, input.state, input.persons}, 200);
  }
  try {
    change_party(app, token, input, maximum);
    return done_reply(app, link_path(token, language_of(request, app, view)), "changed");
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid && error.kind() != domain::ErrorKind::conflict) throw;
    input.state.problems = error.problems();
    const int status = error.kind() == domain::ErrorKind::conflict ? 409 : 400;
    return show_change(request, app, {std::move(view), token, input.state, input.persons}, status);
  }
}

Reply show_cancel_question(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  auto view = domain::view_registration(app.ports, token);
  const auto language = language_of(request, app, view);
  if (view.registration.status == domain::RegistrationStatus::cancelled) return see_other(link_path(token, language));
  const auto context = context_of(app, language, token, "/cancel");
  return link_reply(200, ui::render_cancel_question(app.pages, context, {std::move(view), token, {}, {}, {}}));
}

Reply take_cancellation_by_link(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::cancel_registration(app.ports, token);
  return done_reply(app, link_path(token, language_of(request, app, view)), "cancelled");
}

Reply lead_to_reminders(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  const auto view = domain::view_registration(app.ports, token);
  return see_other(link_path(token, language_of(request, app, view)) + "#reminders");
}

Reply take_reminder_wish(const Request& request, App& app) {
  const auto& token = token_in_path(request, app);
  domain::RegistrationChange change;
  change.reminders_wanted = form_value(request.form(), "wanted") == "yes";
  try {
    const auto view = domain::change_registration(app.ports, token, change);
    return done_reply(app, link_path(token, language_of(request, app, view)),
                      *change.reminders_wanted ? "reminders_on" : "reminders_off");
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::conflict) throw;
    return show_page(request, app, token, domain::view_registration(app.ports, token), error.problems(), 409);
  }
}

}  // namespace service
