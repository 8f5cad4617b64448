#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace domain {

// A BCP 47 tag in the canonical case of RFC 5646, 2.1.1 ("fi", "fi-simple", "kmr-Latn"); well-formed, not looked up.
class LanguageTag {
 public:
  LanguageTag() = default;  // "und"
  // Throws Error{invalid, "language", field}.
  explicit LanguageTag(std::string_view text, std::string_view field = "language");
  [[nodiscard]] const std::string& str() const noexcept { return text_; }
  friend auto operator<=>(const LanguageTag&, const LanguageTag&) = default;

 private:
  std::string text_ = "und";
};

// One text in several languages, by tag. Holds no empty values.
using LocalisedText = std::map<LanguageTag, std::string>;

// The languages to try for a reader of `language`, best first, `language` itself included: plain Finnish → Finnish,
// Dari → Persian, a tag → its prefix, then English, then Finnish.
[[nodiscard]] std::vector<LanguageTag> fallback_chain(const LanguageTag& language);

// The text and the language it is really in. Both views live as long as `text`; empty where `text` is.
struct TextInLanguage {
  std::string_view text;
  LanguageTag language;
};
[[nodiscard]] TextInLanguage best_text(const LocalisedText& text, const LanguageTag& reader);

// Arabic, Sorani, Persian, Dari, Pashto, Urdu, Hebrew.
[[nodiscard]] bool is_right_to_left(const LanguageTag& language);

}  // namespace domain
