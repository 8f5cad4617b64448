#pragma once
#include <string>
#include <string_view>

#include "domain/sign_in.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

// Signing in and out: the JSON interface's, and what the console's pages share with it.
namespace service {

inline constexpr std::string_view session_cookie_name = "kutsu_session";

// Limited per address and per user name, whether or not they exist, and to two passwords at once:
// Error{unavailable, "too_many_requests"}. A session
// that the request came with ends, so that nobody goes on in one that somebody else began.
[[nodiscard]] domain::SignIn sign_in(const Request& request, App& app, std::string_view username,
                                     std::string_view password);
// Values of Set-Cookie.
[[nodiscard]] std::string session_cookie(const Settings& settings, std::string_view token);
[[nodiscard]] std::string ended_session_cookie(const Settings& settings);
// A path of this server; anything else becomes `otherwise`.
[[nodiscard]] std::string local_path(std::string_view path, std::string_view otherwise);

Reply create_session(const Request& request, App& app);
Reply delete_session(const Request& request, App& app);

}  // namespace service
