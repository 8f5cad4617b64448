#include "service/audit.hpp"

#include <charconv>

#include "domain/audit.hpp"
#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"

namespace service {
namespace {

constexpr std::int64_t most_entries = 1000;
constexpr std::int64_t entries_a_page = 100;
constexpr std::int64_t largest_id = (std::int64_t{1} << 53) - 1;

std::optional<std::int64_t> number(std::string_view text, std::string_view name, std::int64_t most) {
  if (text.empty()) return {};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 1 || value > most) {
    throw domain::Error(domain::ErrorKind::invalid, "out_of_range",
                        "must be a whole number from 1 to " + std::to_string(most), std::string(name));
  }
  return value;
}

struct EntriesAsked {
  std::optional<std::int64_t> before;
  std::int64_t limit = entries_a_page;
};

EntriesAsked read_query(const Request& request) {
  EntriesAsked asked;
  for (const auto& [name, value] : request.query) {
    if (name == "before") {
      asked.before = number(value, name, largest_id);
    } else if (name == "limit") {
      asked.limit = number(value, name, most_entries).value_or(entries_a_page);
    } else {
      throw domain::Error(domain::ErrorKind::invalid, "unknown_parameter", "is no parameter of this list",
                          name.substr(0, 64));
    }
  }
  return asked;
}

Json entry_json(const domain::AuditEntry& entry) {
  Json::Object object{{"id", entry.id.value},
                      {"time", domain::format_rfc3339(entry.time)},
                      {"actor", entry.actor},
                      {"action", to_word(entry.action)}};
  if (entry.account) object.push_back({"account", entry.account->value});
  if (entry.event) object.push_back({"event", entry.event->value});
  if (entry.registration) object.push_back({"registration", entry.registration->value});
  add_text(object, "detail", entry.detail);
  return object;
}

}  // namespace

Reply list_audit(const Request& request, App& app) {
  domain::require(signed_in(request), domain::Permission::administer);
  const EntriesAsked asked = read_query(request);
  const auto before = asked.before ? std::optional(domain::AuditId{*asked.before}) : std::nullopt;
  const auto limit = static_cast<std::size_t>(asked.limit);
  std::vector<domain::AuditEntry> entries;
  // One more tells whether there are older ones.
  app.ports.store.read(
      [&](const domain::Snapshot& snapshot) { entries = snapshot.audit_log().newest(limit + 1, before); });
  Json next;
  if (entries.size() > limit) {
    entries.pop_back();
    next = app.settings.server.base_url + "/api/v1/audit?before=" + std::to_string(entries.back().id.value) +
           "&limit=" + std::to_string(limit);
  }
  Json::Array data;
  for (const domain::AuditEntry& entry : entries) data.push_back(entry_json(entry));
  return personal_reply(200,
                        Json::Object{{"meta", Json::Object{{"next", std::move(next)}}}, {"data", std::move(data)}});
}

}  // namespace service
