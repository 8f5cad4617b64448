#pragma once
#include <string>
#include <string_view>

#include "domain/time.hpp"

namespace service {

// RFC 3339; a time without Z or offset ("2026-10-25T03:30") is what a clock in `zone` shows, the first occurrence of an
// hour that occurs twice. Throws Error{invalid} "date_time", or "skipped_hour" for an hour that the clock change skips.
[[nodiscard]] domain::Instant read_time(std::string_view text, std::string_view field, const std::string& zone,
                                        const domain::TimeZones& zones);

}  // namespace service
