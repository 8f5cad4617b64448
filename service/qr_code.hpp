#pragma once
#include <string>
#include <string_view>

namespace service {

// ISO/IEC 18004, as a picture for any size (SVG) with its quiet zone. `text` is at most 1,000 octets.
[[nodiscard]] std::string qr_svg(std::string_view text);

}  // namespace service
