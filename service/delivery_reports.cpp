#include "service/delivery_reports.hpp"

#include <charconv>
#include <optional>
#include <string>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "service/app.hpp"
#include "service/constant_time.hpp"

namespace service {
namespace {

domain::MessageId signed_message(const Request& request, const App& app) {
  const domain::MessageId id{id_in_path(request)};
  const auto wanted = app.ports.secrets.derive_token(domain::delivery_purpose, std::to_string(id.value));
  if (!equals_in_constant_time(request.query_value("signature").value_or(""), wanted)) {
    throw domain::Error(domain::ErrorKind::not_found, "not_found", "there is nothing at this address");
  }
  return id;
}

// Whether the message was delivered; nothing where that is not decided yet.
std::optional<bool> outcome_of(const Request& request) {
  const auto word = request.query_value("type").value_or("");
  int type = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), type);
  if (error != std::errc{} || end != word.data() + word.size()) {
    throw domain::Error(domain::ErrorKind::invalid, "number", "must be a number", "type");
  }
  if (type == 1) return true;
  if (type == 2 || type == 16) return false;
  return {};
}

}  // namespace

Reply record_kannel_report(const Request& request, App& app) {
  const auto id = signed_message(request, app);
  if (const auto delivered = outcome_of(request)) {
    app.ports.store.write([&](domain::Transaction& tx) { tx.outbox().record_delivery(id, *delivered); });
  }
  return json_reply(200, R"({"status":"taken"})");
}

}  // namespace service
