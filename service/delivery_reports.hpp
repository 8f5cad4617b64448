#pragma once
#include "service/http.hpp"

// Where SMS gateways tell what became of a message.
namespace service {

struct App;

// Kannel (User Guide, "Delivery reports"): type 1 is delivered, 2 and 16 are failed; 4 (queued) and 8 (taken by the
// SMS centre) change nothing, and may come after 1. Kannel only knows GET, so the signature in the query, which was
// handed to it with the message, is what lets a GET change something. Anything not signed is Error{not_found}, whether
// or not there is such a message.
[[nodiscard]] Reply record_kannel_report(const Request& request, App& app);

}  // namespace service
