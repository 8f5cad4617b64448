#pragma once
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/invitation.hpp"
#include "domain/ports.hpp"

// Who may register for an event that is by invitation.
namespace domain {

inline constexpr std::size_t maximum_invitations_at_once = 200;

struct IssuedInvitation {
  Invitation invitation;
  std::string token;  // of the link; can be had again (derived), so that the organiser may hand it over later
};

// One for each contact, who needs a name or a way to be reached; those that can be reached are sent their link. Needs
// register_by_staff.
[[nodiscard]] std::vector<IssuedInvitation> invite(const Ports& ports, EventId event, std::vector<Contact> contacts,
                                                   const Principal& staff);
// In the order they were made, with their links. Written to the audit log. Needs see_contacts.
[[nodiscard]] std::vector<IssuedInvitation> list_invitations(const Ports& ports, EventId event, const Principal& staff);
// Its link is good no more; somebody registered by it stays registered. Revoking again changes nothing.
void revoke_invitation(const Ports& ports, InvitationId id, const Principal& staff);

struct InvitationView {
  Event event;
  Contact contact;
  bool used = false;
};
// Error{not_found} for an unknown or revoked one, and where the event is a draft.
[[nodiscard]] InvitationView view_invitation(const Ports& ports, std::string_view token);

}  // namespace domain
