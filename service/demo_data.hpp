#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "domain/language.hpp"
#include "service/json.hpp"

// Reading config/demo/*.json, which are part of the program: what is wrong there is a std::logic_error.
namespace service::demo {

[[nodiscard]] Json read(std::string_view file);
[[nodiscard]] const Json::Array& list(const Json& object, std::string_view name);
// Empty where there is no such member.
[[nodiscard]] std::string text(const Json& object, std::string_view name);
[[nodiscard]] domain::LocalisedText localised(const Json& object, std::string_view name);

// The import key of the event or series of this title.
[[nodiscard]] std::string key_of(std::string_view title);

}  // namespace service::demo
