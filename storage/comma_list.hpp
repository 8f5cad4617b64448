#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace storage {

// Codes, none of which is empty or has a comma, as one text.
[[nodiscard]] inline std::string join_commas(const std::vector<std::string>& codes) {
  std::string joined;
  for (const std::string& code : codes) joined.append(joined.empty() ? "" : ",").append(code);
  return joined;
}

[[nodiscard]] inline std::vector<std::string> split_commas(std::string_view joined) {
  std::vector<std::string> codes;
  while (!joined.empty()) {
    const std::size_t comma = joined.find(',');
    codes.emplace_back(joined.substr(0, comma));
    if (comma == std::string_view::npos) break;
    joined.remove_prefix(comma + 1);
  }
  return codes;
}

}  // namespace storage
