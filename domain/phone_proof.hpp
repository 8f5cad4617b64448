#pragma once
#include <vector>

#include "domain/ports.hpp"

// How somebody proves that a phone is theirs, where the event wants that (Event::wants_code), and where the limit of
// parties of one phone is kept. Nobody but who holds the phone learns that it is reached (ADR 13).
namespace domain {

struct Unproven {
  const Event* event = nullptr;
  const Registration* registration = nullptr;  // not verified, with a phone
};

// Whether the phone has as many other parties at the event as it may have.
[[nodiscard]] bool is_over_limit(const Registrations& registrations, const Unproven& party);
// One SMS for all these dates of one party: the code, or where each is over the limit, that they are registered
// already, with the link of one that holds.
void ask_for_proof(Transaction& tx, const Ports& ports, const std::vector<Unproven>& dates);

// What the holder of a manage link may see of it. The SMS with the code carries the link, and the number may have been
// mistyped: until the phone is proven, nothing of who is coming, of what they need or answered, or of their contact.
[[nodiscard]] Registration shown_by_link(Registration registration);

}  // namespace domain
