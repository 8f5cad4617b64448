#include "storage/fold_case.hpp"

#include <clocale>
#include <cwctype>

#include "domain/text.hpp"

namespace storage {
namespace {

// Made once, read by any thread, never freed.
locale_t unicode_locale() {
  static const locale_t made = newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
  return made;
}

// Takes the next character of well-formed UTF-8.
wint_t take(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const std::size_t size = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  wint_t character = size == 1 ? first : first & (0x7fU >> size);
  for (std::size_t i = 1; i < size; ++i) character = (character << 6U) | (static_cast<unsigned char>(text[i]) & 0x3fU);
  text.remove_prefix(size);
  return character;
}

void append(std::string& text, wint_t character) {
  const auto tail = [&](unsigned shift) { text.push_back(static_cast<char>(0x80U | ((character >> shift) & 0x3fU))); };
  if (character < 0x80) {
    text.push_back(static_cast<char>(character));
  } else if (character < 0x800) {
    text.push_back(static_cast<char>(0xc0U | (character >> 6U)));
    tail(0);
  } else if (character < 0x10000) {
    text.push_back(static_cast<char>(0xe0U | (character >> 12U)));
    tail(6);
    tail(0);
  } else {
    text.push_back(static_cast<char>(0xf0U | (character >> 18U)));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace

std::string fold_case(std::string_view text) {
  const locale_t locale = unicode_locale();
  if (locale == nullptr || !domain::is_valid_utf8(text)) return domain::to_lower_ascii(text);
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) append(folded, towlower_l(take(text), locale));
  return folded;
}

}  // namespace storage
