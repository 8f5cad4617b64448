#pragma once
#include <string>

#include "ui/reader.hpp"

// What somebody agrees to who registers.
namespace ui {

inline constexpr std::string_view consent_key = "consent.text";

// Of the wording in all languages together, so that none changes unseen: 12 hex digits.
[[nodiscard]] std::string consent_version(const Catalogue& catalogue);

}  // namespace ui
