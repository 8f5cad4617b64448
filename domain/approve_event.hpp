#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"

// A partner hands a draft in; whose approval the organisation wants says yes, or sends it back with a reason.
namespace domain {

// Handing in again changes what it shall become. Error{conflict}: "not_a_draft", "approval_not_wanted" for who may
// publish without.
Approval submit_event(const Ports& ports, const Principal& principal, EventId event, PublicationStatus as);
// The same of a locked draft.
Approval hand_in(Transaction& tx, const Ports& ports, const Principal& principal, const Event& event,
                 PublicationStatus as);
// The partner takes it back, to go on writing.
void withdraw_event(const Ports& ports, const Principal& principal, EventId event);
// What somebody had before their eyes who decided.
struct Seen {
  std::int64_t version = 0;               // of the event
  std::optional<PublicationStatus> as{};  // what it shall become
};
// Publishes it as it was handed in. Error{not_found} where nothing waits, or where it waits for others;
// Error{conflict, "changed_since_seen"} where it is not what was `seen` any more.
[[nodiscard]] Event approve_event(const Ports& ports, const Principal& principal, EventId event,
                                  const std::optional<Seen>& seen = {});
// Who hears what became of it: whoever handed it in, while they still belong to an organiser or administer everything.
[[nodiscard]] std::optional<Account> find_submitter(const Accounts& accounts, const Approval& approval,
                                                    const Event& event);
// The reason is required.
void return_event(const Ports& ports, const Principal& principal, EventId event, std::string_view reason);

struct Submission {
  Event event;
  Approval approval;
};
struct Submissions {
  std::vector<Submission> to_decide;  // by them, the longest waiting first
  std::vector<Submission> own;        // of their organisation's events: waiting elsewhere, or sent back
};
// How many wait for them.
[[nodiscard]] std::size_t count_to_decide(const Snapshot& snapshot, const Principal& principal);
[[nodiscard]] Submissions list_submissions(const Ports& ports, const Principal& principal);

}  // namespace domain
