#pragma once
#include <chrono>
#include <memory>
#include <string_view>

#include "domain/error.hpp"
#include "domain/time.hpp"

namespace service {

class TooManyRequests : public domain::Error {
 public:
  explicit TooManyRequests(std::chrono::seconds retry_after);
  // When the next one will pass, if none comes in between.
  [[nodiscard]] std::chrono::seconds retry_after() const noexcept { return retry_after_; }

 private:
  std::chrono::seconds retry_after_;
};

// Counts events per key ("sign_in:203.0.113.5") in a leaky bucket each. In memory, per process, bounded: the longest
// unused keys are forgotten first. Any thread.
class RateLimiter {
 public:
  RateLimiter(const domain::Clock& clock, bool enabled);
  ~RateLimiter();
  // Throws TooManyRequests, an Error{unavailable, "too_many_requests"} (the edge answers 429 with Retry-After), when
  // more than `burst` came and `burst` per `window` is exceeded.
  void take(std::string_view key, int burst, std::chrono::seconds window);
  // Forgets the key, after a success.
  void forget(std::string_view key);

 private:
  struct Buckets;
  std::unique_ptr<Buckets> buckets_;
};

}  // namespace service
