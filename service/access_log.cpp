#include "service/access_log.hpp"

#include <spdlog/spdlog.h>

namespace service {
namespace {

spdlog::logger& access_logger() {
  static const auto named = spdlog::get("access");
  return named ? *named : *spdlog::default_logger_raw();
}

}  // namespace

void log_access(const AccessLogEntry& entry) {
  auto& logger = access_logger();
  if (!logger.should_log(spdlog::level::info)) return;
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(entry.duration).count();
  logger.info("{} {} {} {} B {} us {}", entry.method, entry.route, entry.status, entry.bytes, microseconds,
              entry.request_id);
}

void log_fault(std::string_view request_id, std::string_view route, std::string_view what) {
  spdlog::error("request {} to {} failed: {}", request_id, route, what);
}

}  // namespace service
