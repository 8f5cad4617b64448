#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ui {

using Query = std::vector<std::pair<std::string, std::string>>;
// "?a=b&c=d", percent-encoded; empty for none. Empty values are left out.
[[nodiscard]] std::string query_string(const Query& query);
// All but the unreserved characters of RFC 3986, 2.3.
[[nodiscard]] std::string percent_encoded(std::string_view text);

}  // namespace ui
