#pragma once
#include <chrono>
#include <string_view>

namespace service {

// One line a request: nothing that could name a person, so the route's pattern instead of the path, no query, no
// address, no agent.
struct AccessLogEntry {
  std::string_view method;
  std::string_view route;
  int status;
  std::size_t bytes;  // of the body
  std::chrono::nanoseconds duration;
  std::string_view request_id;
};

// To the logger "access" at level info.
void log_access(const AccessLogEntry& entry);
// Makes the logger "access", unless there is one: lines to standard error, up to a second late, since a write for each
// would cost more than many an answer.
void open_access_log();
// Writes what waits.
void flush_access_log();
// A fault of the program, at level error.
void log_fault(std::string_view request_id, std::string_view route, std::string_view what);

}  // namespace service
