#pragma once
#include <cstddef>

// What an event's texts and lists may have at the most, in code points and entries: told of input, cut in calendars of
// others.
namespace domain {

inline constexpr std::size_t longest_event_name = 200;
inline constexpr std::size_t longest_event_description = 5000;
inline constexpr std::size_t longest_place_name = 300;
inline constexpr std::size_t longest_event_url = 2000;
inline constexpr std::size_t most_event_themes = 20;

}  // namespace domain
