#include "service/rate_limiter.hpp"

#include <algorithm>
#include <cmath>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

namespace service {
namespace {

// Enough for every address of a busy day; about 20 MB.
constexpr std::size_t maximum_keys = 100'000;

struct Bucket {
  std::string key;
  double level = 0;  // of what came and has not leaked out yet
  domain::Instant time;
};

}  // namespace

TooManyRequests::TooManyRequests(std::chrono::seconds retry_after)
    : domain::Error(domain::ErrorKind::unavailable, "too_many_requests", "Too many attempts; try again later."),
      retry_after_(retry_after) {}

struct RateLimiter::Buckets {
  const domain::Clock& clock;
  bool enabled;
  std::mutex mutex;
  std::list<Bucket> by_use;  // the latest first
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key;

  Bucket& use(std::string_view key, domain::Instant now) {
    if (const auto found = by_key.find(key); found != by_key.end()) {
      by_use.splice(by_use.begin(), by_use, found->second);
      return by_use.front();
    }
    if (by_use.size() == maximum_keys) {
      by_key.erase(by_use.back().key);
      by_use.pop_back();
    }
    by_use.push_front({std::string(key), 0, now});
    by_key.emplace(by_use.front().key, by_use.begin());
    return by_use.front();
  }
};

RateLimiter::RateLimiter(const domain::Clock& clock, bool enabled)
    : buckets_(new Buckets{clock, enabled, {}, {}, {}}) {}

RateLimiter::~RateLimiter() = default;

void RateLimiter::take(std::string_view key, int burst, std::chrono::seconds window) {
  if (!buckets_->enabled) return;
  const std::lock_guard lock(buckets_->mutex);
  const auto now = buckets_->clock.now();
  auto& bucket = buckets_->use(key, now);
  const double leak = static_cast<double>(burst) / static_cast<double>(window.count());
  const auto elapsed = std::max(now - bucket.time, std::chrono::seconds{0});
  bucket.level = std::max(0.0, bucket.level - leak * static_cast<double>(elapsed.count()));
  bucket.time = now;
  const double excess = bucket.level + 1 - burst;
  if (excess > 0) {
    throw TooManyRequests(std::chrono::seconds{std::max(1L, static_cast<long>(std::ceil(excess / leak)))});
  }
  bucket.level += 1;
}

void RateLimiter::forget(std::string_view key) {
  const std::lock_guard lock(buckets_->mutex);
  const auto found = buckets_->by_key.find(key);
  if (found == buckets_->by_key.end()) return;
  const auto bucket = found->second;
  buckets_->by_key.erase(found);
  buckets_->by_use.erase(bucket);
}

}  // namespace service
