#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/access.hpp"
#include "domain/ports.hpp"

// Who belongs to an organisation, and who is asked to. Each call asks access.hpp.
namespace domain {

inline constexpr std::chrono::hours account_link_validity{7 * 24};

// `organisation` none: to administer everything.
struct NewInvitation {
  std::optional<OrganisationId> organisation;
  Role role = Role::viewer;
  EmailAddress email;
  LanguageTag language;
};
// Sends the link, good for seven days, once. An open invitation of the same address is revoked. Error{conflict,
// "already_member"}.
AccountLink invite_member(const Ports& ports, const Principal& principal, const NewInvitation& invitation);
// Error{not_found} where it is not one of this organisation.
void revoke_member_invitation(const Ports& ports, const Principal& principal, OrganisationId organisation,
                              AccountLinkId id);

struct OrganisationMembers {
  Organisation organisation;
  std::vector<Member> members;
  std::vector<AccountLink> invitations;  // open ones
};
[[nodiscard]] OrganisationMembers see_members(const Ports& ports, const Principal& principal,
                                              OrganisationId organisation);
// Error{conflict, "own_membership"}: nobody takes their own rights away by mistake.
void change_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account,
                   Role role);
// At once, whatever browsers they are signed in with. An account whose last membership ends is forgotten with it.
void remove_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account);

}  // namespace domain
