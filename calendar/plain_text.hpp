#pragma once
#include <string>
#include <string_view>

namespace calendar {

// Text as an iCalendar value may hold it: valid UTF-8 (broken octets become U+FFFD), without the controls of RFC 5545,
// 3.1. Every kind of line break becomes LF, U+0085, U+2028 and U+2029 too: some clients split raw lines at them. A tab
// is a space, and there is no white space at the ends: readers differ in what they keep of it.
[[nodiscard]] std::string plain_text(std::string_view text);
// The same in one line, for values that are no TEXT (URL, UID).
[[nodiscard]] std::string one_line(std::string_view text);

}  // namespace calendar
