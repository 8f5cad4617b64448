#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace domain {

// The secrets of links, sessions and passwords. May be called from any thread.
class Secrets {
 public:
  virtual ~Secrets() = default;
  // 16 random bytes, base64url without padding (22 characters).
  [[nodiscard]] virtual std::string random_token() = 0;
  // Random and positive, below 2^48.
  [[nodiscard]] virtual std::int64_t random_id() = 0;
  // A token that can be made again from its seed by whoever holds the installation's key, and by nobody else: keyed
  // BLAKE2b of purpose and seed, 22 characters as above. So a later message can carry the link of a registration
  // although only `hash_token` of it is stored; a new seed revokes it.
  [[nodiscard]] virtual std::string derive_token(std::string_view purpose, std::string_view seed) const = 0;
  // What is stored of a token (hex, 64 characters; unkeyed, since tokens are random).
  [[nodiscard]] virtual std::string hash_token(std::string_view token) const = 0;
  // argon2id (RFC 9106) with libsodium's interactive limits; slow and memory-hungry on purpose.
  [[nodiscard]] virtual std::string hash_password(std::string_view password) const = 0;
  [[nodiscard]] virtual bool verify_password(std::string_view hash, std::string_view password) const = 0;
};

}  // namespace domain
