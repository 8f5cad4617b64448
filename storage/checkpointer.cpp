#include "storage/checkpointer.hpp"

#include <utility>

#include "domain/error.hpp"

namespace storage {
namespace {

// 64 MB of pages: what changes often is moved once for many commits. Read again when a server starts after a crash.
constexpr int long_log = 16'000;
// So few that a writer has moved them in the time of a commit or two.
constexpr int short_rest = 400;
// Each pass moves what was written during the one before it; a writer that is quicker gets a longer pause.
constexpr int most_passes = 12;

}  // namespace

Checkpointer::Checkpointer(std::unique_ptr<Connection> database)
    : database_(std::move(database)), begin_at_(long_log), thread_([this] { serve(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  thread_.join();
}

bool Checkpointer::log_grew(int pages) {
  const std::lock_guard lock(mutex_);
  if (pages < last_pages_) begin_at_ = long_log;
  last_pages_ = pages;
  if (std::exchange(moved_, false)) return true;
  if (pages >= begin_at_ && !wanted_) {
    wanted_ = true;
    // A reader may keep the log from beginning anew: not every commit need try.
    begin_at_ = pages + long_log / 4;
    waiting_.notify_one();
  }
  return false;
}

void Checkpointer::serve() {
  std::unique_lock lock(mutex_);
  while (true) {
    waiting_.wait(lock, [&] { return stopping_ || wanted_; });
    if (stopping_) return;
    lock.unlock();
    move_most();
    lock.lock();
    wanted_ = false;
    moved_ = true;
  }
}

void Checkpointer::move_most() {
  try {
    int moved = 0;
    for (int pass = 0; pass < most_passes; ++pass) {
      const Connection::Log log = database_->checkpoint();
      if (log.pages - std::exchange(moved, log.moved) < short_rest) return;
    }
  } catch (const domain::Error&) {
    // A full disk, say: the log stays and the writer meets the same.
  }
}

}  // namespace storage
