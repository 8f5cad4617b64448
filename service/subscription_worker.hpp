#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "domain/calendar_source.hpp"
#include "domain/keep_in_step.hpp"
#include "domain/ports.hpp"
#include "service/settings.hpp"

namespace ui {
class Pages;
}

namespace service {

// Keeps the programme in step with the calendars that are subscribed to, one after the other, whenever one is due. Any
// number of servers may do so on one database: each calendar is one server's at a time, for as long as its lease, and
// what a server does whose lease is over is not stored. Nothing is kept open while it waits for an answer.
class SubscriptionWorker {
 public:
  // By ids and hosts, without addresses.
  using Log = std::function<void(std::string_view)>;

  static constexpr std::chrono::seconds pace{3};
  static constexpr std::chrono::minutes lease{10};
  // How far ahead events are taken over, and how long a calendar that says that nothing is new is believed: every day
  // brings new dates of what recurs without end.
  static constexpr std::chrono::days ahead{400};
  static constexpr std::chrono::hours belief{24};
  static constexpr std::chrono::minutes first_retry{10};
  static constexpr std::chrono::hours longest_retry{24};

  // Everything referred to outlives this.
  SubscriptionWorker(const domain::Ports& ports, domain::CalendarSource& source, domain::StepWords words,
                     const SubscriptionSettings& settings, Log log);
  // Stops.
  ~SubscriptionWorker();
  SubscriptionWorker(const SubscriptionWorker&) = delete;
  SubscriptionWorker& operator=(const SubscriptionWorker&) = delete;

  void start();
  // Within a second or two: what is being fetched is given up, and what is being taken over stops at the next event.
  void stop();
  // The calendar that is due for longest; false where none is. For tests; `start` does it by itself.
  bool run_once();

 private:
  void loop();
  void fetch(const domain::Subscription& claimed);
  void read(const domain::Subscription& claimed, const domain::CalendarAnswer& answer);
  void record(const domain::Subscription& claimed, const domain::FetchRecord& record);
  void record_failure(const domain::Subscription& claimed, std::string error,
                      std::chrono::seconds at_least = std::chrono::seconds{0});
  [[nodiscard]] domain::Instant next_time(std::chrono::seconds wait) const;
  [[nodiscard]] bool is_stopping();

  const domain::Ports& ports_;
  domain::CalendarSource& source_;
  domain::StepWords words_;
  SubscriptionSettings settings_;
  Log log_;
  std::thread thread_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;  // under mutex_
};

// The pages' words for it.
[[nodiscard]] domain::StepWords step_words(const ui::Pages& pages);

}  // namespace service
