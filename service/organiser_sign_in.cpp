#include "ui/organiser_sign_in.hpp"

#include "domain/error.hpp"
#include "service/errors.hpp"
#include "service/form_input.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "service/session.hpp"

namespace service {
namespace {

constexpr std::string_view start_page = "/organiser/";
// What door staff came for.
constexpr std::string_view door_page = "/organiser/door";
constexpr std::string_view sign_in_address = "/organiser/sign-in";

Reply sign_in_reply(const Request& request, App& app, const ui::FormState& state, const std::string& next, int status) {
  ui::Console console = console_for(request, app, "", std::string(sign_in_address));
  // A form whose session another tab ended is shown as to anybody.
  console.context.signed_in_name.clear();
  return console_reply(request, app, ui::sign_in_page(app.pages, console, state, next), status);
}

}  // namespace

Reply show_sign_in(const Request& request, App& app) {
  const std::string next = local_path(request.query_value("next").value_or(""), start_page);
  if (request.principal) return see_other(next);
  return sign_in_reply(request, app, {}, next, 200);
}

Reply take_sign_in(const Request& request, App& app) {
  const Fields form = request.form();
  const std::string next = local_path(form_value(form, "next"), start_page);
  const std::string username = form_value(form, "username");
  try {
    const domain::SignIn done = sign_in(request, app, username, find_field(form, "password").value_or(""));
    const bool at_door = done.principal.role == domain::Role::door && (next == start_page || next == "/organiser");
    Reply reply = see_other(at_door ? std::string(door_page) : next);
    add_cookies(reply, app, done);
    return reply;
  } catch (const domain::Error& error) {
    const Failure failure = failure_of(error);
    Reply reply = sign_in_reply(request, app, form_state({{"username", username}}, error), next, failure.status);
    for (const auto& [name, value] : failure.headers) {
      if (name == "Retry-After") reply.headers.emplace_back(name, value);
    }
    return reply;
  }
}

Reply take_sign_out(const Request& request, App& app) {
  if (!request.session_token.empty()) domain::sign_out(app.ports, request.session_token);
  Reply reply = done(std::string(sign_in_address), "signed_out");
  reply.headers.emplace_back("Set-Cookie", ended_session_cookie(app.settings));
  return reply;
}

}  // namespace service
