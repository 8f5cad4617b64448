#pragma once
#include <array>
#include <filesystem>
#include <string_view>

namespace storage {

// The installation's key: 32 random bytes from which every other key is derived. Who has it and the database reads
// everything; without it, names, addresses and links are lost for good.
using MasterKey = std::array<unsigned char, 32>;

// Reads `<data_dir>/keys/master.key`, or makes it (readable by its owner alone) where it does not exist. Several
// processes may do so at once and get the same key. Throws Error{unavailable, "key_file"}.
[[nodiscard]] MasterKey load_or_create_key(const std::filesystem::path& data_dir);

// 64 hexadecimal digits, for several instances that share one database. Throws Error{invalid, "key", field}.
[[nodiscard]] MasterKey parse_key(std::string_view hex, std::string_view field = "data.key");

}  // namespace storage
