#pragma once
#include <atomic>
#include <thread>
#include <vector>

#include "calendar/time_zones.hpp"
#include "domain/ports.hpp"
#include "storage/secrets.hpp"
#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

namespace contract {

// Two instances of the service on one database, and many threads in each.
class TwoServers : public Contract {
 protected:
  TwoServers() : other(database->open()), secrets(storage::make_secrets(database->key())) { clock.set(at(-100)); }

  // Every second thread works with the other instance.
  domain::Ports ports(int thread) { return {thread % 2 == 0 ? *store : *other, clock, zones, *secrets, {}}; }
  // Calls `work(thread)` in so many threads, which begin together.
  template <class Work>
  static void at_once(int threads, const Work& work) {
    std::vector<std::thread> running;
    std::atomic<int> ready{0};
    for (int t = 0; t < threads; ++t) {
      running.emplace_back([&, t] {
        for (++ready; ready < threads;) std::this_thread::yield();
        work(t);
      });
    }
    for (std::thread& thread : running) thread.join();
  }

  std::unique_ptr<domain::Store> other;
  std::unique_ptr<domain::Secrets> secrets;
  fixtures::SetClock clock;
  calendar::TimeZones zones;
};

}  // namespace contract
