#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/conflicts.hpp"
#include "domain/draft_ids.hpp"
#include "domain/event.hpp"
#include "domain/event_texts.hpp"
#include "domain/original_visibility.hpp"
#include "domain/ports.hpp"

// Many drafts at once: a season that was copied or imported.
namespace domain {

enum class DraftFate { published, handed_in, stays };
[[nodiscard]] std::string_view to_word(DraftFate fate);

struct DraftOutcome {
  EventId id;
  Event event;  // as it is now; of one that may not be seen nothing
  DraftFate fate = DraftFate::stays;
  // Why it stays: the error's code. "not_found", "not_a_draft", "event_cancelled", "event_over", "room_taken",
  // "interpreter_busy", "handed_in_already", "original_unknown".
  std::string refusal = {};
  std::int64_t in_the_way = 0;                            // the value of an EventId, as in Problem
  PublicationStatus as = PublicationStatus::open_to_all;  // what it becomes unless it stays
};
struct DraftPlan {
  DraftOutcome outcome;
  std::vector<Conflict> conflicts = {};
  TextReport texts = {};
  int invitations = 0;  // that are sent when it is published
  // What it becomes as its original (meant_visibility); nothing where it may not be seen, either.
  std::optional<PublicationStatus> original = {};
};

// What the same call of publish_drafts would do now, and what speaks against it. `as` is not draft.
// At most most_drafts: Error{invalid, "too_many_drafts"}.
[[nodiscard]] std::vector<DraftPlan> plan_publication(const Ports& ports, const Principal& principal,
                                                      std::span<const EventId> events, PublishAs as);
// A transaction for each series, and for each event that is in none, so that one that may not be published holds up no
// other. Where the organisation wants approval they are handed in.
std::vector<DraftOutcome> publish_drafts(const Ports& ports, const Principal& principal,
                                         std::span<const EventId> events, PublishAs as);

}  // namespace domain
