#include "service/access_log.hpp"

#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <atomic>
#include <mutex>

namespace service {
namespace {

constexpr const char* logger_name = "access";
constexpr std::size_t most_waiting = 32 * 1024;
constexpr std::chrono::seconds longest_wait{1};

class WaitingSink final : public spdlog::sinks::base_sink<std::mutex> {
 protected:
  void sink_it_(const spdlog::details::log_msg& message) override {
    formatter_->format(message, waiting_);
    if (waiting_.size() > most_waiting || message.time - written_ > longest_wait) flush_();
  }
  void flush_() override {
    for (std::size_t done = 0; done < waiting_.size();) {
      const auto size = write(STDERR_FILENO, waiting_.data() + done, waiting_.size() - done);
      if (size <= 0) break;
      done += static_cast<std::size_t>(size);
    }
    waiting_.clear();
    written_ = spdlog::log_clock::now();
  }

 private:
  spdlog::memory_buf_t waiting_;
  spdlog::log_clock::time_point written_{};
};

std::atomic<spdlog::logger*> access_logger{nullptr};

}  // namespace

void open_access_log() {
  static std::once_flag opened;
  std::call_once(opened, [] {
    if (!spdlog::get(logger_name)) {
      spdlog::register_logger(std::make_shared<spdlog::logger>(logger_name, std::make_shared<WaitingSink>()));
      spdlog::flush_every(longest_wait);
    }
    static const auto kept = spdlog::get(logger_name);
    access_logger = kept.get();
  });
}

void flush_access_log() {
  if (auto* logger = access_logger.load()) logger->flush();
}

void log_access(const AccessLogEntry& entry) {
  auto* logger = access_logger.load(std::memory_order_acquire);
  if (logger == nullptr || !logger->should_log(spdlog::level::info)) return;
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(entry.duration).count();
  logger->info("{} {} {} {} B {} us {}", entry.method, entry.route, entry.status, entry.bytes, microseconds,
               entry.request_id);
}

void log_fault(std::string_view request_id, std::string_view route, std::string_view what) {
  spdlog::error("request {} to {} failed: {}", request_id, route, what);
}

}  // namespace service
