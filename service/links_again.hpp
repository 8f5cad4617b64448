#pragma once
#include <optional>

#include "domain/contact.hpp"
#include "service/http.hpp"

namespace service {

struct App;

// Has the links of everything that is still to come sent to this phone or email. Returns before anybody has looked
// whether it is known, so that neither the answer nor its time tells; where too much waits already, nothing is sent.
// Throws TooManyRequests (abuse_limits.hpp).
void send_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                      const std::optional<domain::EmailAddress>& email);

}  // namespace service
