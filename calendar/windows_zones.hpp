#pragma once
#include <string_view>

namespace calendar {

// The IANA name of a zone that Windows, Outlook and Exchange call so ("FLE Standard Time"), by Unicode CLDR's
// windowsZones for the whole world, but for Finland's own ("FLE"); empty for none.
[[nodiscard]] std::string_view zone_of_windows(std::string_view name);

}  // namespace calendar
