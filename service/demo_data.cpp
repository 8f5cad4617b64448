#include "service/demo_data.hpp"

#include <stdexcept>

#include "service/config_files.hpp"
#include "service/programme_words.hpp"

namespace service::demo {

Json read(std::string_view file) {
  return parse_json(config_file(file));
}

const Json::Array& list(const Json& object, std::string_view name) {
  const auto* member = object.find(name);
  if (member == nullptr || member->array() == nullptr) throw std::logic_error("demo: no list " + std::string(name));
  return *member->array();
}

std::string text(const Json& object, std::string_view name) {
  const auto* member = object.find(name);
  return member != nullptr && member->text() != nullptr ? *member->text() : std::string();
}

domain::LocalisedText localised(const Json& object, std::string_view name) {
  domain::LocalisedText out;
  const auto* member = object.find(name);
  if (member == nullptr || member->object() == nullptr) return out;
  for (const auto& [language, value] : *member->object())
    if (value.text() != nullptr) out.emplace(domain::LanguageTag(language), *value.text());
  return out;
}

std::string key_of(std::string_view title) {
  return "demo/" + fold_word(title);
}

}  // namespace service::demo
