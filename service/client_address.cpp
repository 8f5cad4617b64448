#include "service/client_address.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "domain/text.hpp"

namespace service {
namespace {

bool is_address(const std::string& text) {
  in6_addr parsed{};
  return inet_pton(AF_INET, text.c_str(), &parsed) == 1 || inet_pton(AF_INET6, text.c_str(), &parsed) == 1;
}

// "::ffff:203.0.113.5" is 203.0.113.5.
std::string_view without_mapping(std::string_view address) {
  constexpr std::string_view mapped = "::ffff:";
  return address.starts_with(mapped) ? address.substr(mapped.size()) : address;
}

}  // namespace

std::string client_address(const Fields& headers, std::string_view peer,
                           const std::vector<std::string>& trusted_proxies) {
  std::string address(without_mapping(peer));
  const auto trusted = [&](const std::string& a) {
    return std::ranges::find(trusted_proxies, a) != trusted_proxies.end();
  };
  if (trusted_proxies.empty() || !trusted(address)) return address;
  // Several fields are one list, RFC 9110, 5.3; the nearest proxy wrote last.
  std::string list;
  for (const auto& [name, value] : headers) {
    if (equal_without_case(name, "X-Forwarded-For")) list += ',' + value;
  }
  while (trusted(address) && !list.empty()) {
    const auto comma = list.rfind(',');
    const std::string hop(without_mapping(domain::trim(std::string_view(list).substr(comma + 1))));
    list.erase(comma);
    if (!is_address(hop)) break;
    address = hop;
  }
  return address;
}

}  // namespace service
