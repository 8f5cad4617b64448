#pragma once
#include <optional>
#include <string_view>

#include "domain/event.hpp"
#include "domain/event_change.hpp"

// Who saw what a draft was copied from.
namespace domain {

// What drafts become; nothing: each what its original was (see visibility_as).
using PublishAs = std::optional<PublicationStatus>;

// A visibility, or "as_original".
[[nodiscard]] PublishAs parse_publish_as(std::string_view word, std::string_view field);
[[nodiscard]] std::string_view to_word(PublishAs as);
// Of the original, when it was copied; nothing for what was not copied, was copied from a draft, or whose history does
// not reach back to it.
[[nodiscard]] std::optional<PublicationStatus> original_visibility(const EventChanges& changes, EventId event);
// `as`, or what the original was; public where nobody knows.
[[nodiscard]] PublicationStatus visibility_as(const EventChanges& changes, EventId event, PublishAs as);

}  // namespace domain
