#include "domain/language.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "domain/error.hpp"

namespace domain {
namespace {

bool is_alpha(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isalpha(c) != 0; });
}

bool is_alphanumeric(std::string_view text) {
  return std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0; });
}

std::string with_case(std::string_view text, bool first_upper, bool rest_upper) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto c = static_cast<unsigned char>(out[i]);
    out[i] = static_cast<char>((i == 0 ? first_upper : rest_upper) ? std::toupper(c) : std::tolower(c));
  }
  return out;
}

// RFC 5646, 2.1.1: four letters after the first subtag are a script, two letters a region.
std::string canonical_subtag(std::string_view subtag) {
  if (subtag.size() == 4 && is_alpha(subtag)) return with_case(subtag, true, false);
  if (subtag.size() == 2 && is_alpha(subtag)) return with_case(subtag, true, true);
  return with_case(subtag, false, false);
}

std::string canonical(std::string_view text) {
  if (text.size() > 35) return {};
  std::string out;
  while (true) {
    const std::size_t dash = text.find('-');
    const std::string_view subtag = text.substr(0, dash);
    const bool first = out.empty();
    if (subtag.empty() || subtag.size() > 8 || !is_alphanumeric(subtag)) return {};
    if (first && (subtag.size() < 2 || subtag.size() > 3 || !is_alpha(subtag))) return {};
    out += first ? with_case(subtag, false, false) : "-" + canonical_subtag(subtag);
    if (dash == std::string_view::npos) return out;
    text.remove_prefix(dash + 1);
  }
}

void append_once(std::vector<LanguageTag>& chain, const LanguageTag& tag) {
  if (std::ranges::find(chain, tag) == chain.end()) chain.push_back(tag);
}

}  // namespace

LanguageTag::LanguageTag(std::string_view text, std::string_view field) : text_(canonical(text)) {
  if (text_.empty()) {
    throw Error(ErrorKind::invalid, "language", "must be a language tag, like fi or zh-Hans", std::string(field));
  }
}

std::vector<LanguageTag> fallback_chain(const LanguageTag& language) {
  std::vector<LanguageTag> chain{language};
  for (std::string tag = language.str(); tag.find('-') != std::string::npos;) {
    tag.erase(tag.rfind('-'));
    append_once(chain, LanguageTag(tag));
  }
  const std::string root = chain.back().str();
  if (root == "prs") append_once(chain, LanguageTag("fa"));
  if (root == "fa") append_once(chain, LanguageTag("prs"));
  append_once(chain, LanguageTag("en"));
  append_once(chain, LanguageTag("fi"));
  return chain;
}

TextInLanguage best_text(const LocalisedText& text, const LanguageTag& reader) {
  if (text.empty()) return {};
  for (const LanguageTag& tag : fallback_chain(reader)) {
    if (const auto it = text.find(tag); it != text.end()) return {it->second, it->first};
  }
  return {text.begin()->second, text.begin()->first};
}

bool is_right_to_left(const LanguageTag& language) {
  static constexpr std::array<std::string_view, 8> tags{"ar", "ckb", "fa", "prs", "ps", "ur", "he", "sd"};
  const std::string_view root = std::string_view(language.str()).substr(0, language.str().find('-'));
  return std::ranges::find(tags, root) != tags.end();
}

}  // namespace domain
