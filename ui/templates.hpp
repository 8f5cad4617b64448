#pragma once
#include <string>

#include "ui/pages.hpp"

namespace ctemplate {
class TemplateCache;
class TemplateDictionary;
}  // namespace ctemplate

namespace ui {

// The compiled templates, "<tag>/<file>" for each language and file.
struct Pages::Templates {
  explicit Templates(const Catalogue& catalogue);
  ~Templates();
  [[nodiscard]] std::string expand(const std::string& key, const ctemplate::TemplateDictionary& values) const;
  std::unique_ptr<ctemplate::TemplateCache> cache;
};

}  // namespace ui
