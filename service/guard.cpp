#include "service/guard.hpp"

#include <algorithm>

#include "domain/sign_in.hpp"
#include "service/app.hpp"
#include "service/constant_time.hpp"
#include "service/session.hpp"
#include "service/uploads.hpp"

namespace service {
namespace {

using domain::Error;
using domain::ErrorKind;
using domain::Role;

constexpr std::string_view bearer_scheme = "Bearer ";

std::optional<Role> needed_role(Access access) {
  switch (access) {
    case Access::viewer:
      return Role::viewer;
    case Access::door:
      return Role::door;
    case Access::partner:
      return Role::partner;
    case Access::organiser:
      return Role::organiser;
    case Access::manager:
      return Role::manager;
    case Access::admin:
      return Role::admin;
    case Access::anyone:
    case Access::link:
    case Access::operators:
      return std::nullopt;
  }
  return Role::admin;
}

bool is_operator(const std::string& address, const std::vector<std::string>& operators) {
  return operators.empty() || std::ranges::find(operators, address) != operators.end();
}

// Role lists the strongest first.
bool is_at_least(Role role, Role needed) {
  return static_cast<int>(role) <= static_cast<int>(needed);
}

bool names_this_site(std::string_view origin, std::string_view host, std::string_view base_url) {
  if (equal_without_case(origin, base_url)) return true;
  const auto authority = origin.find("://");
  return authority != std::string_view::npos && !host.empty() && equal_without_case(origin.substr(authority + 3), host);
}

// Pages whose Referrer-Policy is no-referrer send "Origin: null" even to their own site.
bool comes_from_elsewhere(const Request& request, const std::string& base_url) {
  if (const auto site = request.header("Sec-Fetch-Site")) return *site != "same-origin" && *site != "none";
  const auto origin = request.header("Origin");
  return origin && *origin != "null" && !names_this_site(*origin, request.header("Host").value_or(""), base_url);
}

bool is_by_bearer(const Request& request) {
  return request.principal && request.session_token.empty();
}

std::optional<std::string> sent_token(const Request& request) {
  if (const auto header = request.header("X-CSRF-Token")) return std::string(*header);
  const auto type = request.header("Content-Type").value_or("");
  const bool multipart = is_multipart(request);
  if (!multipart && !equal_without_case(type.substr(0, type.find(';')), "application/x-www-form-urlencoded")) {
    return std::nullopt;
  }
  const auto fields = multipart ? read_upload(request).fields : request.form();
  if (const auto field = find_field(fields, "csrf_token")) return std::string(*field);
  return std::nullopt;
}

}  // namespace

void identify(Request& request, App& app) {
  const auto authorization = request.header("Authorization").value_or("");
  if (equal_without_case(authorization.substr(0, bearer_scheme.size()), bearer_scheme)) {
    request.principal = domain::principal_of_bearer(app.ports, authorization.substr(bearer_scheme.size()));
    if (!request.principal) throw Error(ErrorKind::unauthenticated, "bearer_token", "The bearer token is not valid.");
    return;
  }
  const auto cookie = request.cookies.find(std::string(session_cookie_name));
  if (cookie == request.cookies.end() || cookie->second.empty()) return;
  const auto session = domain::find_session(app.ports, cookie->second);
  if (!session) return;
  request.principal = session->principal;
  request.session_token = cookie->second;
  if (!session->last_use_is_old) return;
  // For the list of one's devices; behind the answer, and lost where too much waits there.
  (void)app.background.add([&ports = app.ports, token = cookie->second] { note_use_of_session(ports, token); });
}

bool needs_principal(const Route& route) {
  return needed_role(route.access).has_value();
}

void require_access(const Request& request, const Route& route, const ServerSettings& settings) {
  if (route.access == Access::operators && !is_operator(request.remote_address, settings.operator_addresses)) {
    throw Error(ErrorKind::forbidden, "role",
                "Only operators may see this, from the addresses that the settings name.");
  }
  const auto needed = needed_role(route.access);
  if (!needed) return;
  if (!request.principal) throw Error(ErrorKind::unauthenticated, "sign_in_required", "Sign in first.");
  if (!is_at_least(request.principal->role, *needed)) {
    throw Error(ErrorKind::forbidden, "role", "Your role does not allow this.");
  }
}

void require_own_site(const Request& request, const std::string& base_url) {
  if (is_by_bearer(request) || !comes_from_elsewhere(request, base_url)) return;
  throw Error(ErrorKind::forbidden, "cross_site", "The request comes from another site.");
}

void require_intent(const Request& request, const Route& route, App& app, const std::string& base_url) {
  if (request.method == Method::get || request.method == Method::options || is_by_bearer(request)) return;
  require_own_site(request, base_url);
  if (!needs_principal(route) || request.session_token.empty()) return;
  const auto sent = sent_token(request);
  if (!sent && route.api) return;
  if (!sent || !equals_in_constant_time(*sent, csrf_token(request, app))) {
    throw Error(ErrorKind::forbidden, "csrf_token", "The page is too old; load it again.");
  }
}

std::string csrf_token(const Request& request, const App& app) {
  if (request.session_token.empty()) return {};
  return app.ports.secrets.derive_token("csrf", request.session_token);
}

}  // namespace service
