#pragma once
#include <optional>

#include "domain/contact.hpp"
#include "service/http.hpp"

namespace service {

struct App;

// Sends the links of everything that is still to come to this phone or email: the same answer and the same time,
// whether it is known or not. Throws TooManyRequests (abuse_limits.hpp).
void send_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                      const std::optional<domain::EmailAddress>& email);

}  // namespace service
