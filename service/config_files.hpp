#pragma once
#include <string_view>

namespace service {

// A file of config/ as it was when the program was built: "themes.json", "demo/programme.csv". The bytes live as long
// as the program. Throws std::logic_error for a file that was not built in.
[[nodiscard]] std::string_view config_file(std::string_view name);

}  // namespace service
