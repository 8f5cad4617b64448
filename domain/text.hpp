#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace domain {

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
// Code points; `text` is valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);
// What a person typed: without leading and trailing white space. Throws Error{invalid} with code "encoding" for broken
// UTF-8, "control_character" for NUL and other controls (tab and line feed pass, CR LF becomes LF), and "too_long"
// over `max_code_points`.
[[nodiscard]] std::string clean_text(std::string_view text, std::string_view field, std::size_t max_code_points);
[[nodiscard]] std::string_view trim(std::string_view text);
// ASCII only.
[[nodiscard]] std::string to_lower_ascii(std::string_view text);

}  // namespace domain
