#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/draft_ids.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"

// A draft that was made by mistake goes, as if it had never been: nobody ever heard of it. The audit log keeps who
// deleted what. A file that it came from brings it in again; a calendar that is followed does not.
namespace domain {

struct DraftDeletion {
  EventId id;
  Event event;  // as it is, or was; of one that may not be seen nothing
  // Why it stays: the error's code. "not_found", "not_a_draft", "was_public", "somebody_registered",
  // "interpreter_asked", "messages_sent".
  std::string refusal = {};
  int invitations = 0;    // that go with it; none was sent
  bool followed = false;  // a followed calendar has it
};

// What the same call of delete_drafts would do now. Error{invalid, "too_many_drafts"}.
[[nodiscard]] std::vector<DraftDeletion> plan_deletion(const Ports& ports, const Principal& principal,
                                                       std::span<const EventId> events);
// One transaction; those that must stay stay.
std::vector<DraftDeletion> delete_drafts(const Ports& ports, const Principal& principal,
                                         std::span<const EventId> events);
// Error{not_found}, Error{forbidden}; Error{conflict} where it stays.
void delete_draft(const Ports& ports, const Principal& principal, EventId event);

// The dates of a calendar that were deleted come in again with its next reading; answers how many.
std::size_t bring_removed_dates_back(const Ports& ports, const Principal& principal, SubscriptionId subscription);

}  // namespace domain
