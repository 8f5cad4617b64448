#pragma once
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/ports.hpp"

// How long what tells of persons is kept, each purpose for itself, and what becomes of it after (GDPR, Article
// 5(1)(e)).
namespace domain {

struct RetentionRules {
  // From the end of the event. Registrations become counts and are removed with persons, messages and invitations;
  // messages to interpreters about it go, too.
  std::chrono::days registrations{90};
  std::chrono::days answers{30};            // to an event's questions, from its end
  std::chrono::days incoming_messages{90};  // what people wrote to us by SMS, from when it came
  std::chrono::days audit{730};             // entries of the audit log
};

struct RetentionResult {
  std::size_t registrations = 0;  // that became counts
  std::size_t events = 0;         // whose people were removed, or whose answers were forgotten
};

// Removes what is older than the rules allow, of at most `limit` events; each in short transactions, so that nothing
// waits for it. Counts are added in the transaction that removes what they count: any number of processes may do so at
// once, and any may die. A run that removed something from an event writes one entry of the audit log.
RetentionResult apply_retention(const Ports& ports, const RetentionRules& rules, std::size_t limit = 10'000);

// Something that should be gone by now.
struct Overdue {
  enum class What { people, answers, incoming_messages, audit };
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
