#pragma once
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/event_change.hpp"

// Who saw what drafts were copied from, as their history tells it.
namespace domain {

// What drafts become; nothing: each what its original was (see visibility_as).
using PublishAs = std::optional<PublicationStatus>;

// A visibility, or "as_original".
[[nodiscard]] PublishAs parse_publish_as(std::string_view word, std::string_view field);
[[nodiscard]] std::string_view to_word(PublishAs as);

struct Original {
  bool made_anew = false;  // there is none
  // When it was copied; of a copy of drafts what theirs was. Nothing where nobody knows: they were copied from nothing
  // that anybody saw, the history does not reach back, or the event itself was shown to others since.
  std::optional<PublicationStatus> visibility = {};
};
// Of each of these events.
[[nodiscard]] std::map<EventId, Original> originals_of(const EventChanges& changes, std::span<const EventId> events);

// What a draft is meant to become: public where it was made anew; nothing where somebody has to choose.
[[nodiscard]] std::optional<PublicationStatus> meant_visibility(const Original& original);
// `as`, or what the draft is meant to become.
[[nodiscard]] std::optional<PublicationStatus> visibility_as(const Original& original, PublishAs as);

// What the first change of a draft that is a copy says of who saw what it was copied from; nothing where nobody knows.
// `original`: that of `from`.
[[nodiscard]] std::vector<FieldChange> visibility_lost(const Event& from, const Original& original);

}  // namespace domain
