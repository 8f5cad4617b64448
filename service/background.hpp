#pragma once
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>

namespace service {

// Small jobs that nobody is kept waiting for, done one after the other on a thread of its own: so that how long an
// answer takes does not tell what was found. What is queued lives in memory alone: only for what somebody who got
// nothing asks for again (ADR 14).
class Background {
 public:
  using Job = std::function<void()>;
  using Log = std::function<void(std::string_view)>;

  static constexpr std::size_t most_waiting = 256;
  static constexpr std::chrono::milliseconds longest_stop{3000};

  // `log` gets what a job threw.
  explicit Background(Log log = {});
  // Stops.
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  // False where too many wait, or after `stop`: the job is dropped. Any thread; never waits.
  bool add(Job job);
  // Waits until all that was added is done.
  void finish();
  // Finishes, and takes nothing any more. What has not begun by the end of `patience` is given up: a server that takes
  // long to end is killed.
  void stop(std::chrono::milliseconds patience = longest_stop);
  [[nodiscard]] bool stopping();

 private:
  void loop();

  Log log_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> waiting_;  // under mutex_, as are these
  bool working_ = false;
  bool stopping_ = false;
  std::chrono::steady_clock::time_point end_;
  std::thread thread_;  // the last member: it uses the others
};

}  // namespace service
