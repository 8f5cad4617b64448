#pragma once
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "domain/calendar_source.hpp"
#include "fetching/allowed_addresses.hpp"

namespace fetching {

struct WebLimits {
  std::size_t bytes = 5 * 1024 * 1024;  // unpacked
  std::chrono::seconds time{20};        // of one answer, all redirects together
  std::chrono::seconds connect{8};
};

// Calendars at http and https addresses. Follows five redirects at most, none from https to http. Uses no proxy, no
// cookies and no passwords of the machine's, and connects to no address that `allowed` does not allow, wherever names
// and redirects lead. Every call has a connection of its own. Any thread.
class WebCalendars final : public domain::CalendarSource {
 public:
  // `user_agent` names who asks. `names`: what names are looked up as, "host:port:address", for tests.
  WebCalendars(AllowedAddresses allowed, WebLimits limits, std::string user_agent, std::vector<std::string> names = {});
  [[nodiscard]] domain::CalendarAnswer fetch(const domain::CalendarRequest& request,
                                             const std::function<bool()>& stopping) override;

 private:
  [[nodiscard]] domain::CalendarAnswer ask(const domain::CalendarRequest& request,
                                           const std::function<bool()>& stopping, const std::string& user_agent,
                                           std::chrono::milliseconds time, long& status) const;
  AllowedAddresses allowed_;
  WebLimits limits_;
  std::string user_agent_;
  std::vector<std::string> names_;
};

}  // namespace fetching
