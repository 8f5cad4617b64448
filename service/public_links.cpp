#include "domain/error.hpp"
#include "domain/manage_registration.hpp"
#include "service/form_guard.hpp"
#include "service/form_input.hpp"
#include "service/link_pages.hpp"
#include "service/links_again.hpp"
#include "service/page_context.hpp"
#include "service/party_input.hpp"
#include "service/phone_numbers.hpp"
#include "service/public_site.hpp"
#include "ui/registration_pages.hpp"

namespace service {
namespace {

constexpr std::string_view links_form = "links";

struct LinksAsked {
  std::optional<domain::PhoneNumber> phone;
  std::optional<domain::EmailAddress> email;
};

Reply reply_with(const App& app, const domain::LanguageTag& language, const ui::LinksForm& form, int status = 200) {
  auto context = page_context(language, app, "/{lang}/links");
  context.indexable = false;
  if (!form.sent) context.form = ui::filled_in;
  return link_reply(status, ui::render_links_form(app.pages, context, form));
}

// What is wrong goes along with what `violations` has already.
LinksAsked read_asked(const ui::FormState& state, domain::Violations violations) {
  LinksAsked asked;
  const std::string phone(state.value("contact.phone"));
  const std::string email(state.value("contact.email"));
  violations.require(!phone.empty() || !email.empty(), "contact.phone", "phone_or_email",
                     "a phone number or an email address is required");
  try {
    if (!phone.empty()) asked.phone = parse_phone(phone, "contact.phone");
  } catch (const domain::Error& error) {
    violations.add(error);
  }
  try {
    if (!email.empty()) asked.email = domain::EmailAddress(email, "contact.email");
  } catch (const domain::Error& error) {
    violations.add(error);
  }
  violations.throw_if_any();
  return asked;
}

}  // namespace

Reply show_links_form(const Request& request, App& app) {
  ui::LinksForm form;
  form.stamp = form_stamp(app, links_form);
  form.sent = request.query_value("sent").has_value();
  return reply_with(app, address_language(request, app), form);
}

Reply take_links_form(const Request& request, App& app) {
  const auto language = address_language(request, app);
  const auto fields = request.form();
  ui::LinksForm form;
  form.stamp = kept_stamp(app, links_form, fields);
  for (const char* name : {"contact.phone", "contact.email"}) {
    form.state.values.emplace_back(name, form_value(fields, name));
  }
  if (asks_for_language(form_value(fields, "action"))) return reply_with(app, language, form);
  try {
    domain::Violations robots;
    if (auto problem = robot_problem(app, links_form, fields))
      robots.add(problem->field, problem->code, problem->message);
    const auto [phone, email] = read_asked(form.state, robots);
    send_links_again(request, app, phone, email);
    // The same words, whether there was anything to send or not.
    return see_other("/" + language.str() + "/links?sent=yes");
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid) throw;
    form.state.problems = error.problems();
    return reply_with(app, language, form, 400);
  }
}

}  // namespace service
