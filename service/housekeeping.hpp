#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

#include "domain/ports.hpp"
#include "domain/retention.hpp"

namespace service {

// What a server does by itself. On one thread it ends, every few seconds, the offers and held places that have run out;
// on another, so that these never wait for it, it applies the rules of retention, forgets sessions that are over and
// tidies the database: when it starts and every night at 03:00 (Europe/Helsinki). Every step is a short transaction
// that looks again at what it changes, so that any number of servers on one database may do the same at once.
class Housekeeping {
 public:
  using Log = std::function<void(std::string_view)>;
  // `announce` is called at the start and every `announce_interval`: what else a server says of itself.
  using Announce = std::function<void()>;

  static constexpr std::chrono::seconds pace{5};
  static constexpr std::chrono::seconds announce_interval{20};
  // When something failed, it is tried again after this.
  static constexpr std::chrono::minutes retry{10};

  // Everything referred to outlives this. `log` may be called from both threads.
  Housekeeping(const domain::Ports& ports, const domain::RetentionRules& rules, Announce announce, Log log);
  // Stops.
  ~Housekeeping();
  Housekeeping(const Housekeeping&) = delete;
  Housekeeping& operator=(const Housekeeping&) = delete;

  void start();
  // Waits for the step that is being done: of retention one batch, the rest is the next start's.
  void stop();
  // Whatever is due by the clock of the ports. For tests; `start` does it by itself.
  void run_due();

 private:
  void loop(void (Housekeeping::*step)());
  void keep_watch();
  void clean_up();
  void expire();
  [[nodiscard]] bool is_stopping();
  // False where `work` threw; that is logged.
  bool attempt(std::string_view what, const std::function<void()>& work);
  [[nodiscard]] domain::Instant next_night(domain::Instant now) const;

  const domain::Ports& ports_;
  domain::RetentionRules rules_;
  Announce announce_;
  Log log_;
  domain::Instant next_announcement_{};  // of the one thread
  domain::Instant next_forgetting_{};    // of the first
  domain::Instant next_clean_up_{};      // of the other
  std::thread watch_;
  std::thread night_shift_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;  // under mutex_
};

}  // namespace service
