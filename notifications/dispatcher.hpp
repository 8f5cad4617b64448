#pragma once
#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string_view>
#include <thread>
#include <vector>

#include "domain/message.hpp"
#include "domain/ports.hpp"
#include "notifications/delivery.hpp"

namespace notifications {

struct DispatchSettings {
  std::size_t batch = 32;       // messages claimed at once, a channel
  std::size_t sms_workers = 4;  // messages handed over side by side
  std::size_t email_workers = 2;
  std::chrono::seconds lease{300};      // what is claimed and not recorded by then is anybody's again
  std::chrono::seconds send_limit{60};  // longest that a sender may block; shorter than the lease
  RetryRhythm retries;
  std::chrono::milliseconds poll_interval{1000};
};

// What one dispatcher did since it was made.
struct DispatchCounts {
  std::uint64_t sent = 0;
  std::uint64_t retried = 0;
  std::uint64_t failed = 0;
  std::uint64_t dropped = 0;
  // When both channels last asked for work or finished a piece of it; none before that.
  std::optional<domain::Instant> last_run;
};

// Takes due messages out of the outbox, words them and hands them to the senders, SMS and email apart from each other.
// Any number of dispatchers, in any number of processes, may share one store: a message is claimed by one, for as long
// as its lease. One that dies leaves its claims to the others when their leases run out; if that is between the
// gateway's answer and its record, the message is sent once more.
class Dispatcher {
 public:
  // Lines about messages by their ids, without personal data. Called from several threads.
  using Log = std::function<void(std::string_view)>;

  // Everything referred to outlives the dispatcher.
  Dispatcher(const domain::Ports& ports, const domain::Wording& wording, domain::Sender& sms, domain::Sender& email,
             const DispatchSettings& settings, Log log);
  // Stops.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  void start();
  // Waits for what is being sent and records it; what was claimed and not begun is given back. For good.
  void stop();
  // Asks for work now rather than at the next poll: after a commit that wrote to the outbox. Any thread; never blocks
  // for long.
  void wake();
  // One claim a channel, handled; how many messages. For tests and for commands that send and end.
  std::size_t run_once();
  [[nodiscard]] DispatchCounts counts() const;

 private:
  struct Lane {
    domain::Channel channel;
    std::size_t workers;
    std::thread thread;
    std::atomic<std::int64_t> last_run{0};  // seconds since the epoch
  };
  struct Claim {
    std::vector<domain::Message> messages;
    domain::Instant lease_until;
  };

  void loop(Lane& lane);
  std::size_t run(Lane& lane);
  [[nodiscard]] Claim claim(const Lane& lane);
  void handle(Lane& lane, const domain::Message& message, domain::Instant lease_until);
  void record(const domain::Message& message, const Verdict& verdict, domain::Instant lease_until);
  void count(Verdict::Kind kind);
  void tell(const domain::Message& message, const Verdict& verdict) const;
  void say(std::string_view line) const;
  // Until the poll interval is over, somebody wakes us after `seen`, or it is time to stop.
  void rest(std::uint64_t seen);

  const domain::Ports& ports_;
  DispatchSettings settings_;
  Delivery delivery_;
  Log log_;
  std::array<Lane, 2> lanes_;
  std::atomic<std::uint64_t> sent_{0};
  std::atomic<std::uint64_t> retried_{0};
  std::atomic<std::uint64_t> failed_{0};
  std::atomic<std::uint64_t> dropped_{0};
  std::atomic<bool> stopping_{false};
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t wakes_ = 0;  // under mutex_
};

}  // namespace notifications
