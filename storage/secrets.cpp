#include "storage/secrets.hpp"

#include <sodium.h>

#include <new>
#include <stdexcept>
#include <string>

#include "storage/octets.hpp"

namespace storage {
namespace {

constexpr std::size_t token_bytes = 16;

std::string base64url(const std::array<unsigned char, token_bytes>& bytes) {
  std::array<char, sodium_base64_ENCODED_LEN(token_bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)> text{};
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return text.data();
}

class SodiumSecrets final : public domain::Secrets {
 public:
  explicit SodiumSecrets(const MasterKey& links) : key_(links) {}
  ~SodiumSecrets() override { sodium_memzero(key_.data(), key_.size()); }

  std::string random_token() override {
    std::array<unsigned char, token_bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    return base64url(bytes);
  }

  std::int64_t random_id() override {
    std::uint64_t id = 0;
    while (id == 0) {
      randombytes_buf(&id, sizeof id);
      id >>= 16;
    }
    return static_cast<std::int64_t>(id);
  }

  std::string derive_token(std::string_view purpose, std::string_view seed) const override {
    std::array<unsigned char, token_bytes> bytes{};
    crypto_generichash_state state;
    crypto_generichash_init(&state, key_.data(), key_.size(), bytes.size());
    // The length keeps ("ab", "c") and ("a", "bc") apart.
    const auto length = static_cast<unsigned char>(purpose.size());
    crypto_generichash_update(&state, &length, 1);
    crypto_generichash_update(&state, bytes_of(purpose), purpose.size());
    crypto_generichash_update(&state, bytes_of(seed), seed.size());
    crypto_generichash_final(&state, bytes.data(), bytes.size());
    return base64url(bytes);
  }

  std::string hash_token(std::string_view token) const override {
    std::array<unsigned char, 32> hash{};
    crypto_generichash(hash.data(), hash.size(), bytes_of(token), token.size(), nullptr, 0);
    std::array<char, 65> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
  }

  std::string hash_password(std::string_view password) const override {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
      throw std::bad_alloc();
    }
    return hash.data();
  }

  bool verify_password(std::string_view hash, std::string_view password) const override {
    return crypto_pwhash_str_verify(std::string(hash).c_str(), password.data(), password.size()) == 0;
  }

 private:
  MasterKey key_;
};

}  // namespace

std::unique_ptr<domain::Secrets> make_secrets(const KeyRing& keys) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  return std::make_unique<SodiumSecrets>(keys.links());
}

}  // namespace storage
