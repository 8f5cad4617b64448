#include "service/time_input.hpp"

#include <optional>

#include "domain/error.hpp"

namespace service {
namespace {

// "2026-10-25T03:30" or "2026-10-25T03:30:00": a time with neither Z nor offset.
std::optional<domain::LocalTime> read_local_time(std::string_view text, std::string_view field) {
  if ((text.size() != 16 && text.size() != 19) || text.back() == 'Z' || text.back() == 'z') return {};
  const std::string full = std::string(text) + (text.size() == 16 ? ":00Z" : "Z");
  return domain::LocalTime{domain::parse_rfc3339(full, field).time_since_epoch()};
}

}  // namespace

domain::Instant read_time(std::string_view text, std::string_view field, const std::string& zone,
                          const domain::TimeZones& zones) {
  const auto local = read_local_time(text, field);
  if (!local) return domain::parse_rfc3339(text, field);
  if (!zones.exists(*local, zone)) {
    throw domain::Error(domain::ErrorKind::invalid, "skipped_hour", "is an hour that the clock change skips",
                        std::string(field));
  }
  return zones.to_utc(*local, zone);
}

}  // namespace service
