#pragma once
#include <span>

#include "service/routes.hpp"

// The parts of routes(), a row a route, grouped by resource.
namespace service {

// The JSON interface.
[[nodiscard]] std::span<const Route> api_routes();
// The organisers' console.
[[nodiscard]] std::span<const Route> organiser_routes();

}  // namespace service
