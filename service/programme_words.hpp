#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "domain/event.hpp"

// The words of an organiser's spreadsheet and what they mean.
namespace service {

// For comparing what people type: lower case (ASCII and Latin-1), white space, no-break ones too, as single spaces.
[[nodiscard]] std::string fold_word(std::string_view text);

// As they are written; ProgrammeWords reads them.
inline constexpr std::string_view cancelled_word = "Peruttu";
inline constexpr std::string_view rescheduled_word = "Siirretty";
inline constexpr std::string_view held_word = "Pidetty";
[[nodiscard]] std::string_view finnish_word(domain::EventKind kind);
[[nodiscard]] std::string_view finnish_word(domain::PublicationStatus visibility);

class ProgrammeWords {
 public:
  // config/themes.json and config/languages.json, as they were when the program was built. Any thread.
  [[nodiscard]] static const ProgrammeWords& configured();

  ProgrammeWords(std::string_view themes_json, std::string_view languages_json);

  // Nothing for words that nobody taught it.
  [[nodiscard]] std::optional<domain::EventKind> kind(std::string_view word) const;
  [[nodiscard]] std::optional<domain::PublicationStatus> visibility(std::string_view word) const;
  // By code or by name in any language.
  [[nodiscard]] std::optional<std::string> theme(std::string_view word) const;
  // By name in any language, or by a well-formed tag.
  [[nodiscard]] std::optional<domain::LanguageTag> language(std::string_view word) const;

 private:
  std::map<std::string, std::string, std::less<>> themes_;
  std::map<std::string, domain::LanguageTag, std::less<>> languages_;
};

}  // namespace service
