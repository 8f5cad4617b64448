#pragma once
#include <string>
#include <string_view>

namespace storage {

// Lower case of every script that has one (Unicode's simple mapping), for comparing without regard to case on engines
// that know ASCII only. Broken UTF-8 is left as it is.
[[nodiscard]] std::string fold_case(std::string_view text);

}  // namespace storage
