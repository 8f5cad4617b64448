#include "ui/pages.hpp"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <algorithm>
#include <stdexcept>

#include "cmake/embedded.hpp"
#include "ui/templates.hpp"

namespace ui {

std::span<const embedded::File> locale_files();
std::span<const embedded::File> template_files();
std::span<const embedded::File> code_list_files();

namespace {

std::string_view bytes_of(std::span<const embedded::File> files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &embedded::File::name);
  if (found == files.end()) throw std::runtime_error("not embedded: " + std::string(name));
  return found->bytes;
}

std::string escape_html(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '{':
        out += "&#123;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Replaces each [[key]] by the reader's words.
std::string fill_in_words(const embedded::File& file, const Catalogue& catalogue, const domain::LanguageTag& language) {
  std::string out = "{{%AUTOESCAPE context=\"HTML\"}}";
  auto rest = file.bytes;
  for (auto open = rest.find("[["); open != std::string_view::npos; open = rest.find("[[")) {
    const auto close = rest.find("]]", open);
    const auto key = rest.substr(open + 2, close == std::string_view::npos ? close : close - open - 2);
    if (!catalogue.knows(key)) throw std::runtime_error(std::string(file.name) + ": no words for " + std::string(key));
    out += rest.substr(0, open);
    out += escape_html(catalogue.text(language, key));
    rest.remove_prefix(close + 2);
  }
  return out += rest;
}

}  // namespace

Pages::Templates::Templates(const Catalogue& catalogue) : cache(std::make_unique<ctemplate::TemplateCache>()) {
  for (const auto& language : catalogue.languages()) {
    for (const auto& file : template_files()) {
      const auto key = language.str() + '/' + std::string(file.name);
      const auto text = fill_in_words(file, catalogue, language);
      if (!cache->StringToTemplateCache(key, text, ctemplate::STRIP_WHITESPACE)) {
        throw std::runtime_error("template does not parse: " + key);
      }
    }
  }
  cache->Freeze();
}

Pages::Templates::~Templates() = default;

std::string Pages::Templates::expand(const std::string& key, const ctemplate::TemplateDictionary& values) const {
  std::string out;
  if (!cache->ExpandNoLoad(key, ctemplate::STRIP_WHITESPACE, &values, nullptr, &out)) {
    throw std::runtime_error("template not found or not complete: " + key);
  }
  return out;
}

Pages::Pages()
    : catalogue_(std::make_unique<Catalogue>(locale_files())),
      lists_(std::make_unique<CodeLists>(bytes_of(code_list_files(), "themes.json"),
                                         bytes_of(code_list_files(), "languages.json"))),
      templates_(std::make_unique<Templates>(*catalogue_)) {}

Pages::~Pages() = default;

Reader Pages::reader(const domain::LanguageTag& language) const {
  return Reader(*catalogue_, *lists_, catalogue_->closest(language));
}

}  // namespace ui
