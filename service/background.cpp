#include "service/background.hpp"

#include <exception>
#include <string>
#include <utility>

namespace service {

Background::Background(Log log) : log_(std::move(log)), thread_([this] { loop(); }) {}

Background::~Background() {
  stop();
}

bool Background::add(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || waiting_.size() >= most_waiting) return false;
    waiting_.push_back(std::move(job));
  }
  changed_.notify_all();
  return true;
}

void Background::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return waiting_.empty() && !working_; });
}

void Background::stop(std::chrono::milliseconds patience) {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    end_ = std::chrono::steady_clock::now() + patience;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool Background::stopping() {
  const std::lock_guard lock(mutex_);
  return stopping_;
}

void Background::loop() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
    if (stopping_ && !waiting_.empty() && std::chrono::steady_clock::now() >= end_) {
      if (log_) log_(std::to_string(waiting_.size()) + " jobs of the background were given up at the stop");
      waiting_.clear();
      changed_.notify_all();
    }
    if (waiting_.empty()) return;
    const Job job = std::move(waiting_.front());
    waiting_.pop_front();
    working_ = true;
    lock.unlock();
    try {
      job();
    } catch (const std::exception& error) {
      if (log_) log_(std::string("work in the background failed: ") + error.what());
    }
    lock.lock();
    working_ = false;
    changed_.notify_all();
  }
}

}  // namespace service
