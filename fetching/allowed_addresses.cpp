#include "fetching/allowed_addresses.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <optional>

#include "domain/error.hpp"

namespace fetching {
namespace {

using Bytes = std::array<unsigned char, 16>;

constexpr int bits_before_ipv4 = 96;

Bytes mapped(const unsigned char* four) {
  Bytes bytes{};
  bytes[10] = bytes[11] = 0xFF;
  std::copy_n(four, 4, bytes.begin() + 12);
  return bytes;
}

std::optional<Bytes> parse_address(const std::string& text) {
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return mapped(bytes.data());
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return bytes;
  return {};
}

std::optional<Network> parse_network(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  const auto bytes = parse_address(address);
  if (!bytes) return {};
  const bool four = address.find(':') == std::string::npos;
  int bits = four ? 32 : 128;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const int longest = bits;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (error != std::errc{} || end != digits.data() + digits.size() || bits < 0 || bits > longest) return {};
  }
  return Network{*bytes, four ? bits + bits_before_ipv4 : bits};
}

std::vector<Network> networks(std::initializer_list<const char*> texts) {
  std::vector<Network> all;
  for (const char* text : texts) all.push_back(*parse_network(text));
  return all;
}

bool is_in(const std::vector<Network>& all, const Bytes& address) {
  return std::ranges::any_of(all, [&](const Network& network) { return network.has(address); });
}

// IANA's registries of special-purpose addresses (RFC 6890), multicast, and what is reserved.
bool is_public_ipv4(const Bytes& address) {
  static const auto special = networks(
      {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
       "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
       "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"});
  return !is_in(special, address);
}

// Only what is given out (2000::/3), without what stands for other addresses (6to4, Teredo) or for none.
bool is_public_ipv6(const Bytes& address) {
  static const auto given_out = networks({"2000::/3"});
  static const auto special = networks({"2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"});
  return is_in(given_out, address) && !is_in(special, address);
}

}  // namespace

bool Network::has(const Bytes& other) const {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + bits / 8, other.begin())) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const auto mask = static_cast<unsigned char>(0xFF << (8 - rest));
  return (address[whole] & mask) == (other[whole] & mask);
}

AllowedAddresses::AllowedAddresses(const std::vector<std::string>& also, std::string_view setting) {
  for (const std::string& text : also) {
    const auto network = parse_network(text);
    if (!network) {
      throw domain::Error(domain::ErrorKind::invalid, "setting", "must be networks like 10.20.0.0/16",
                          std::string(setting));
    }
    also_.push_back(*network);
  }
}

bool AllowedAddresses::allow(const Bytes& address) const {
  if (is_in(also_, address)) return true;
  static const auto ipv4 = networks({"::ffff:0:0/96"});
  // How networks without IPv4 reach it (RFC 6052): the last four octets are what is reached.
  static const auto translated = networks({"64:ff9b::/96"});
  if (is_in(ipv4, address)) return is_public_ipv4(address);
  if (is_in(translated, address)) return allow(mapped(address.data() + 12));
  return is_public_ipv6(address);
}

bool AllowedAddresses::allow(const sockaddr& address) const {
  Bytes bytes{};
  if (address.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address, sizeof four);
    return allow(mapped(reinterpret_cast<const unsigned char*>(&four.sin_addr)));
  }
  if (address.sa_family != AF_INET6) return false;
  sockaddr_in6 six{};
  std::memcpy(&six, &address, sizeof six);
  std::copy_n(reinterpret_cast<const unsigned char*>(&six.sin6_addr), bytes.size(), bytes.begin());
  return allow(bytes);
}

bool AllowedAddresses::allow(std::string_view address) const {
  const auto bytes = parse_address(std::string(address));
  return bytes && allow(*bytes);
}

}  // namespace fetching
