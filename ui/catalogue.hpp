#pragma once
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "cmake/embedded.hpp"
#include "domain/language.hpp"

// The words of pages, SMS and email: ICU MessageFormat patterns by key, one file per language (ui/locales/<tag>.json).
namespace ui {

using Argument = std::variant<std::string, std::int64_t>;
using Arguments = std::vector<std::pair<std::string_view, Argument>>;

// Read-only once made; any thread.
class Catalogue {
 public:
  // `files` are named "<tag>.json". Throws std::runtime_error naming the file and key that cannot be read.
  explicit Catalogue(std::span<const embedded::File> files);
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  // Those with a file of their own, by its "@order".
  [[nodiscard]] const std::vector<domain::LanguageTag>& languages() const noexcept { return languages_; }
  [[nodiscard]] bool speaks(const domain::LanguageTag& language) const;
  // The language with a file that serves a reader of `language` best.
  [[nodiscard]] domain::LanguageTag closest(const domain::LanguageTag& language) const;
  [[nodiscard]] bool knows(std::string_view key) const;

  // The text of `key` by the fallback chain of `language`; the key itself where no file has it. String arguments are
  // put in as they are.
  [[nodiscard]] std::string text(const domain::LanguageTag& language, std::string_view key,
                                 const Arguments& arguments = {}) const;
  // The BCP 47 locale in which `language`'s dates and numbers are written: "@locale", or the tag itself; Gregorian,
  // with the digits of "@numbers" (Latin ones otherwise, as on Finland's doors and telephones).
  [[nodiscard]] const std::string& icu_locale(const domain::LanguageTag& language) const;
  // The ICU skeleton of a day in a few characters: "@short_date", "EEEdMMM" otherwise.
  [[nodiscard]] const std::string& short_date_skeleton(const domain::LanguageTag& language) const;

  // For tests that compare files.
  [[nodiscard]] const std::map<std::string, std::string, std::less<>>& patterns(
      const domain::LanguageTag& language) const;
  // "name:kind" of every placeholder in the pattern, sorted: "count:plural", "place:text".
  [[nodiscard]] std::vector<std::string> placeholders(const domain::LanguageTag& language, std::string_view key) const;

 private:
  struct Language;
  [[nodiscard]] const Language* find(const domain::LanguageTag& language) const;
  [[nodiscard]] const Language& serving(const domain::LanguageTag& language) const;
  void read(const embedded::File& file);

  std::map<domain::LanguageTag, std::unique_ptr<Language>> by_tag_;
  std::vector<domain::LanguageTag> languages_;
};

}  // namespace ui
