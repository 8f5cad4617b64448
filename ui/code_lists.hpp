#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/language.hpp"

namespace ui {

struct Theme {
  std::string code;
  std::string pictogram;  // a symbol of icons.svg
  domain::LocalisedText name;
};

struct LanguageEntry {
  domain::LanguageTag tag;
  std::string endonym;
  domain::LocalisedText name;
};

// config/themes.json and config/languages.json, in their order, as they were when the program was built.
class CodeLists {
 public:
  CodeLists(std::string_view themes_json, std::string_view languages_json);
  [[nodiscard]] const std::vector<Theme>& themes() const noexcept { return themes_; }
  [[nodiscard]] const std::vector<LanguageEntry>& languages() const noexcept { return languages_; }
  // Null where there is no such.
  [[nodiscard]] const Theme* theme(std::string_view code) const;
  [[nodiscard]] const LanguageEntry* language(const domain::LanguageTag& tag) const;

 private:
  std::vector<Theme> themes_;
  std::vector<LanguageEntry> languages_;
};

}  // namespace ui
