#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace calendar {

// A line as valid UTF-8 without controls; what is no UTF-8 is what Windows wrote before it.
[[nodiscard]] std::string decode_octets(std::string_view octets);
// At most so many code points, an ellipsis included; `text` is valid UTF-8.
[[nodiscard]] std::string cut_text(std::string_view text, std::size_t most);
// A text is HTML where it has a tag that Google and Outlook write, or a character reference that nobody types: any of
// HTML 4 and any number, but none of &amp; &lt; &gt; &quot; &apos; (html_reference.hpp), which may be meant as they
// stand. Of HTML all references are decoded, once: "&amp;auml;" says "&auml;". What is none stays as it is.

// What a description says without tags, whose breaks, lists and links are kept in words, and without references.
[[nodiscard]] std::string without_markup(std::string_view text);
// The same of titles and places, in which nothing is taken for a tag.
[[nodiscard]] std::string without_references(std::string_view text);

}  // namespace calendar
