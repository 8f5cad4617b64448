#include "ui/sms_fit.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

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

// The title itself, then ever fewer of its words.
std::vector<std::string> shorter_and_shorter(const std::string& title) {
  std::vector<std::string> titles{title};
  const auto characters = icu::UnicodeString::fromUTF8(title);
  for (auto end = characters.lastIndexOf(u' '); end >= shortest; end = characters.lastIndexOf(u' ', 0, end)) {
    auto words = characters.tempSubString(0, end);
    auto length = words.length();
    while (length > 0 && (words[length - 1] == u' ' || u_ispunct(words[length - 1]))) --length;
    titles.push_back(to_utf8(words.tempSubString(0, length)) + "...");
  }
  return titles;
}

std::size_t limit_of(const SmsSize& size) {
  return size.gsm ? 1 : 2;
}

std::string with_remark(const std::string& without, const std::string& remark,
                        const std::function<std::string(const std::string&)>& compose) {
  if (remark.empty()) return without;
  for (const std::string& words : shorter_and_shorter(remark)) {
    std::string text = compose(words);
    const SmsSize size = sms_size(text);
    if (size.parts() <= limit_of(size) + 1) return text;
  }
  return without;
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

std::string fitted(const std::string& title, const std::function<std::string(const std::string&)>& compose) {
  return fitted(title, {}, [&](const std::string& words, const std::string&) { return compose(words); });
}

std::string fitted(const std::string& title, const std::string& remark, const ComposeWithRemark& compose) {
  const auto titles = shorter_and_shorter(title);
  std::string text;
  for (const std::size_t more : {0U, 1U}) {
    for (const auto& words : titles) {
      text = compose(words, {});
      if (sms_size(text).parts() <= limit_of(sms_size(text)) + more) {
        return with_remark(text, remark, [&](const std::string& shorter) { return compose(words, shorter); });
      }
    }
  }
  return text;
}

}  // namespace ui
