#pragma once
#include <chrono>
#include <memory>
#include <string_view>

#include "domain/time.hpp"

namespace service {

// Counts events per key ("sign_in:203.0.113.5") in a leaky bucket each. In memory, per process, bounded: the longest
// unused keys are forgotten first. Any thread.
class RateLimiter {
 public:
  RateLimiter(const domain::Clock& clock, bool enabled);
  ~RateLimiter();
  // Throws Error{unavailable, "too_many_requests"} (the edge answers 429 with Retry-After) when more than `burst`
  // came and `burst` per `window` is exceeded.
  void take(std::string_view key, int burst, std::chrono::seconds window);
  // Forgets the key, after a success.
  void forget(std::string_view key);

 private:
  struct Buckets;
  std::unique_ptr<Buckets> buckets_;
};

}  // namespace service
