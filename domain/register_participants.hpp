#pragma once
#include <string>

#include "domain/access.hpp"
#include "domain/ports.hpp"
#include "domain/registration.hpp"

namespace domain {

inline constexpr std::size_t maximum_party = 10;
inline constexpr std::size_t maximum_party_by_staff = 60;

struct RegistrationRequest {
  EventId event;
  Contact contact;
  std::vector<Person> persons;
  std::map<std::string, std::string> answers;
  // The client's Idempotency-Key; the same key with the same request is answered with the registration it made.
  std::string idempotency_key;
  std::string consent_version;
};

// What the caller is told once: `manage_token` is stored nowhere.
struct RegistrationReceipt {
  Registration registration;
  std::optional<int> waiting_position;
  std::string manage_token;
  bool repeated = false;  // an Idempotency-Key seen before
};

// Registers the party whole, or puts it whole on the waiting list, and plans its messages, in one transaction.
// `staff` is who does it for somebody that phoned: may pass the deadline, and a bigger party. Errors: invalid (all
// fields at once), not_found, conflict with code "full", "not_yet_open", "closed", "event_cancelled", "external",
// "idempotency_key_reused".
[[nodiscard]] RegistrationReceipt register_participants(const Ports& ports, const RegistrationRequest& request,
                                                        const Principal* staff = nullptr);

}  // namespace domain
