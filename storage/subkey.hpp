#pragma once
#include <sodium.h>

#include <array>
#include <cstdint>
#include <stdexcept>

#include "storage/key_ring.hpp"

namespace storage {

using Subkey = std::array<unsigned char, 32>;

// One key for each purpose (libsodium's KDF over keyed BLAKE2b), so that none tells of another. The numbers are part
// of the stored format.
enum class KeyPurpose : std::uint64_t { tokens = 1, fields = 2, blind_index = 3, check = 4 };

inline Subkey derive_subkey(const MasterKey& key, KeyPurpose purpose) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium does not start");
  static_assert(crypto_kdf_KEYBYTES == sizeof(MasterKey));
  Subkey subkey{};
  crypto_kdf_derive_from_key(subkey.data(), subkey.size(), static_cast<std::uint64_t>(purpose), "kutsu-01", key.data());
  return subkey;
}

}  // namespace storage
