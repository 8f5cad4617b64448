#pragma once
#include <optional>
#include <string>

#include "service/http.hpp"
#include "service/routes.hpp"

// Who asks, whether they may, and whether their own browser meant it.
namespace service {

struct App;
struct ServerSettings;

// Fills in `principal` and `session_token` from the bearer token or the session's cookie; asks the store only where
// one came. A cookie that is over counts as none; a bearer token that nobody has is Error{unauthenticated}.
void identify(Request& request, App& app);

[[nodiscard]] bool needs_principal(const Route& route);

// Throws Error{unauthenticated} where the route needs a role and nobody is signed in, Error{forbidden} where the role
// is too weak, or the address none of the operators'.
void require_access(const Request& request, const Route& route, const ServerSettings& settings);

// Against requests that another site makes a browser send (CSRF). For all but GET: Error{forbidden, "cross_site"}
// where Sec-Fetch-Site or Origin names another site; and, on routes that need a role, for whoever came by cookie,
// Error{forbidden, "csrf_token"} unless the form field `csrf_token` or the header X-CSRF-Token holds csrf_token().
// Requests to the JSON interface may come without a token: what a browser sends them from elsewhere carries an Origin.
void require_intent(const Request& request, const Route& route, App& app, const std::string& base_url);

// The first half of it, which the head of a request decides.
void require_own_site(const Request& request, const std::string& base_url);

// What forms carry in `csrf_token`; empty where nobody is signed in by cookie.
[[nodiscard]] std::string csrf_token(const Request& request, const App& app);

}  // namespace service
