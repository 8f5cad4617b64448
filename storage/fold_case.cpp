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

}  // namespace

std::string fold_case(std::string_view text) {
  const locale_t locale = unicode_locale();
  if (locale == nullptr || !domain::is_valid_utf8(text)) return domain::to_lower_ascii(text);
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) domain::append_utf8(folded, towlower_l(domain::take_utf8(text), locale));
  return folded;
}

}  // namespace storage
