#include <charconv>

#include "service/api_request.hpp"
#include "service/organiser.hpp"
#include "service/organiser_console.hpp"
#include "ui/organiser_admin.hpp"

namespace service {
namespace {

constexpr std::size_t entries_a_page = 50;

// A page that nobody linked to is the first one.
std::optional<domain::AuditId> before_of(const Request& request) {
  const auto text = request.query_value("before").value_or("");
  domain::AuditId id;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id.value);
  if (error != std::errc{} || end != text.data() + text.size() || id.value <= 0) return {};
  return id;
}

}  // namespace

Reply show_audit_log(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::administer);
  const auto before = before_of(request);
  ui::AuditPage page;
  page.is_first = !before;
  page.now = app.ports.clock.now();
  app.ports.store.read([&](const domain::Snapshot& snapshot) {
    page.entries = snapshot.audit_log().newest(entries_a_page + 1, before);
    page.events.clear();
    for (const domain::AuditEntry& entry : page.entries) {
      if (!entry.event || page.events.contains(*entry.event)) continue;
      if (auto event = snapshot.events().find(*entry.event)) page.events[*entry.event] = std::move(event->name);
    }
  });
  if (page.entries.size() > entries_a_page) {
    page.entries.pop_back();
    page.older = page.entries.back().id;
  }
  const ui::Console console = console_for(request, app, "audit", "/organiser/audit");
  return console_reply(request, app, ui::audit_page(app.pages, console, page));
}

}  // namespace service
