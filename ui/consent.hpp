#pragma once
#include <string>

#include "ui/reader.hpp"

// What somebody agrees to, or is told, who registers.
namespace ui {

inline constexpr std::string_view consent_key = "consent.text";
// What staff tells who comes in without having registered.
inline constexpr std::string_view door_consent_key = "consent.door";

// Of the wording in all languages together, so that none changes unseen: 12 hex digits.
[[nodiscard]] std::string consent_version(const Catalogue& catalogue, std::string_view key = consent_key);

}  // namespace ui
