#include "domain/manage_token.hpp"

#include <chrono>

namespace domain {
namespace {

// base64url, RFC 4648 section 5.
constexpr std::string_view token_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t hour_length = 3;
constexpr std::size_t secret_length = 19;
constexpr std::size_t hash_length = 64;

std::string hour_of(Instant time) {
  auto hours = std::chrono::floor<std::chrono::hours>(time).time_since_epoch().count();
  std::string text(hour_length, 'A');
  for (auto place = text.rbegin(); place != text.rend(); ++place, hours /= 64) {
    *place = token_digits[static_cast<std::size_t>(hours) % 64];
  }
  return text;
}

}  // namespace

std::string manage_token(const Secrets& secrets, const Registration& registration) {
  // Stored before tokens began with the hour.
  if (registration.manage_token_hash.size() == hash_length) {
    return secrets.derive_token("manage", registration.link_seed);
  }
  return hour_of(registration.created_time) +
         secrets.derive_token("manage", registration.link_seed).substr(0, secret_length);
}

std::string manage_token_hash(const Secrets& secrets, std::string_view token) {
  const bool is_one =
      token.size() == hour_length + secret_length && token.find_first_not_of(token_digits) == token.npos;
  return std::string(is_one ? token.substr(0, hour_length) : "").append(secrets.hash_token(token));
}

}  // namespace domain
