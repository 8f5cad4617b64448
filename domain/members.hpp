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
// Whether an account may give somebody this role, as stored now; `organisation` none: to administer everything.
[[nodiscard]] bool may_still_grant(const Accounts& accounts, AccountId account,
                                   std::optional<OrganisationId> organisation, Role role);
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
// Error{conflict, "own_membership"}: nobody takes their own rights away by mistake. Whether `principal` still is a
// manager is asked again behind the lock. Open invitations by who is none from then on are revoked.
void change_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account,
                   Role role);
// At once, whatever browsers they are signed in with. An account whose last membership ends is forgotten with it.
void remove_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account);

}  // namespace domain
