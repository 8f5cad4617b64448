#pragma once
#include <string>
#include <string_view>

#include "domain/manage_registration.hpp"
#include "service/app.hpp"
#include "service/http.hpp"

// What the pages behind secret links (/m/…, /o/…) share.
namespace service {

// Limits guessing; the token of the path.
[[nodiscard]] const std::string& token_in_path(const Request& request, App& app);
// ?lang=, else the closest to the person's own.
[[nodiscard]] domain::LanguageTag link_language(const Request& request, const App& app, const domain::LanguageTag& own);
// Writes down that whoever is signed in, if anybody, reads somebody's registration.
void note_reading(const Request& request, const App& app, const domain::RegistrationView& view);
// Staff that marks who came to the event and sees no contacts: of a scanned link it gets the panel for the door alone.
[[nodiscard]] bool stays_at_door(const Request& request, const domain::Event& event);
// Kept by nobody.
[[nodiscard]] Reply link_reply(int status, std::string html);
// 303 to a page that tells once what was done: a cookie of a minute, so that reloading does not tell it again.
[[nodiscard]] Reply done_reply(const App& app, std::string location, std::string_view done);
// What done_reply left for this page; empty for nothing.
[[nodiscard]] std::string done_before(const Request& request);
// Takes it away.
void forget_done(Reply& reply);

}  // namespace service
