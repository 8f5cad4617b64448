#pragma once
#include <span>
#include <string>
#include <string_view>

namespace storage {

// A column that holds ciphertext (marked "sealed" in the migrations).
struct SealedColumn {
  std::string_view table;
  std::string_view column;
  std::string_view kind;   // of the blind index beside it: "phone", "email", or "" for none
  std::string_view blind;  // the index's column

  // As FieldCipher binds it.
  [[nodiscard]] std::string name() const { return std::string(table) + "." + std::string(column); }
};

[[nodiscard]] std::span<const SealedColumn> sealed_columns();

}  // namespace storage
