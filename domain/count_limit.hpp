#pragma once
#include <cstddef>

#include "domain/event_filter.hpp"

namespace domain {

// Of a list that one condition narrows.
inline constexpr std::size_t most_counted_of_one = 250;
// Where several conditions narrow a list, many events are looked at for each that is counted; a part of a place's name
// stands for many places.
inline constexpr std::size_t most_counted_of_several = 50;

// How far a list is counted (or up to its page's end): `most_counted`, `most_counted_of_one` with one of the filter's
// lists, words and other conditions, `most_counted_of_several` with more than one, or a place. Who may see events and
// when they are is none of these.
[[nodiscard]] std::size_t counted_up_to(const EventFilter& filter);

}  // namespace domain
