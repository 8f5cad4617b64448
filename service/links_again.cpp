#include "service/links_again.hpp"

#include <thread>

#include "domain/manage_registration.hpp"
#include "service/abuse_limits.hpp"
#include "service/app.hpp"

namespace service {
namespace {

// Longer than writing the messages takes, so that a stopwatch does not tell who is known.
constexpr std::chrono::milliseconds answer_time{250};

}  // namespace

void send_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                      const std::optional<domain::EmailAddress>& email) {
  limit_links_again(request, app, phone, email);
  const auto until = std::chrono::steady_clock::now() + answer_time;
  domain::send_links_again(app.ports, phone, email);
  std::this_thread::sleep_until(until);
}

}  // namespace service
