#pragma once
#include <cstddef>

namespace service {

// Code points that are read of what is one line: a name, an address, a topic. What domain/ allows may be less.
inline constexpr std::size_t longest_line = 200;

}  // namespace service
