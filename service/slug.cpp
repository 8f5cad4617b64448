#include "service/slug.hpp"

#include <algorithm>

namespace service {
namespace {

// What of Latin-1's letters, "À" (C3 80) to "ÿ" (C3 BF), is written without its mark; a space for what is no letter.
constexpr std::string_view plain_latin1 = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
static_assert(plain_latin1.size() == 64);

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Finnish first: it is what the console's people read.
const std::string* first_text(const domain::LocalisedText& text, std::string_view language) {
  const auto found = text.find(domain::LanguageTag(language));
  return found == text.end() ? nullptr : &found->second;
}

}  // namespace

std::string slug_of(std::string_view text) {
  std::string slug;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == '\xC3' && i + 1 < text.size()) c = plain_latin1[static_cast<unsigned char>(text[++i]) & 63U];
    if (is_plain(c)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  // Room for a number.
  slug.resize(std::min(slug.size(), longest_slug - 4));
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

std::string free_slug(const domain::LocalisedText& text, const std::string& word, const std::set<std::string>& taken) {
  std::string slug;
  for (const std::string_view language : {"fi", "en"}) {
    const std::string* words = first_text(text, language);
    if (slug.empty() && words != nullptr) slug = slug_of(*words);
  }
  for (const auto& [language, words] : text) {
    if (slug.empty()) slug = slug_of(words);
  }
  if (slug.empty()) slug = word;
  if (!taken.contains(slug)) return slug;
  for (int number = 2;; ++number) {
    std::string numbered = slug + "-" + std::to_string(number);
    if (!taken.contains(numbered)) return numbered;
  }
}

}  // namespace service
