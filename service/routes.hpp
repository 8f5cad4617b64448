#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include "service/http.hpp"

namespace service {

struct App;

// Who may call a route. The edge enforces it before the handler runs; what a role may do with one event is
// domain::require's.
enum class Access {
  anyone,  // `principal` is filled in where somebody happens to be signed in
  link,    // whoever holds the secret in the address
  viewer,  // signed in, this role or a stronger one (viewer < door < partner < organiser < manager < admin)
  door,
  partner,
  organiser,
  manager,
  admin,
  operators,  // health and metrics: open, or only from addresses that settings allow
};

// parse → call → render.
using Handler = Reply (*)(const Request&, App&);

struct Route {
  Method method;
  std::string_view pattern;  // "/api/v1/events/{id}"; a segment "{lang}" takes one segment, "{id}.ics" a part of one
  Access access;
  Handler handler;
  // Part of the JSON interface: problems are application/problem+json. Otherwise pages: problems are HTML.
  bool api = false;
  // Bytes of a request's body where it takes files (service/uploads.hpp). 0: as the settings say.
  std::size_t body_limit = 0;
};

// Every route there is.
[[nodiscard]] std::span<const Route> routes();

}  // namespace service
