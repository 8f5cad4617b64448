#pragma once
#include <cstddef>
#include <span>
#include <vector>

#include "domain/ids.hpp"

namespace domain {

// Drafts that are worked on at once.
inline constexpr std::size_t most_drafts = 500;
// Each once, by id: in this order they are locked. Error{invalid, "too_many_drafts", "events"}.
[[nodiscard]] std::vector<EventId> drafts_in_order(std::span<const EventId> events);

}  // namespace domain
