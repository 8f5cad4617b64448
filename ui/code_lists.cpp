#include "ui/code_lists.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace ui {
namespace {

domain::LocalisedText read_text(const nlohmann::json& json) {
  domain::LocalisedText text;
  for (const auto& [tag, value] : json.items()) text.emplace(domain::LanguageTag(tag), value.get<std::string>());
  return text;
}

}  // namespace

CodeLists::CodeLists(std::string_view themes_json, std::string_view languages_json) {
  const auto themes = nlohmann::json::parse(themes_json);
  for (const auto& theme : themes.at("themes")) {
    themes_.push_back({theme.at("code"), theme.at("pictogram"), read_text(theme.at("name"))});
  }
  const auto languages = nlohmann::json::parse(languages_json);
  for (const auto& language : languages.at("languages")) {
    languages_.push_back({domain::LanguageTag(language.at("tag").get<std::string>()), language.at("endonym"),
                          read_text(language.at("name"))});
  }
}

const Theme* CodeLists::theme(std::string_view code) const {
  const auto found = std::ranges::find(themes_, code, &Theme::code);
  return found == themes_.end() ? nullptr : &*found;
}

const LanguageEntry* CodeLists::language(const domain::LanguageTag& tag) const {
  const auto found = std::ranges::find(languages_, tag, &LanguageEntry::tag);
  return found == languages_.end() ? nullptr : &*found;
}

}  // namespace ui
