#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "service/http.hpp"

namespace service {

// Who is at the far end: `peer`, or, where that is a trusted proxy, the last address in X-Forwarded-For that is none.
[[nodiscard]] std::string client_address(const Fields& headers, std::string_view peer,
                                         const std::vector<std::string>& trusted_proxies);

}  // namespace service
