#pragma once
#include <string>
#include <string_view>

#include "service/http.hpp"

// The fields that answers have besides what their handler gave.
namespace service {

// Adds `value` to the list in field `name`, or begins it.
void add_to_list(Fields& fields, std::string_view name, std::string_view value);

// Content-Security-Policy and its like, as lines that end in CRLF; with HSTS where people come by https.
[[nodiscard]] std::string security_fields(std::string_view base_url);

// What pages may not use of the device: for replies without a Permissions-Policy of their own.
inline constexpr std::string_view no_permissions =
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

// IMF-fixdate (RFC 9110, 5.6.7) of now; made anew once a second per thread.
[[nodiscard]] std::string_view http_date();

// Status line and the reply's fields, without the empty line. Field values lose CR, LF and NUL: nobody splits an
// answer through them. `content_length` as the field says, also where no body follows.
[[nodiscard]] std::string begin_head(const Reply& reply, std::size_t content_length);

}  // namespace service
