#include "service/routes.hpp"

#include "service/health.hpp"

namespace service {
namespace {

// One row a route, grouped by resource. A literal segment wins over a "{parameter}" whatever the order. HEAD follows
// GET, and OPTIONS is answered for every path.
constexpr Route table[] = {
    // Operators
    {Method::get, "/healthz", Access::operators, healthz, true},
    {Method::get, "/readyz", Access::operators, readyz, true},
    {Method::get, "/metrics", Access::operators, metrics, true},
};

}  // namespace

std::span<const Route> routes() {
  return table;
}

}  // namespace service
