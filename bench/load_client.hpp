#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace bench {

struct Load {
  double per_second = 0;
  double p50 = 0;  // milliseconds from request to whole answer
  double p95 = 0;
  double p99 = 0;
  std::size_t other_statuses = 0;
};

// As many keep-alive connections as told, one request at a time on each, for the duration; one thread. `request` makes
// the bytes of the n-th. Counts answers with `status`.
[[nodiscard]] Load load(int port, const std::function<std::string_view(std::size_t n)>& request, int status,
                        int connections, std::chrono::milliseconds duration);

// The same at a pace: a request each 1/`per_second`, whether or not earlier ones are answered, so that what one waits
// for is not what it came on top of. Latencies count from when a request was due (G. Tene's coordinated omission).
[[nodiscard]] Load load_at(double per_second, int port, const std::function<std::string_view(std::size_t n)>& request,
                           int status, int connections, std::chrono::milliseconds duration);

struct Fetched {
  int status = 0;
  std::string head;
  std::string body;
  [[nodiscard]] std::string field(const std::string& name) const;  // as written by the server
};
[[nodiscard]] Fetched fetch(int port, std::string_view request);

// With "Connection: keep-alive": Pistache wants to be asked.
[[nodiscard]] std::string get(std::string_view target, std::string_view lines = "");

}  // namespace bench
