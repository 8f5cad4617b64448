#include "service/links_again.hpp"

#include "domain/manage_registration.hpp"
#include "service/abuse_limits.hpp"
#include "service/app.hpp"

namespace service {

void send_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                      const std::optional<domain::EmailAddress>& email) {
  limit_links_again(request, app, phone, email);
  const domain::Ports& ports = app.ports;
  if (!app.background.add([&ports, phone, email] { domain::send_links_again(ports, phone, email); })) {
    app.metrics.count_links_dropped();
  }
}

}  // namespace service
