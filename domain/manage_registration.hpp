#pragma once
#include <functional>
#include <string>

#include "domain/access.hpp"
#include "domain/event.hpp"
#include "domain/ports.hpp"
#include "domain/register_participants.hpp"

// What the holder of a manage link does with a registration, and what staff does in their place. An unknown or revoked
// token is Error{not_found}.
namespace domain {

inline constexpr std::string_view manage_purpose = "manage";

struct RegistrationView {
  Registration registration;
  Event event;
  std::optional<int> waiting_position;
};

[[nodiscard]] RegistrationView view_registration(const Ports& ports, std::string_view manage_token);

// What changes; absent members stay.
struct RegistrationChange {
  std::optional<Contact> contact;
  std::optional<std::vector<Person>> persons;
  std::optional<std::map<std::string, std::string>> answers;
  std::optional<bool> reminders_wanted;
};

// A confirmed party may grow only into free places: otherwise Error{conflict, "full"} and nothing changed.
RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const RegistrationChange& change);

// Cancelling again changes nothing. Places freed go at once to the first waiting parties that fit.
RegistrationView cancel_registration(const Ports& ports, std::string_view manage_token);
RegistrationView cancel_registration(const Ports& ports, RegistrationId id, const Principal& staff);

void record_presence(const Ports& ports, RegistrationId id, PersonId person, PresenceStatus status,
                     const Principal& staff);

// Gives free places to waiting parties: the first that fits, until none fits. `event` is locked by `tx`; its counts
// are kept in step.
void promote_waiting(Transaction& tx, const Ports& ports, Event& event);

}  // namespace domain
