#pragma once
#include <filesystem>

#include "storage/key_ring.hpp"

// The installation's keys as `<data_dir>/keys/master.key`, readable by its owner alone: 32 bytes as long as there is
// one key, then lines as parse_keys reads them. All throw Error{unavailable, "key_file"}.
namespace storage {

// Reads the file, or makes it with a new key where it does not exist. Several processes may do so at once and get the
// same.
[[nodiscard]] KeyRing load_or_create_keys(const std::filesystem::path& data_dir);

// Puts a new key in front; whole or not at all. Programs that run see it at their next start.
KeyRing rotate_key_file(const std::filesystem::path& data_dir);
// Takes a key out (KeyRing::without).
KeyRing retire_from_key_file(const std::filesystem::path& data_dir, int number);

}  // namespace storage
