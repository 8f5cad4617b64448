#pragma once
#include <string>
#include <string_view>

#include "ui/code_lists.hpp"

namespace service {

// The code of a theme of config/themes.json; case does not matter, and an underscore is as good as a hyphen
// ("Job_Seeking"). Throws Error{invalid, "unknown_value"} that names the codes there are.
[[nodiscard]] std::string parse_theme(std::string_view text, std::string_view field, const ui::CodeLists& lists);

}  // namespace service
