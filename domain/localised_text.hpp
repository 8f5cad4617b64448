#pragma once
#include <string>
#include <utility>

#include "domain/language.hpp"

namespace domain {

// What is written in that language; empty where nothing is.
[[nodiscard]] inline const std::string& text_in(const LocalisedText& text, const LanguageTag& language) {
  static const std::string nothing;
  const auto found = text.find(language);
  return found == text.end() ? nothing : found->second;
}

// Nothing stands in the language any more where `words` are empty.
inline void put_text(LocalisedText& text, const LanguageTag& language, std::string words) {
  if (words.empty()) {
    text.erase(language);
  } else {
    text[language] = std::move(words);
  }
}

}  // namespace domain
