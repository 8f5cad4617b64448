#include "service/themes.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace service {

std::string parse_theme(std::string_view text, std::string_view field, const ui::CodeLists& lists) {
  std::string code = domain::to_lower_ascii(text);
  std::ranges::replace(code, '_', '-');
  if (lists.theme(code) != nullptr) return code;
  std::string known;
  for (const ui::Theme& theme : lists.themes()) known += (known.empty() ? "" : ", ") + theme.code;
  throw domain::Error(domain::ErrorKind::invalid, "unknown_value", "must be one of " + known, std::string(field));
}

}  // namespace service
