#include "notifications/backoff.hpp"

#include <algorithm>
#include <random>

namespace notifications {

std::chrono::seconds retry_delay(int attempts, std::chrono::seconds first, std::chrono::seconds longest,
                                 double jitter) {
  auto delay = std::min(first, longest);
  for (int i = 1; i < attempts && delay < longest; ++i) delay = std::min(delay * 2, longest);
  const auto less = std::chrono::duration<double>(delay) * 0.5 * jitter;
  return std::max(std::chrono::seconds{1}, delay - std::chrono::duration_cast<std::chrono::seconds>(less));
}

double random_jitter() {
  thread_local std::minstd_rand generator{std::random_device{}()};
  return std::uniform_real_distribution<double>{0.0, 1.0}(generator);
}

}  // namespace notifications
