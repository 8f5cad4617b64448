#pragma once
#include <memory>

#include "domain/secrets.hpp"
#include "storage/key_ring.hpp"

namespace storage {

// Tokens, seeds and passwords by libsodium. Links are made with the ring's key of links.
[[nodiscard]] std::unique_ptr<domain::Secrets> make_secrets(const KeyRing& keys);

}  // namespace storage
