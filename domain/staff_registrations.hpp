#pragma once
#include <string>

#include "domain/access.hpp"
#include "domain/manage_registration.hpp"

// What staff does with registrations. Every call asks access.hpp and writes the audit log.
namespace domain {

RegistrationView cancel_registration(const Ports& ports, RegistrationId id, const Principal& staff);

// Gives a waiting or offered party its places out of turn, or moves a confirmed one to the waiting list
// (`to` is confirmed or waitlisted). A reason is required. Error{conflict, "full"} where the party does not fit; the
// party is told.
RegistrationView move_registration(const Ports& ports, RegistrationId id, RegistrationStatus to, std::string reason,
                                   const Principal& staff);

inline constexpr std::chrono::minutes time_to_undo{15};
// Takes back what staff has just registered, within that time: as if it had never been where nothing was sent yet,
// else cancelled and told. Error{conflict, "too_late"} later, and for what others registered.
void undo_registration(const Ports& ports, RegistrationId id, const Principal& staff);

// The staff's own changes to a party (a phone call), by the rules of change_registration.
RegistrationView change_registration(const Ports& ports, RegistrationId id, const RegistrationChange& change,
                                     const Principal& staff);

// Error{not_found} where the registration has no such person.
void record_presence(const Ports& ports, RegistrationId id, PersonId person, PresenceStatus status,
                     const Principal& staff);

}  // namespace domain
