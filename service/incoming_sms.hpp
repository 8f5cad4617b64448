#pragma once
#include "service/http.hpp"

// Where SMS gateways hand over what people answered.
namespace service {

struct App;

// Kannel (User Guide, "SMS push and pull"): an sms-service with post-url and send-sender. The text is the body, in the
// charset of its Content-Type; X-Kannel-From is the number, `id` in the query Kannel's %I. `secret` in the query is the
// setting sms.incoming_secret; without it, and where none is set, Error{not_found}. A POST alone: phone numbers and
// texts stay out of addresses, and a GET changes nothing. Answers 202 without a body, which Kannel sends nobody.
[[nodiscard]] Reply take_kannel_message(const Request& request, App& app);

}  // namespace service
