// What the links in emails lead to: becoming a member, and choosing a password anew.
#include "domain/account_links.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"
#include "service/abuse_limits.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/page_context.hpp"
#include "service/password_turn.hpp"
#include "service/session.hpp"
#include "ui/organiser_own_account.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr int resets_per_address = 30;
constexpr int resets_per_name = 5;
constexpr std::size_t longest_asked_name = 254;
constexpr std::string_view start_page = "/organiser/";

std::string token_of(const Request& request) {
  return request.parameters.at("token");
}

Reply forgotten_reply(const Request& request, const App& app, const ui::FormState& state, bool sent, int status) {
  const ui::Console console = console_for(request, app, "", "/organiser/forgotten");
  return console_reply(request, app, ui::forgotten_page(app.pages, console, state, sent), status);
}

Reply reset_reply(const Request& request, const App& app, const ui::FormState& state, int status) {
  const auto view = domain::view_account_link(app.ports, token_of(request), domain::LinkPurpose::reset);
  const ui::Console console = console_for(request, app, "", "/organiser/reset/" + token_of(request));
  return console_reply(request, app, ui::reset_page(app.pages, console, state, view, token_of(request)), status);
}

Reply join_reply(const Request& request, const App& app, const ui::FormState& state, int status) {
  const auto view = domain::view_account_link(app.ports, token_of(request), domain::LinkPurpose::invitation);
  const ui::Console console = console_for(request, app, "", "/organiser/join/" + token_of(request));
  return console_reply(request, app, ui::join_page(app.pages, console, state, view, token_of(request)), status);
}

// Not in the turns of those who guess passwords, and none for who holds no link.
PasswordTurn turn_by_link(const Request& request, const App& app, domain::LinkPurpose purpose) {
  (void)domain::view_account_link(app.ports, token_of(request), purpose);
  return PasswordTurn(PasswordTurn::For::holders_of_links);
}

Reply email_reply(const Request& request, const App& app, const ui::FormState& state, int status) {
  const auto view = domain::view_account_link(app.ports, token_of(request), domain::LinkPurpose::email);
  const ui::Console console = console_for(request, app, "", "/organiser/email/" + token_of(request));
  return console_reply(request, app, ui::email_proof_page(app.pages, console, state, view, token_of(request)), status);
}

Reply signed_in_reply(const App& app, const domain::SignIn& signed_in, std::string_view notice) {
  Reply reply = done(std::string(start_page), notice);
  add_cookies(reply, app, signed_in);
  return reply;
}

}  // namespace

Reply show_forgotten(const Request& request, App& app) {
  return forgotten_reply(request, app, {}, false, 200);
}

Reply take_forgotten(const Request& request, App& app) {
  const std::string name =
      domain::to_lower_ascii(domain::trim(form_value(request.form(), "username")).substr(0, longest_asked_name));
  if (name.empty()) {
    const domain::Error error(domain::ErrorKind::invalid, "required", "is required", "username");
    return forgotten_reply(request, app, form_state({}, error), false, status_of(error));
  }
  app.limits.take("reset:" + limited_address(request.remote_address), resets_per_address, 1h);
  app.limits.take("reset_name:" + app.ports.secrets.derive_token("limit", name), resets_per_name, 1h);
  // Behind the answer, which is the same in words and time whether or not the name is known (ADR 14).
  if (!app.background.add([&ports = app.ports, name] { domain::request_reset(ports, name); })) {
    app.metrics.count_links_dropped();
  }
  return forgotten_reply(request, app, {}, true, 200);
}

Reply show_reset(const Request& request, App& app) {
  limit_link_use(request, app);
  try {
    return reset_reply(request, app, {}, 200);
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::not_found) throw;
    // Where another one is asked for.
    return forgotten_reply(request, app, {{}, error.problems()}, false, status_of(error));
  }
}

Reply take_reset(const Request& request, App& app) {
  limit_link_use(request, app);
  const Fields fields = request.form();
  try {
    const PasswordTurn turn = turn_by_link(request, app, domain::LinkPurpose::reset);
    return signed_in_reply(app,
                           domain::reset_password(app.ports, token_of(request),
                                                  find_field(fields, "password").value_or(""), device_of(request)),
                           "password_set");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return reset_reply(request, app, {{}, error.problems()}, status_of(error));
  }
}

Reply show_join(const Request& request, App& app) {
  limit_link_use(request, app);
  return join_reply(request, app, {}, 200);
}

Reply take_join(const Request& request, App& app) {
  limit_link_use(request, app);
  const Fields fields = request.form();
  const domain::NewMember member{form_value(fields, "display_name"),
                                 std::string(find_field(fields, "password").value_or("")), page_language(request, app)};
  try {
    if (form_value(fields, "as") == "present" && request.principal) {
      domain::join_with(app.ports, token_of(request), *request.principal);
      return done(std::string(start_page), "joined");
    }
    const PasswordTurn turn = turn_by_link(request, app, domain::LinkPurpose::invitation);
    return signed_in_reply(app, domain::join(app.ports, token_of(request), member, device_of(request)), "joined");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return join_reply(request, app, {{{"display_name", member.display_name}}, error.problems()}, status_of(error));
  }
}

Reply show_email_proof(const Request& request, App& app) {
  limit_link_use(request, app);
  return email_reply(request, app, {}, 200);
}

Reply take_email_proof(const Request& request, App& app) {
  limit_link_use(request, app);
  try {
    domain::confirm_email(app.ports, token_of(request));
    return done(request.principal ? "/organiser/account" : "/organiser/sign-in", "email_set");
  } catch (const domain::Error& error) {
    if (!is_mended_on_page(error)) throw;
    return email_reply(request, app, {{}, error.problems()}, status_of(error));
  }
}

}  // namespace service
