#pragma once
#include <string>

#include "bench/child_process.hpp"

namespace bench {

struct BareAnswer {
  int status = 200;
  std::string content_type;  // "type/subtype", without parameters
  std::string etag;
  std::string body;
};

// Nothing but Pistache: a handler that sends this answer to whatever is asked.
[[nodiscard]] ChildProcess::Serve serve_bare(BareAnswer answer, int threads);

}  // namespace bench
