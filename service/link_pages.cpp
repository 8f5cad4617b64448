#include "service/link_pages.hpp"

#include <algorithm>
#include <array>

#include "domain/audit.hpp"
#include "service/abuse_limits.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

constexpr std::array<std::string_view, 13> things_done{
    "confirmed",     "waitlisted", "dates",      "changed",  "cancelled", "all_cancelled", "reminders_on",
    "reminders_off", "verified",   "code_again", "accepted", "declined",  "renewed"};

}  // namespace

const std::string& token_in_path(const Request& request, App& app) {
  limit_link_use(request, app);
  return request.parameters.at("token");
}

domain::LanguageTag link_language(const Request& request, const App& app, const domain::LanguageTag& own) {
  const auto& catalogue = app.pages.catalogue();
  if (const auto asked = request.query_value("lang")) {
    for (const auto& language : catalogue.languages()) {
      if (language.str() == *asked) return language;
    }
  }
  return catalogue.closest(own);
}

void note_reading(const Request& request, const App& app, const domain::RegistrationView& view) {
  if (!request.principal) return;
  app.ports.store.write([&](domain::Transaction& tx) {
    auto entry = domain::audit_entry(*request.principal, domain::AuditAction::registration_seen, app.ports.clock.now());
    entry.event = view.event.id;
    entry.registration = view.registration.id;
    tx.audit_log().insert(entry);
  });
}

bool stays_at_door(const Request& request, const domain::Event& event) {
  return request.principal && domain::may(*request.principal, domain::Permission::mark_presence, &event) &&
         !domain::may(*request.principal, domain::Permission::see_contacts, &event);
}

Reply link_reply(int status, std::string html) {
  auto reply = html_reply(status, std::move(html));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

Reply done_reply(const App& app, std::string location, std::string_view done) {
  auto reply = see_other(std::move(location));
  const bool https = app.settings.server.base_url.starts_with("https://");
  reply.headers.emplace_back(
      "Set-Cookie",
      "kutsu_done=" + std::string(done) + "; Path=/m/; Max-Age=60; HttpOnly; SameSite=Lax" + (https ? "; Secure" : ""));
  reply.headers.emplace_back("Cache-Control", "no-store");
  return reply;
}

std::string done_before(const Request& request) {
  const auto cookie = request.cookies.find("kutsu_done");
  if (cookie == request.cookies.end()) return {};
  return std::ranges::find(things_done, cookie->second) == things_done.end() ? std::string() : cookie->second;
}

void forget_done(Reply& reply) {
  reply.headers.emplace_back("Set-Cookie", "kutsu_done=; Path=/m/; Max-Age=0; HttpOnly; SameSite=Lax");
}

}  // namespace service
