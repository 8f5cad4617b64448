#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "domain/store.hpp"

namespace service {

// What GET /metrics tells: requests and their latency by route and class of status, the outbox, messages sent. Any
// thread; counting takes no lock.
class Metrics {
 public:
  Metrics();
  ~Metrics();
  Metrics(const Metrics&) = delete;
  Metrics& operator=(const Metrics&) = delete;

  // One answered request. `route` is a pattern ("/api/v1/events/{id}"), never a path; it must live as long as the
  // program does.
  void count_request(std::string_view route, int status, std::chrono::nanoseconds duration);
  // Links that were asked for and not looked up, since too many were asked for at once.
  void count_links_dropped();
  // The text exposition format 0.0.4 of Prometheus.
  [[nodiscard]] std::string text(const domain::OutboxState& outbox, domain::Instant now);

 private:
  struct Registry;
  std::unique_ptr<Registry> registry_;
};

}  // namespace service
