#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

// A draft that a partner handed in, and what became of it.
namespace domain {

enum class ApprovalState { submitted, approved, returned };

// One an event: the last.
struct Approval {
  EventId event;
  OrganisationId by;                                      // whose organisers decide
  PublicationStatus as = PublicationStatus::open_to_all;  // what it becomes when it is approved
  ApprovalState state = ApprovalState::submitted;
  std::string submitted_by;  // display names
  Instant submitted_time;
  std::string decided_by = {};
  std::optional<Instant> decided_time = {};
  std::string reason = {};                  // why it was returned
  std::optional<AccountId> submitter = {};  // who hears of it; none: a token, or gone
};

// Where they are kept; part of domain/store.hpp, which says how.
class Approvals {
 public:
  virtual ~Approvals() = default;
  [[nodiscard]] virtual std::optional<Approval> find(EventId event) const = 0;
  // Submitted ones, the longest waiting first; those that one organisation decides on, or all.
  [[nodiscard]] virtual std::vector<Approval> waiting(std::optional<OrganisationId> by) const = 0;
  // Of events that the organisation organises, submitted or returned; the newest first.
  [[nodiscard]] virtual std::vector<Approval> undecided_of(OrganisationId organisation) const = 0;
  // In the place of the event's earlier one.
  virtual void keep(const Approval& approval) = 0;
  virtual void remove(EventId event) = 0;
};

[[nodiscard]] std::string_view to_word(ApprovalState state);

}  // namespace domain
