// What somebody signed in sees and decides of their own account.
#include "ui/organiser_own_account.hpp"

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/password_turn.hpp"
#include "service/session.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view account_address = "/organiser/account";
constexpr int password_changes = 10;
constexpr int email_changes = 5;

// A bearer token has no account.
const std::string& session_of(const Request& request) {
  if (request.session_token.empty()) {
    throw domain::Error(domain::ErrorKind::forbidden, "forbidden", "a bearer token has no account");
  }
  return request.session_token;
}

Reply account_reply(const Request& request, const App& app, const ui::FormState& state, int status) {
  const domain::OwnAccount own = domain::see_own_account(app.ports, session_of(request));
  const ui::Console console = console_for(request, app, "account", std::string(account_address));
  return console_reply(request, app, ui::own_account_page(app.pages, console, own, state), status);
}

}  // namespace

Reply show_own_account(const Request& request, App& app) {
  return account_reply(request, app, {}, 200);
}

Reply take_password(const Request& request, App& app) {
  const Fields fields = request.form();
  const std::string old_password(find_field(fields, "old_password").value_or(""));
  const std::string new_password(find_field(fields, "new_password").value_or(""));
  const auto account = signed_in(request).account;
  try {
    if (account) app.limits.take("password:" + std::to_string(account->value), password_changes, 15min);
    const PasswordTurn turn(PasswordTurn::For::known);
    domain::change_password(app.ports, session_of(request), old_password, new_password);
    return done(std::string(account_address), "password_set");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return account_reply(request, app, {{}, error.problems()}, status_of(error));
  }
}

Reply take_email_change(const Request& request, App& app) {
  const Fields fields = request.form();
  const std::string email = form_value(fields, "email");
  const std::string password(find_field(fields, "password").value_or(""));
  try {
    const domain::EmailAddress address(email, "email");
    if (const auto account = signed_in(request).account) {
      const std::string key = std::to_string(account->value);
      app.limits.take("email:" + key, email_changes, 1h);
      app.limits.take("password:" + key, password_changes, 15min);
    }
    const PasswordTurn turn(PasswordTurn::For::known);
    domain::request_email_change(app.ports, session_of(request), password, address);
    return done(std::string(account_address), "email_sent");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return account_reply(request, app, {{{"email", email}}, error.problems()}, status_of(error));
  }
}

Reply take_session_end(const Request& request, App& app) {
  domain::end_session(app.ports, session_of(request), request.parameters.at("handle"));
  return done(std::string(account_address), "signed_out_elsewhere");
}

Reply take_other_sessions_end(const Request& request, App& app) {
  domain::end_other_sessions(app.ports, session_of(request));
  return done(std::string(account_address), "signed_out_elsewhere");
}

Reply take_work_for(const Request& request, App& app) {
  const Fields fields = request.form();
  domain::Violations violations;
  const auto number = input_number(form_value(fields, "organisation"), "organisation", violations);
  violations.throw_if_any();
  domain::work_for(app.ports, session_of(request), {number.value_or(0)});
  // The page may be about something that only the other organisation sees.
  return see_other("/organiser/");
}

}  // namespace service
