#include "ui/sms_fit.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {
namespace {

constexpr int32_t shortest = 12;

const icu::UnicodeString& gsm_basic() {
  static const icu::UnicodeString characters = icu::UnicodeString::fromUTF8(
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
      "abcdefghijklmnopqrstuvwxyzäöñüà");
  return characters;
}

// Each costs an escape as well.
const icu::UnicodeString& gsm_extended() {
  static const icu::UnicodeString characters = icu::UnicodeString::fromUTF8("\f^{}\\[~]|€");
  return characters;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

std::string shortened(const icu::UnicodeString& title, int32_t length) {
  // Not in the middle of a surrogate pair, nor after a space.
  auto cut = title.tempSubString(0, title.getChar32Start(length));
  return to_utf8(icu::UnicodeString(cut).trim()) + "...";
}

}  // namespace

SmsSize sms_size(std::string_view text) {
  const auto characters =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  SmsSize size;
  std::size_t septets = 0;
  for (int32_t i = 0; i < characters.length(); ++i) {
    const char16_t c = characters[i];
    const bool extended = gsm_extended().indexOf(c) >= 0;
    septets += extended ? 2 : 1;
    size.gsm = size.gsm && (extended || gsm_basic().indexOf(c) >= 0);
  }
  size.units = size.gsm ? septets : static_cast<std::size_t>(characters.length());
  return size;
}

std::string with_plain_punctuation(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 11> plain{{{"–", "-"},
                                                                                        {"—", "-"},
                                                                                        {"‑", "-"},
                                                                                        {"−", "-"},
                                                                                        {"’", "'"},
                                                                                        {"‘", "'"},
                                                                                        {"”", "\""},
                                                                                        {"“", "\""},
                                                                                        {"\u00a0", " "},
                                                                                        {"\u202f", " "},
                                                                                        {"…", "..."}}};
  std::string out(text);
  for (const auto& [from, to] : plain) {
    for (auto at = out.find(from); at != std::string::npos; at = out.find(from, at + to.size())) {
      out.replace(at, from.size(), to);
    }
  }
  return out;
}

std::string fitted(const std::string& title, const std::string& place,
                   const std::function<std::string(const std::string&, const std::string&)>& compose) {
  auto shorter_title = title;
  auto text = compose(title, place);
  const auto shorten = [&text](const std::string& words, const auto& try_words) {
    const auto characters = icu::UnicodeString::fromUTF8(words);
    for (auto length = characters.length() - 3; !sms_size(text).fits() && length >= shortest; --length) {
      try_words(shortened(characters, length));
    }
  };
  shorten(title, [&](std::string words) { text = compose(shorter_title = std::move(words), place); });
  shorten(place, [&](const std::string& words) { text = compose(shorter_title, words); });
  return text;
}

}  // namespace ui
