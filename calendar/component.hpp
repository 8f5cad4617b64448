#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar/entry.hpp"
#include "calendar/zone_rules.hpp"

namespace calendar {

// The bytes of one VEVENT (RFC 5545, 3.6.1), folded and escaped, and the rule of the zone that they name: null where
// they are in UTC.
struct Component {
  std::string bytes;
  const ZoneRule* zone = nullptr;
};

// Any thread.
[[nodiscard]] Component write_component(const Entry& entry, const domain::TimeZones& zones, const ZoneRules& rules);

// The calendar's own properties, from VERSION on, folded and escaped. A calendar without a name has none of those that
// a subscription needs.
[[nodiscard]] std::string write_calendar_properties(std::string_view name, std::string_view description);

}  // namespace calendar
