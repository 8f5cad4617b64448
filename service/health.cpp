#include "service/health.hpp"

#include <optional>

#include "domain/error.hpp"
#include "service/app.hpp"

namespace service {
namespace {

// Messages are sent within seconds of being due; retries move their due time.
constexpr std::chrono::minutes outbox_patience{5};

domain::OutboxState outbox_state(App& app) {
  domain::OutboxState state;
  const auto now = app.ports.clock.now();
  app.ports.store.read([&](const domain::Snapshot& snapshot) { state = snapshot.outbox().state(now); });
  return state;
}

bool is_moving(const domain::OutboxState& outbox, domain::Instant now) {
  return !outbox.oldest_due || now - *outbox.oldest_due < outbox_patience;
}

}  // namespace

Reply healthz(const Request&, App&) {
  return json_reply(200, R"({"status":"ok"})");
}

Reply readyz(const Request&, App& app) {
  try {
    app.ports.store.ping();
    const auto outbox = outbox_state(app);
    if (is_moving(outbox, app.ports.clock.now())) return json_reply(200, R"({"database":"ok","outbox":"ok"})");
    return json_reply(503, R"({"database":"ok","outbox":"stalled"})");
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::unavailable) throw;
    return json_reply(503, R"({"database":"unreachable","outbox":"unknown"})");
  }
}

Reply metrics(const Request&, App& app) {
  auto text = app.metrics.text(outbox_state(app), app.ports.clock.now());
  return {200, "text/plain; version=0.0.4; charset=utf-8", std::make_shared<const std::string>(std::move(text)), {}};
}

}  // namespace service
