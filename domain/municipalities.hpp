#pragma once
#include <string>
#include <string_view>

namespace domain {

// The Finnish municipality that an address ends with, as Finns call it: "Lapintie 11-13, 94100 Kemi, Suomi" and
// "…, 65100 Vasa" name Kemi and Vaasa. The country may stand behind it and the postal code before it; nothing else of
// the address is looked at. Empty where it names none.
[[nodiscard]] std::string municipality_named(std::string_view address);
// Also where a place has no address and is nothing but a municipality: "Oulu".
[[nodiscard]] std::string municipality_named(std::string_view place, std::string_view address);

}  // namespace domain
