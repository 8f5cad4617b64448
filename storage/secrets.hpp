#pragma once
#include <memory>

#include "domain/secrets.hpp"
#include "storage/key_file.hpp"

namespace storage {

// Tokens, seeds and passwords by libsodium.
[[nodiscard]] std::unique_ptr<domain::Secrets> make_secrets(const MasterKey& key);

}  // namespace storage
