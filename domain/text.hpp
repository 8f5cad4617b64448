#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace domain {

class Violations;

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool is_valid_utf8(std::string_view text);
inline constexpr char32_t replacement_character = 0xfffd;
// Takes the first character; a byte of broken UTF-8 by itself, as the replacement character. `text` is not empty.
[[nodiscard]] char32_t take_utf8(std::string_view& text);
// `character` is a Unicode scalar value.
void append_utf8(std::string& text, char32_t character);
// Code points; `text` is valid UTF-8.
[[nodiscard]] std::size_t count_code_points(std::string_view text);
// What a person typed: without leading and trailing white space. Throws Error{invalid} with code "encoding" for broken
// UTF-8, "control_character" for NUL and other controls (tab and line feed pass, CR LF becomes LF), and "too_long"
// over `max_code_points`.
[[nodiscard]] std::string clean_text(std::string_view text, std::string_view field, std::size_t max_code_points);
// The same in place; what it would throw is added to `violations`, and the text stays as it was typed.
void clean_text(std::string& text, std::string_view field, std::size_t max_code_points, Violations& violations);
[[nodiscard]] std::string_view trim(std::string_view text);
// ASCII only.
[[nodiscard]] std::string to_lower_ascii(std::string_view text);
[[nodiscard]] std::string to_upper_ascii(std::string_view text);

}  // namespace domain
