#pragma once
#include <filesystem>
#include <string>

#include "bench/child_process.hpp"

namespace bench {

// Kutsu's own server over the database in `folder`, or at `url` with the key in `folder`, as `kutsu serve` runs it: 32
// threads, the access log written to <folder>/log. Without rate limits, and without the dispatcher, which would send
// what the benchmark registers.
[[nodiscard]] ChildProcess::Serve serve_kutsu(std::filesystem::path folder, std::string url = {});

}  // namespace bench
