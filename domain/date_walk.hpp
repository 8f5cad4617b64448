#pragma once
#include <cstddef>
#include <functional>
#include <string>

#include "domain/error.hpp"
#include "domain/keep_in_step.hpp"

// How keep_in_step goes through a calendar's dates.
namespace domain {

// The subscription is another's now, or another one.
struct Superseded {};

// One by one, until it is time to stop.
class DateWalk {
 public:
  DateWalk(StepResult& result, const std::function<bool()>& stopping) : result_(result), stopping_(stopping) {}

  // What is wrong with one is its own.
  template <class Work>
  void one(const std::string& uid, const std::string& summary, std::size_t& count, const Work& work) {
    if (ended_ || (ended_ = stopping_())) return;
    try {
      if (work()) ++count;
    } catch (const Superseded&) {
      ended_ = true;
    } catch (const Error& error) {
      if (error.kind() == ErrorKind::unavailable) throw;
      result_.problems.push_back({0, uid, summary, error.problems().front().code});
    }
  }
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  StepResult& result_;
  const std::function<bool()>& stopping_;
  bool ended_ = false;
};

}  // namespace domain
