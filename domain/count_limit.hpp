#pragma once
#include <cstddef>

#include "domain/event_filter.hpp"

namespace domain {

// Where several conditions narrow a list, many events are looked at for each that is counted.
inline constexpr std::size_t most_counted_of_several = 100;

// How far a list is counted (or up to its page's end): `most_counted`, or `most_counted_of_several` with more than one
// of the filter's lists, words and other conditions. Who may see events and when they are is none of these.
[[nodiscard]] std::size_t counted_up_to(const EventFilter& filter);

}  // namespace domain
