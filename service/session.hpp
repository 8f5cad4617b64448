#pragma once
#include <string>
#include <string_view>

#include "domain/sign_in.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

// Signing in and out: the JSON interface's, and what the console's pages share with it.
namespace service {

inline constexpr std::string_view session_cookie_name = "kutsu_session";
// Of a browser in which somebody signed in before.
inline constexpr std::string_view device_cookie_name = "kutsu_device";

// Limited per address, per name and address, and per name from all browsers that the account does not know; a browser
// that it knows is limited by itself alone, so that nobody's guesses keep somebody out (ADR 17). The same whether or
// not the name exists: Error{unavailable, "too_many_requests"}. A session that the request came with ends, so that
// nobody goes on in one that somebody else began.
[[nodiscard]] domain::SignIn sign_in(const Request& request, App& app, std::string_view name,
                                     std::string_view password);
// The cookies of whom `done` signed in: of the session, and of the browser that is known from now on.
void add_cookies(Reply& reply, const App& app, const domain::SignIn& done);
[[nodiscard]] std::string ended_session_cookie(const Settings& settings);
// A path of this server; anything else becomes `otherwise`.
[[nodiscard]] std::string local_path(std::string_view path, std::string_view otherwise);
// For the list of signed-in devices.
[[nodiscard]] std::string device_of(const Request& request);

Reply create_session(const Request& request, App& app);
Reply delete_session(const Request& request, App& app);
// Who asks, and for which organisations they may work.
Reply get_session(const Request& request, App& app);
// For which organisation this session works from now on.
Reply change_session(const Request& request, App& app);
Reply list_sessions(const Request& request, App& app);
Reply end_session(const Request& request, App& app);

}  // namespace service
