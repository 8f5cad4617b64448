#pragma once
#include <optional>
#include <string>

#include "domain/contact.hpp"

namespace ui {

// As every page and message shows a number: "+358 40 555 0123", in groups that one can read out. To be isolated as left
// to right (<bdi dir="ltr">).
[[nodiscard]] std::string phone_words(const domain::PhoneNumber& phone);
// Empty for none.
[[nodiscard]] std::string phone_words(const std::optional<domain::PhoneNumber>& phone);

}  // namespace ui
