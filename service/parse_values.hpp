#pragma once
#include <string_view>

#include "domain/contact.hpp"
#include "domain/language.hpp"

// The domain's constructors as functions, for JsonObject::parsed and its like. They throw what the constructors throw.
namespace service {

[[nodiscard]] inline domain::LanguageTag parse_language(std::string_view text, std::string_view field) {
  return domain::LanguageTag(text, field);
}

[[nodiscard]] inline domain::EmailAddress parse_email(std::string_view text, std::string_view field) {
  return domain::EmailAddress(text, field);
}

}  // namespace service
