#include "service/abuse_limits.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "domain/text.hpp"
#include "service/app.hpp"

namespace service {
namespace {

using namespace std::chrono_literals;

constexpr int registrations_per_address = 300;
constexpr int registrations_per_address_and_event = 60;
constexpr int registrations_per_contact = 20;
constexpr int link_uses_per_address = 300;
constexpr int changes_per_registration = 10;
constexpr int links_again_per_address = 30;
constexpr int messages_again_per_contact = 5;
constexpr int exports_per_address = 60;

// Keyed, so that no number can be read out of the program's memory.
void take_contact(App& app, std::string_view what, std::string_view contact, int burst) {
  const std::string hash = app.ports.secrets.derive_token("limit", contact);
  app.limits.take(std::string(what) + ":" + hash, burst, 1h);
}

void take_contacts(App& app, std::string_view what, const std::optional<domain::PhoneNumber>& phone,
                   const std::optional<domain::EmailAddress>& email, int burst) {
  if (phone) take_contact(app, what, phone->e164(), burst);
  if (email) take_contact(app, what, domain::to_lower_ascii(email->str()), burst);
}

}  // namespace

std::string limited_address(std::string_view address) {
  const std::string text(address);
  in6_addr parsed{};
  if (inet_pton(AF_INET6, text.c_str(), &parsed) != 1) return text;
  std::fill(std::begin(parsed.s6_addr) + 8, std::end(parsed.s6_addr), std::uint8_t{0});
  std::array<char, INET6_ADDRSTRLEN> network{};
  inet_ntop(AF_INET6, &parsed, network.data(), network.size());
  return std::string(network.data()) + "/64";
}

void limit_registration(const Request& request, App& app, const domain::Contact& contact,
                        std::span<const domain::EventId> events) {
  const std::string address = limited_address(request.remote_address);
  // The address first: a flood that is turned away makes no keys of its own.
  app.limits.take("register:" + address, registrations_per_address, 1h);
  for (const domain::EventId event : events) {
    app.limits.take("register:" + address + ":" + std::to_string(event.value), registrations_per_address_and_event, 1h);
  }
  take_contacts(app, "register_contact", contact.phone, contact.email, registrations_per_contact);
}

void limit_link_use(const Request& request, App& app) {
  app.limits.take("manage:" + limited_address(request.remote_address), link_uses_per_address, 10min);
}

void limit_links_again(const Request& request, App& app, const std::optional<domain::PhoneNumber>& phone,
                       const std::optional<domain::EmailAddress>& email) {
  app.limits.take("links_again:" + limited_address(request.remote_address), links_again_per_address, 1h);
  take_contacts(app, "links_again_contact", phone, email, messages_again_per_contact);
}

void limit_change(App& app, const domain::Registration& stored, const domain::RegistrationChange& change) {
  if (!change.contact && !change.persons) return;
  app.limits.take("change:" + std::to_string(stored.id.value), changes_per_registration, 1h);
  if (!change.contact) return;
  auto [phone, email] = std::pair(change.contact->phone, change.contact->email);
  if (phone == stored.contact.phone) phone.reset();
  if (email == stored.contact.email) email.reset();
  take_contacts(app, "change_contact", phone, email, messages_again_per_contact);
}

void limit_export(const Request& request, App& app) {
  app.limits.take("export:" + limited_address(request.remote_address), exports_per_address, 1h);
}

void limit_code_again(const Request& request, App& app, const domain::Contact& contact) {
  app.limits.take("code_again:" + limited_address(request.remote_address), links_again_per_address, 1h);
  if (contact.phone) take_contact(app, "code_again_contact", contact.phone->e164(), messages_again_per_contact);
}

}  // namespace service
