#include "ui/consent.hpp"

#include <cstdint>

namespace ui {

std::string consent_version(const Catalogue& catalogue, std::string_view key) {
  // FNV-1a.
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&hash](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    hash *= 0x100000001b3;
  };
  for (const auto& language : catalogue.languages()) {
    add(language.str());
    add(catalogue.text(language, key));
  }
  static constexpr char digits[] = "0123456789abcdef";
  std::string version;
  for (int i = 0; i < 12; ++i, hash >>= 4) version += digits[hash & 15];
  return version;
}

}  // namespace ui
