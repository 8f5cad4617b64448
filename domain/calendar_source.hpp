#pragma once
#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace domain {

struct CalendarRequest {
  std::string address;
  // Of the last answer; empty: it is sent in any case.
  std::string etag;
  std::string last_modified;
};

struct CalendarAnswer {
  enum class Kind { read, unchanged, failed };
  Kind kind = Kind::failed;
  std::string body;
  std::string etag;
  std::string last_modified;
  // Of `failed`: has an entry `error.<code>` in every catalogue. "fetch_host", "fetch_connection", "fetch_tls",
  // "fetch_time", "fetch_too_large", "fetch_private_address", "fetch_redirects", "fetch_refused" (401, 403),
  // "fetch_gone" (404, 410), "fetch_status", "fetch_stopped".
  std::string error;
  std::optional<std::chrono::seconds> retry_after;
};

// Where other people's calendars are. Any thread.
class CalendarSource {
 public:
  virtual ~CalendarSource() = default;
  // Blocks, for a limited time; gives up soon after `stopping` says so. Throws nothing of its own.
  [[nodiscard]] virtual CalendarAnswer fetch(const CalendarRequest& request, const std::function<bool()>& stopping) = 0;
};

}  // namespace domain
