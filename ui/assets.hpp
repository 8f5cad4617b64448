#pragma once
#include <span>
#include <string>
#include <string_view>

#include "cmake/embedded.hpp"

namespace ui {

// Styles, scripts and pictograms as they are served below /assets/. A file's name carries a hash of its bytes
// ("public.1f0c2d3e4b5a6978.css"), so that whoever has it may keep it for ever.
[[nodiscard]] std::span<const embedded::File> assets();
// The one of that name, or nullptr.
[[nodiscard]] const embedded::File* find_asset(std::string_view hashed_name);
// "text/css; charset=utf-8", by the name's ending.
[[nodiscard]] std::string_view asset_type(std::string_view name);
// "public.css" → "/assets/public.1f0c2d3e4b5a6978.css". Throws std::out_of_range for a name that was not bundled.
[[nodiscard]] const std::string& asset_url(std::string_view name);

}  // namespace ui
