#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/room.hpp"

// How a place is told, wherever it is. Texts are compared word by word as searches compare them (search_words.hpp).
namespace domain {

// The name of a place that nobody knows: that of an event whose calendar says none.
inline constexpr std::string_view unknown_place = "–";
[[nodiscard]] bool is_unknown(const Place& place);

// Whether the words stand in `text`, one behind the other; false where there are none.
[[nodiscard]] bool says(std::string_view text, std::string_view words);

// Without the street address, or the municipality, that what stands before it says already: "Lapintie 11-13, 94100
// Kemi" alone, and not "Kemi" behind it.
[[nodiscard]] Place told_once(Place place);
// Name, street address and municipality of that, as far as there are any.
[[nodiscard]] std::vector<std::string> address_parts(const Place& place);
[[nodiscard]] Place place_of(const RoomDetails& room);

}  // namespace domain
