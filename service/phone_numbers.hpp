#pragma once
#include <string>
#include <string_view>

#include "domain/contact.hpp"

namespace service {

// A number as people write it: "040 555 0123", "+358 40 555 0123", "00358…", in any digits, with any punctuation.
// National forms are Finnish ones. Throws Error{invalid, "phone", field} for what cannot be anybody's number.
[[nodiscard]] domain::PhoneNumber parse_phone(std::string_view text, std::string_view field);

}  // namespace service
