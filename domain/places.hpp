#pragma once
#include "domain/event.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

// Who gets an event's places. Everything here works on an event that `tx` has locked, and keeps `event`'s counts in
// step with what it stores.
namespace domain {

// Whether the whole party could be given places now, its children in childcare included.
[[nodiscard]] bool fits(const Event& event, int persons, int children);

// Confirmed where the party fits, else waitlisted where the list has room. Else Error{conflict}: "full",
// "childcare_full" where only childcare is, "party_too_large" for one that could never fit.
[[nodiscard]] RegistrationStatus admit(const Event& event, int persons, int children);

// Adds the party to what its status counts as, or takes it away (`sign` -1).
void count_party(Transaction& tx, Event& event, const Registration& registration, int sign);

// Gives free places to waiting parties: to the first that fits, until none fits. Where the event offers places they
// become `offered` until the offer runs out, else confirmed; they are told. `passed_over` gets none.
void promote_waiting(Transaction& tx, const Ports& ports, Event& event, RegistrationId passed_over = {});

// When an offer made now ends: counted from when they are told, which is not at night; at the latest when the event
// begins.
[[nodiscard]] Instant offer_end(const Event& event, const Ports& ports);

// Tells the party that it has its places and plans its reminders, or starts the wait for their code.
void tell_confirmed(Transaction& tx, const Ports& ports, const Event& event, const Registration& registration,
                    MessageKind kind);

// When a place held for a code is given up.
inline constexpr std::chrono::minutes code_validity{15};
// However often the code is sent again.
inline constexpr std::chrono::minutes longest_hold{45};

}  // namespace domain
