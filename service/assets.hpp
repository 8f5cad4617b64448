#pragma once
#include "service/http.hpp"

namespace service {

struct App;

// GET /assets/{name}: what pages are styled and scripted with; its name carries a hash, so it is kept for ever.
[[nodiscard]] Reply show_asset(const Request& request, App& app);
// GET /organiser/door-worker.js: the service worker that opens the door's pages without network.
[[nodiscard]] Reply show_door_worker(const Request& request, App& app);

}  // namespace service
