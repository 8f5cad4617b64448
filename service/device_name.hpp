#pragma once
#include <string>
#include <string_view>

namespace service {

// What a person knows their browser by, from its User-Agent: "Firefox, Android". Empty for what is no known browser.
[[nodiscard]] std::string device_name(std::string_view user_agent);

}  // namespace service
