#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "service/edge.hpp"

// Parts of an Edge.
namespace service {

inline constexpr std::string_view no_route = "(none)";

// One request on its way to its answer.
struct Edge::Exchange {
  Request request;
  std::string_view target;
  std::string_view method;
  std::string_view route_pattern = no_route;
  const Route* route = nullptr;
  std::chrono::steady_clock::time_point began = std::chrono::steady_clock::now();
  bool head_only = false;
  bool close = false;
};

[[nodiscard]] std::string new_request_id();
// HEAD is GET whose body stays here. Throws Refusal{501}.
[[nodiscard]] Method parse_method(std::string_view word);

}  // namespace service
