#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include <functional>

#include "domain/ports.hpp"

// How long what tells of persons is kept, each purpose for itself, and what becomes of it after (GDPR, Article
// 5(1)(e)).
namespace domain {

struct RetentionRules {
  // From the end of the event. Registrations become counts and are removed with persons, messages and invitations;
  // messages to interpreters about it go, too.
  std::chrono::days registrations{90};
  std::chrono::days answers{30};  // to an event's questions, from its end
  // What people wrote to us by SMS, from when it came; and for how long after an event its organisers are shown what a
  // number writes that was registered for it.
  std::chrono::days incoming_messages{30};
  std::chrono::days audit{730};    // entries of the audit log
  std::chrono::days history{730};  // of events: who changed what
  // Files given to participants, from the end of the event, or of the last one of their series.
  std::chrono::days materials{365};
  // The contact person of an interpreter's booking, from its end; and from the end of their last booking, interpreters
  // who are not active any more. These become anonymous, and so do others who were not needed for `interpreters`.
  std::chrono::days bookings{90};
  std::chrono::days interpreters{730};
};

struct RetentionResult {
  std::size_t registrations = 0;  // that became counts
  std::size_t events = 0;         // whose people were removed, or whose answers were forgotten
  std::size_t interpreters = 0;   // that became anonymous
  bool finished = true;           // false where `stopping` ended it
};

using Stopping = std::function<bool()>;

// Removes what is older than the rules allow, in batches of 100 rows, each a short transaction, so that nothing waits
// for it; asks `stopping` between them and ends where that says true. Counts are added in the transaction that removes
// what they count: any number of processes may do so at once, and any may die. A run that removed something from an
// event, or made an interpreter anonymous, writes one entry of the audit log.
RetentionResult apply_retention(const Ports& ports, const RetentionRules& rules, const Stopping& stopping = {});

// Something that should be gone by now.
struct Overdue {
  enum class What { people, answers, incoming_messages, audit, history, contact_persons, interpreters };
  What what = What::people;
  std::optional<EventId> event;  // of people and answers
  Instant since;                 // when it should have gone
};
// At most `limit` of each kind, the oldest first. Retention runs once a night: callers that ask whether it does allow
// for that by an earlier `now`.
[[nodiscard]] std::vector<Overdue> overdue(const Snapshot& snapshot, Instant now, const RetentionRules& rules,
                                           std::size_t limit = 100);
[[nodiscard]] std::string_view to_word(Overdue::What what);

}  // namespace domain
