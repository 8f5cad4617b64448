#pragma once
#include <cstddef>
#include <string_view>

namespace calendar {

// A character reference of HTML ("&auml;", "&#228;", "&#xE4;").
struct HtmlReference {
  std::size_t length = 0;  // of what is written; 0: there is none
  char32_t character = 0;
  // One of &amp; &lt; &gt; &quot; &apos; and &#39;, which stand in texts about such things, too.
  bool may_be_typed = false;
};
// The one that `text` begins with: of HTML 4, its semicolon included. Numbers that are no characters, or controls, are
// none; those from 128 to 159 are what Windows means by them, as in HTML 5. Looks at a few characters only.
[[nodiscard]] HtmlReference html_reference_at(std::string_view text);

// The characters that Windows-1252 has where Latin-1 has controls; 0 for none. `octet` is from 128 to 159.
[[nodiscard]] char32_t windows_1252(unsigned octet);

}  // namespace calendar
