// The JSON interface's sign-in, and what somebody signed in sees of it.
#include "domain/error.hpp"
#include "domain/own_account.hpp"
#include "service/api_request.hpp"
#include "service/json_object.hpp"
#include "service/session.hpp"

namespace service {
namespace {

// As it was sent: a password may begin or end with a space.
std::string required_text(JsonObject& object, std::string_view name) {
  if (!object.require(name)) return {};
  const std::string* text = object.find(name)->text();
  object.violations().require(text != nullptr, object.path_of(name), "text", "must be a text");
  return text == nullptr ? std::string() : *text;
}

// What belongs to a browser is not a token's to see.
void require_cookie(const Request& request) {
  if (request.session_token.empty()) {
    throw domain::Error(domain::ErrorKind::forbidden, "forbidden", "a bearer token has no session");
  }
}

Json organisation_json(const domain::OwnMembership& one, const domain::Principal& principal) {
  return Json::Object{
      {"organisation", Json::Object{{"id", one.organisation.id.value}, {"name", one.organisation.name}}},
      {"role", domain::to_word(one.role)},
      {"current", principal.organisation == one.organisation.id}};
}

Json session_json(const Request& request, const App& app) {
  const domain::Principal& principal = signed_in(request);
  Json::Object object{{"display_name", principal.display_name}, {"role", domain::to_word(principal.role)}};
  if (principal.organisation) object.emplace_back("organisation", principal.organisation->value);
  Json::Array memberships;
  if (!request.session_token.empty()) {
    for (const domain::OwnMembership& one : domain::see_own_account(app.ports, request.session_token).memberships) {
      memberships.push_back(organisation_json(one, principal));
    }
  }
  object.emplace_back("memberships", std::move(memberships));
  return object;
}

}  // namespace

Reply create_session(const Request& request, App& app) {
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  const std::string username = required_text(object, "username");
  const std::string password = required_text(object, "password");
  object.refuse_others();
  violations.throw_if_any();
  const domain::SignIn done = sign_in(request, app, username, password);
  Reply reply = personal_reply(
      200, Json::Object{{"display_name", done.principal.display_name}, {"role", domain::to_word(done.principal.role)}});
  add_cookies(reply, app, done);
  return reply;
}

Reply delete_session(const Request& request, App& app) {
  if (!request.session_token.empty()) domain::sign_out(app.ports, request.session_token);
  Reply reply;
  reply.status = 204;
  reply.headers.emplace_back("Set-Cookie", ended_session_cookie(app.settings));
  return reply;
}

Reply get_session(const Request& request, App& app) {
  return personal_reply(200, session_json(request, app));
}

Reply change_session(const Request& request, App& app) {
  require_cookie(request);
  const Json body = read_json(request);
  domain::Violations violations;
  JsonObject object(body, "", violations);
  object.require("organisation");
  const auto organisation = object.id("organisation");
  object.refuse_others();
  violations.throw_if_any();
  domain::work_for(app.ports, request.session_token, {organisation.value()});
  Request again = request;
  again.principal = domain::principal_of_session(app.ports, request.session_token);
  return personal_reply(200, session_json(again, app));
}

Reply list_sessions(const Request& request, App& app) {
  require_cookie(request);
  Json::Array sessions;
  for (const domain::OwnSession& one : domain::see_own_account(app.ports, request.session_token).sessions) {
    sessions.push_back(Json::Object{{"id", one.handle},
                                    {"device", one.session.device},
                                    {"last_used_time", domain::format_rfc3339(one.session.last_used_time)},
                                    {"created_time", domain::format_rfc3339(one.session.created_time)},
                                    {"current", one.is_this}});
  }
  return personal_reply(200, list_json(std::move(sessions)));
}

Reply end_session(const Request& request, App& app) {
  require_cookie(request);
  domain::end_session(app.ports, request.session_token, request.parameters.at("id"));
  Reply reply;
  reply.status = 204;
  return reply;
}

}  // namespace service
