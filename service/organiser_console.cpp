#include "service/organiser_console.hpp"

#include "domain/approve_event.hpp"
#include "domain/calendar_decision.hpp"
#include "domain/error.hpp"
#include "domain/own_account.hpp"
#include "service/api_request.hpp"
#include "service/errors.hpp"
#include "service/guard.hpp"
#include "service/page_context.hpp"
#include "ui/links.hpp"

namespace service {
namespace {

// The query of this page without what only this one answer is about.
std::string lasting_query(const Request& request) {
  if (request.method != Method::get) return {};
  std::vector<std::pair<std::string, std::string>> lasting;
  for (const auto& [name, value] : request.query) {
    if (name != "lang" && name != "done") lasting.emplace_back(name, value);
  }
  return ui::query_string(lasting);
}

std::string notice_key(const Request& request, const App& app) {
  const auto done = request.query_value("done");
  const std::string key = "organiser.notice." + std::string(done.value_or(""));
  return done && app.pages.catalogue().knows(key) ? key : std::string();
}

void add_work(const Request& request, const App& app, ui::Console& console) {
  const domain::Principal& principal = *request.principal;
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    if (principal.account) console.organisations = domain::organisations_of(snapshot, *principal.account);
    const auto present = principal.organisation ? snapshot.organisations().find(*principal.organisation) : std::nullopt;
    console.organisation = present ? present->name : std::string();
    console.to_approve = domain::count_to_decide(snapshot, principal);
    console.calendar_decisions = 0;
    if (principal.organisation && domain::may(principal, domain::Permission::create_event))
      console.calendar_decisions =
          domain::count_calendar_decisions(snapshot, *principal.organisation, app.ports.clock.now());
  });
}

}  // namespace

ui::Console console_for(const Request& request, const App& app, std::string_view current, const std::string& address) {
  const std::string query = lasting_query(request);
  ui::Console console;
  console.context =
      page_context(page_language(request, app), app, address + (query.empty() ? "?" : query + "&") + "lang={lang}");
  console.context.indexable = false;
  if (request.principal) {
    console.principal = *request.principal;
    console.context.signed_in_name = request.principal->display_name;
    console.context.csrf_token = csrf_token(request, app);
    add_work(request, app, console);
  }
  console.current = current;
  console.notice = notice_key(request, app);
  return console;
}

Reply console_reply(const Request& request, const App& app, std::string html, int status) {
  Reply reply = html_reply(status, std::move(html));
  reply.headers.emplace_back("Cache-Control", "no-store");
  if (request.query_value("lang")) {
    const bool https = app.settings.server.base_url.starts_with("https://");
    reply.headers.emplace_back("Set-Cookie", "kutsu_language=" + page_language(request, app).str() +
                                                 "; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax" +
                                                 (https ? "; Secure" : ""));
  }
  return reply;
}

Reply done(const std::string& address, std::string_view what, std::string_view anchor) {
  std::string location = address + "?done=" + std::string(what);
  if (!anchor.empty()) location += "#" + std::string(anchor);
  return see_other(std::move(location));
}

std::string address_of(domain::EventId event) {
  return "/organiser/events/" + std::to_string(event.value);
}

domain::Event event_for(const Request& request, const App& app, domain::Permission permission) {
  const domain::EventId id = event_in_path(request);
  std::optional<domain::Event> event;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { event = snapshot.events().find(id); });
  if (!event) throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is no such event");
  domain::require(signed_in(request), permission, &*event);
  return std::move(*event);
}

ui::FormState form_state(Fields values, const domain::Error& error) {
  return {std::move(values), error.problems()};
}

bool is_mended_on_page(const domain::Error& error) {
  return error.kind() == domain::ErrorKind::invalid || error.kind() == domain::ErrorKind::conflict;
}

int status_of(const domain::Error& error) {
  return failure_of(error).status;
}

}  // namespace service
