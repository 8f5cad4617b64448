#pragma once
#include <string>
#include <string_view>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "service/app.hpp"
#include "service/http.hpp"
#include "ui/form.hpp"
#include "ui/organiser_console.hpp"

// What every handler of the console begins and ends with.
namespace service {

// `address`: where GET shows this page, without a query; the request's own query goes with it where it is a GET. The
// notice is that of ?done=….
[[nodiscard]] ui::Console console_for(const Request& request, const App& app, std::string_view current,
                                      const std::string& address);
// A page that nobody keeps. Leaves the language of ?lang= in a cookie.
[[nodiscard]] Reply console_reply(const Request& request, const App& app, std::string html, int status = 200);
// To a page of the console, with a sentence about what was done: see organiser.notice.…
[[nodiscard]] Reply done(const std::string& address, std::string_view what, std::string_view anchor = {});
[[nodiscard]] std::string address_of(domain::EventId event);

// The event of the path, where the principal may.
[[nodiscard]] domain::Event event_for(const Request& request, const App& app, domain::Permission permission);
// What was typed, and what of it could not be taken.
[[nodiscard]] ui::FormState form_state(Fields values, const domain::Error& error);
// Whether a page shows these problems, with all that was typed: what was wrong with it, or what came in between. The
// rest is the edge's to answer.
[[nodiscard]] bool is_mended_on_page(const domain::Error& error);
[[nodiscard]] int status_of(const domain::Error& error);

}  // namespace service
