#pragma once
#include "service/http.hpp"

// What an operator's tools ask.
namespace service {

struct App;

// The process answers; nothing else is asked.
[[nodiscard]] Reply healthz(const Request& request, App& app);
// 200 while the database answers and the outbox moves, else 503 with what does not.
[[nodiscard]] Reply readyz(const Request& request, App& app);
// Prometheus' text format.
[[nodiscard]] Reply metrics(const Request& request, App& app);

}  // namespace service
