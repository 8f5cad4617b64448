#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace calendar {

// A line as valid UTF-8 without controls; what is no UTF-8 is what Windows wrote before it.
[[nodiscard]] std::string decode_octets(std::string_view octets);
// At most so many code points, an ellipsis included; `text` is valid UTF-8.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t most);
// What a description says without the markup that Google and Outlook write into it; as it is where it has none.
[[nodiscard]] std::string without_markup(std::string_view text);

}  // namespace calendar
