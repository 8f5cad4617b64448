#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "domain/language.hpp"
#include "domain/time.hpp"
#include "ui/catalogue.hpp"
#include "ui/code_lists.hpp"
#include "ui/reader.hpp"

namespace ui {

// Everything that pages are made from: templates, catalogues, code lists, all of them part of the program. Templates
// are compiled once per language, with the words that depend on nothing filled in. Any thread.
class Pages {
 public:
  // Throws std::runtime_error for a template that does not parse or asks for words that no catalogue has.
  Pages();
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  [[nodiscard]] const Catalogue& catalogue() const noexcept { return *catalogue_; }
  [[nodiscard]] const CodeLists& lists() const noexcept { return *lists_; }
  // Speaks the language with a catalogue that serves `language` best.
  [[nodiscard]] Reader reader(const domain::LanguageTag& language) const;

 private:
  friend class Page;
  struct Templates;
  std::unique_ptr<Catalogue> catalogue_;
  std::unique_ptr<CodeLists> lists_;
  std::unique_ptr<Templates> templates_;
};

// What is the same on every page of one answer.
struct PageContext {
  domain::LanguageTag language;  // one that the catalogue speaks
  // This page's address from the root, with "{lang}" where another language's tag goes: "/{lang}/events/7",
  // "/m/AbC?lang={lang}". For the language switch and hreflang.
  std::string address;
  std::string base_url;  // without a trailing slash
  std::string site_name;
  domain::Instant now;
  std::string signed_in_name;  // empty: nobody
  std::string csrf_token;      // of the session; empty where nobody is signed in
  bool indexable = true;       // false: <meta name="robots" content="noindex">
  // The id of a form on the page that may be half filled in: another language is asked for by sending it to `address`
  // with action=language:<this page's>, so that it comes back with all that was typed. Empty: languages are links.
  std::string form = {};
};

}  // namespace ui
