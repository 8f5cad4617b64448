#pragma once
#include <string_view>

// For sources of this folder.
namespace storage {

// As libsodium takes them; they live as long as what `text` looks at.
[[nodiscard]] inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

}  // namespace storage
