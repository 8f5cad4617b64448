#pragma once
#include "domain/hearers.hpp"
#include "domain/ports.hpp"
#include "domain/subscription.hpp"

// What follows from a decision on dates that follow a calendar (subscriptions.hpp).
namespace domain {

struct Consequences {
  ToldPeople told;
  int billed = 0;  // bookings of interpreters, called off after the cutoff
};

// Of one decision on several dates, made now. Each date is decided on by itself and tells who is registered for it: a
// party of two dates counts twice, an interpreter once.
class DecisionPlan {
 public:
  void cancel(const Snapshot& snapshot, const Ports& ports, const Event& event);
  // As take_theirs.
  void take(const Snapshot& snapshot, const Ports& ports, const Event& event, const SubscribedEvent& link,
            const LanguageTag& language, SubscribedField field);
  [[nodiscard]] Consequences consequences() const;

 private:
  void tell(const Snapshot& snapshot, const Event& event, Instant end, MessageKind kind, Instant now);
  Consequences sum_;
  Hearers interpreters_;
};

}  // namespace domain
