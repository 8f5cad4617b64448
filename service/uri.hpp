#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "service/http.hpp"

// Percent-encoding (RFC 3986, 2.1) and what builds on it.
namespace service {

// Nothing where a "%" has no two hex digits after it.
[[nodiscard]] std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// All but the unreserved characters of RFC 3986, 2.3, so that the result fits any part of an address.
[[nodiscard]] std::string percent_encode(std::string_view text);
// "a=1&b=2", decoded, in order. Nothing where it is not well-formed, or not UTF-8, or holds a NUL, or has more than
// `maximum_form_fields` fields.
// Of each of 2,000 dates of a season a form may hold two.
inline constexpr std::size_t maximum_form_fields = 5000;
[[nodiscard]] std::optional<Fields> parse_form(std::string_view text);

}  // namespace service
