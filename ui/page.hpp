#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "ui/pages.hpp"

namespace ctemplate {
class TemplateDictionary;
}

// What the render functions of this folder are written with. Not for other folders.
//
// Templates (ui/templates/*.html) are ctemplate's, auto-escaped by context, with one addition: [[key]] is the
// catalogue's text for `key`, escaped, filled in once per language. {{NAME}} is a value, {{#NAME}}…{{/NAME}} a section,
// {{>NAME}} an included template.
namespace ui {

// One level of values: a page, a section repeated, an included template. A section sees its parents' values; an
// included template sees only its own and the page's global ones (LANG, DIR, CSRF, …, see page.cpp).
class Values {
 public:
  explicit Values(ctemplate::TemplateDictionary& dictionary, const std::string& prefix)
      : dictionary_(&dictionary), prefix_(prefix) {}
  void set(std::string_view name, std::string_view text);
  void set(std::string_view name, std::int64_t number);
  // Sets `name` inside the section of the same name and shows it, unless `text` is empty:
  // {{#PHONE}}…{{PHONE}}…{{/PHONE}}.
  void set_if(std::string_view name, std::string_view text);
  // {{#NAME}}…{{/NAME}} once, with the values around it.
  void show(std::string_view section);
  void show_if(bool condition, std::string_view section);
  // {{#NAME}}…{{/NAME}} once more, with values of its own.
  Values add(std::string_view section);
  // {{>NAME}} once more, from ui/templates/<file>.
  Values include(std::string_view name, std::string_view file);

 private:
  ctemplate::TemplateDictionary* dictionary_;
  std::string prefix_;  // of the templates in this language
};

// One answer in the making: `file` inside `layout`.
class Page {
 public:
  Page(const Pages& pages, const PageContext& context, std::string_view file, std::string_view layout = "layout.html");
  ~Page();
  Page(Page&&) noexcept;
  // For <title>, without the site's name.
  void title(std::string_view title);
  // Of the body's template.
  [[nodiscard]] Values& body() noexcept { return *body_; }
  // Of the layout: sections HEAD_* and the like.
  [[nodiscard]] Values& layout() noexcept { return *root_; }
  [[nodiscard]] const Reader& reader() const noexcept { return reader_; }
  [[nodiscard]] const PageContext& context() const noexcept { return context_; }
  [[nodiscard]] const CodeLists& lists() const noexcept { return pages_.lists(); }
  [[nodiscard]] const Catalogue& catalogue() const noexcept { return pages_.catalogue(); }
  [[nodiscard]] std::string html() const;

 private:
  void fill_layout();
  const Pages& pages_;
  const PageContext& context_;  // the caller's; outlives the page
  Reader reader_;
  std::string prefix_;
  std::string layout_file_;
  std::unique_ptr<ctemplate::TemplateDictionary> dictionary_;
  std::unique_ptr<Values> root_;
  std::unique_ptr<Values> body_;
};

}  // namespace ui
