#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "service/http.hpp"

// Header fields whose values the edge itself understands (RFC 9110, RFC 6265, RFC 9111).
namespace service {

[[nodiscard]] bool is_token(std::string_view text);

// How the body is delimited and whether the connection stays (RFC 9112, 6 and 9.3). Throws Refusal for what is
// malformed or ambiguous.
struct Framing {
  std::uint64_t content_length = 0;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;
};
[[nodiscard]] Framing read_framing(const Fields& headers, bool http_1_0);

// Throws Refusal{400} for a Host, Cookie, Accept…, Cache-Control that is malformed, and for a missing or second Host.
void check_header_values(const Fields& headers, bool http_1_0);

// Of all Cookie fields; the first of a name counts. The values are as checked.
[[nodiscard]] std::map<std::string, std::string> read_cookies(const Fields& headers);

// Accept-Encoding lets gzip through (RFC 9110, 12.5.3).
[[nodiscard]] bool accepts_gzip(const Fields& headers);

// One of the entity tags of If-None-Match is `etag`, weakly compared (RFC 9110, 13.1.2); "*" matches any.
[[nodiscard]] bool matches_etag(std::string_view if_none_match, std::string_view etag);

}  // namespace service
