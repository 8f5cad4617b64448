#include "service/metrics.hpp"

#include <prometheus/text_serializer.h>

#include <array>
#include <atomic>
#include <sstream>
#include <vector>

namespace service {
namespace {

constexpr std::size_t slot_count = 256;  // routes there may be; a power of two
constexpr std::size_t class_count = 5;   // 1xx to 5xx
constexpr std::array<double, 10> bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1, 5};  // seconds

struct Latencies {
  std::array<std::atomic<std::uint64_t>, bounds.size() + 1> counts{};
  std::atomic<std::uint64_t> nanoseconds{0};
};

// Keyed by where the pattern's characters are: patterns live as long as the program.
struct RouteSlot {
  std::atomic<const char*> pattern{nullptr};
  std::atomic<std::size_t> size{0};
  std::array<Latencies, class_count> classes;
};

void observe(Latencies& latencies, std::chrono::nanoseconds duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  std::size_t bucket = 0;
  while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
  latencies.counts[bucket].fetch_add(1, std::memory_order_relaxed);
  latencies.nanoseconds.fetch_add(static_cast<std::uint64_t>(duration.count()), std::memory_order_relaxed);
}

prometheus::ClientMetric histogram(std::string_view route, std::size_t status_class, const Latencies& latencies) {
  prometheus::ClientMetric metric;
  metric.label = {{"route", std::string(route)}, {"status", std::to_string(status_class + 1) + "xx"}};
  std::uint64_t cumulative = 0;
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    cumulative += latencies.counts[i].load(std::memory_order_relaxed);
    metric.histogram.bucket.push_back({cumulative, bounds[i]});
  }
  cumulative += latencies.counts[bounds.size()].load(std::memory_order_relaxed);
  metric.histogram.sample_count = cumulative;
  metric.histogram.sample_sum = static_cast<double>(latencies.nanoseconds.load(std::memory_order_relaxed)) / 1e9;
  return metric;
}

prometheus::MetricFamily gauge(std::string name, std::string help, double value) {
  prometheus::MetricFamily family;
  family.name = std::move(name);
  family.help = std::move(help);
  family.type = prometheus::MetricType::Gauge;
  family.metric.emplace_back().gauge.value = value;
  return family;
}

}  // namespace

struct Metrics::Registry {
  std::array<RouteSlot, slot_count> slots;
  std::atomic<std::uint64_t> links_dropped{0};

  // Nothing when there are more routes than slots.
  RouteSlot* slot_of(std::string_view route) {
    auto index = std::hash<const void*>{}(route.data());
    index ^= index >> 12;
    for (std::size_t tries = 0; tries < slot_count; ++tries) {
      auto& slot = slots[(index + tries) % slot_count];
      const char* present = slot.pattern.load(std::memory_order_acquire);
      if (present == nullptr && slot.pattern.compare_exchange_strong(present, route.data())) {
        slot.size.store(route.size(), std::memory_order_release);
        return &slot;
      }
      if (present == route.data()) return &slot;
    }
    return nullptr;
  }
};

Metrics::Metrics() : registry_(std::make_unique<Registry>()) {}

Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view route, int status, std::chrono::nanoseconds duration) {
  auto* slot = registry_->slot_of(route);
  if (slot == nullptr || status < 100 || status > 599) return;
  observe(slot->classes[static_cast<std::size_t>(status / 100 - 1)], duration);
}

void Metrics::count_links_dropped() {
  registry_->links_dropped.fetch_add(1, std::memory_order_relaxed);
}

std::string Metrics::text(const domain::OutboxState& outbox, domain::Instant now) {
  std::vector<prometheus::MetricFamily> families;
  auto& requests = families.emplace_back();
  requests.name = "kutsu_http_request_duration_seconds";
  requests.help = "Requests answered, by route and class of status.";
  requests.type = prometheus::MetricType::Histogram;
  for (const auto& slot : registry_->slots) {
    const char* pattern = slot.pattern.load(std::memory_order_acquire);
    if (pattern == nullptr) continue;
    const std::string_view route(pattern, slot.size.load(std::memory_order_acquire));
    for (std::size_t i = 0; i < class_count; ++i) {
      auto metric = histogram(route, i, slot.classes[i]);
      if (metric.histogram.sample_count > 0) requests.metric.push_back(std::move(metric));
    }
  }
  const auto overdue = outbox.oldest_due ? (now - *outbox.oldest_due).count() : 0;
  families.push_back(
      gauge("kutsu_outbox_pending", "Messages that wait to be sent, due or not.", static_cast<double>(outbox.pending)));
  families.push_back(gauge("kutsu_outbox_failed", "Messages given up.", static_cast<double>(outbox.failed)));
  families.push_back(gauge("kutsu_outbox_oldest_due_seconds", "How long the oldest due message has waited.",
                           static_cast<double>(std::max<std::int64_t>(overdue, 0))));
  auto& dropped = families.emplace_back();
  dropped.name = "kutsu_links_dropped_total";
  dropped.help = "Links asked for that nobody looked up, since too many were asked for at once.";
  dropped.type = prometheus::MetricType::Counter;
  dropped.metric.emplace_back().counter.value =
      static_cast<double>(registry_->links_dropped.load(std::memory_order_relaxed));
  std::ostringstream out;
  prometheus::TextSerializer{}.Serialize(out, families);
  return std::move(out).str();
}

}  // namespace service
