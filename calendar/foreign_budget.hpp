#pragma once
#include <chrono>
#include <cstddef>

namespace calendar {

// How much work a calendar may cause: a hostile rule makes libical's iterator go on for as long as one asks it.
class ForeignBudget {
 public:
  explicit ForeignBudget(std::chrono::milliseconds time) : end_(std::chrono::steady_clock::now() + time) {}
  // False once all of it is used up.
  [[nodiscard]] bool spend() {
    constexpr std::size_t steps_between_looks = 64;
    return ++steps_ % steps_between_looks == 0 ? look() : !over_;
  }
  // The same, and looks at the clock in any case.
  [[nodiscard]] bool look() {
    over_ = over_ || steps_ > most_steps || std::chrono::steady_clock::now() > end_;
    return !over_;
  }

 private:
  static constexpr std::size_t most_steps = 5'000'000;
  std::chrono::steady_clock::time_point end_;
  std::size_t steps_ = 0;
  bool over_ = false;
};

}  // namespace calendar
