#include "domain/members.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

[[noreturn]] void no_such_member() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such member");
}

Organisation find_organisation(Transaction& tx, OrganisationId id) {
  auto found = tx.organisations().find(id);
  if (!found) throw Error(ErrorKind::not_found, "not_found", "there is no such organisation");
  return std::move(*found);
}

// Who publishes without being asked is not for those to say whose publishing another organisation approves (ADR 18).
void require_own_say(const Principal& principal, const Organisation& organisation, Role role) {
  const bool is_others = organisation.approved_by && *organisation.approved_by != organisation.id;
  if (principal.role == Role::admin || !is_others || (role != Role::manager && role != Role::organiser)) return;
  throw Error(ErrorKind::forbidden, "approval_set_by_others", "only an administrator gives this role here", "role");
}

// `whom`: empty of who has no account yet.
void write_down(Transaction& tx, const Ports& ports, const Principal& principal, AuditAction action, Role role,
                const std::string& whom = {}) {
  AuditEntry entry = audit_entry(principal, action, ports.clock.now());
  entry.detail = std::string(to_word(role)) + (whom.empty() ? "" : " " + whom);
  tx.audit_log().insert(entry);
}

AccountLink new_link(const Ports& ports, const Principal& principal, const NewInvitation& invitation) {
  AccountLink link;
  link.purpose = LinkPurpose::invitation;
  link.organisation = invitation.organisation;
  link.role = invitation.role;
  link.email = invitation.email;
  link.language = invitation.language;
  link.link_seed = ports.secrets.random_token();
  link.token_hash = ports.secrets.hash_token(ports.secrets.derive_token(account_link_purpose, link.link_seed));
  link.made_by = principal.account;
  link.created_time = ports.clock.now();
  link.expires_time = link.created_time + account_link_validity;
  return link;
}

Message message_of(const AccountLink& link) {
  Message message;
  message.kind = MessageKind::account_invitation;
  message.channel = Channel::email;
  message.recipient = link.email.value().str();
  message.language = link.language;
  message.account_link = link.id;
  message.due_time = link.created_time;
  message.expires_time = link.expires_time;
  return message;
}

bool is_same_address(const AccountLink& link, const EmailAddress& email) {
  return to_lower_ascii(link.email.value().str()) == to_lower_ascii(email.str());
}

void require_no_member(Transaction& tx, const NewInvitation& invitation) {
  const auto account = tx.accounts().find_by_email(invitation.email);
  if (!account) return;
  const bool member = invitation.organisation
                          ? tx.accounts().membership(account->id, *invitation.organisation).has_value()
                          : account->administers;
  if (member) throw Error(ErrorKind::conflict, "already_member", "somebody with this address is a member", "email");
}

// Locks whom it is about, so that two changes of the same person's memberships come one after the other, and who
// decides: of two managers who remove each other at once, the second is none any more. In one order, whoever asks.
Account lock_member(Transaction& tx, const Principal& principal, OrganisationId organisation, AccountId id, Role role) {
  std::vector<AccountId> both{id};
  if (principal.account && *principal.account != id) both.push_back(*principal.account);
  std::ranges::sort(both, {}, &AccountId::value);
  std::optional<Account> member;
  for (const AccountId one : both) {
    auto locked = tx.accounts().lock(one);
    if (one == id) member = std::move(locked);
  }
  if (principal.account && !may_still_grant(tx.accounts(), *principal.account, organisation, role)) {
    throw Error(ErrorKind::forbidden, "forbidden", "this sign-in may not do that any more");
  }
  if (!member || !tx.accounts().membership(id, organisation)) no_such_member();
  return std::move(*member);
}

// Those that the account may not make any more.
void revoke_invitations_by(Transaction& tx, AccountId account, OrganisationId organisation, Instant now) {
  for (const AccountLink& open : tx.accounts().open_invitations(organisation, now)) {
    if (open.made_by == account && !may_still_grant(tx.accounts(), account, organisation, open.role)) {
      tx.accounts().revoke(open.id, now);
    }
  }
}

void require_other(const Principal& principal, AccountId account) {
  if (principal.account == account && principal.role != Role::admin) {
    throw Error(ErrorKind::conflict, "own_membership", "somebody else has to change one's own membership");
  }
}

}  // namespace

bool may_still_grant(const Accounts& accounts, AccountId account, std::optional<OrganisationId> organisation,
                     Role role) {
  const auto found = accounts.find(account);
  if (!found) return false;
  Principal now{account, found->display_name, Role::admin, organisation};
  if (!found->administers) {
    const auto membership = organisation ? accounts.membership(account, *organisation) : std::nullopt;
    if (!membership) return false;
    now.role = membership->role;
  }
  return may_grant(now, organisation, role);
}

AccountLink invite_member(const Ports& ports, const Principal& principal, const NewInvitation& invitation) {
  require_grant(principal, invitation.organisation, invitation.role);
  if (!invitation.organisation != (invitation.role == Role::admin)) {
    throw Error(ErrorKind::invalid, "unknown_value", "must be a role in the organisation", "role");
  }
  AccountLink link = new_link(ports, principal, invitation);
  const Instant now = link.created_time;
  ports.store.write([&](Transaction& tx) {
    if (invitation.organisation) {
      require_own_say(principal, find_organisation(tx, *invitation.organisation), invitation.role);
    }
    require_no_member(tx, invitation);
    for (const AccountLink& open : tx.accounts().open_invitations(invitation.organisation, now)) {
      if (is_same_address(open, invitation.email)) tx.accounts().revoke(open.id, now);
    }
    link.id = tx.accounts().insert(link);
    const Message message = message_of(link);
    tx.outbox().insert({&message, 1});
    write_down(tx, ports, principal, AuditAction::member_invited, link.role);
  });
  return link;
}

void revoke_member_invitation(const Ports& ports, const Principal& principal, OrganisationId organisation,
                              AccountLinkId id) {
  require_manager(principal, organisation);
  ports.store.write([&](Transaction& tx) {
    const auto link = tx.accounts().find_link(id);
    if (!link || link->purpose != LinkPurpose::invitation || link->organisation != organisation) no_such_member();
    tx.accounts().revoke(id, ports.clock.now());
  });
}

OrganisationMembers see_members(const Ports& ports, const Principal& principal, OrganisationId organisation) {
  require_manager(principal, organisation);
  OrganisationMembers seen;
  bool found = false;
  ports.store.read([&](const Snapshot& snapshot) {
    const auto known = snapshot.organisations().find(organisation);
    found = known.has_value();
    if (!found) return;
    seen = {*known, snapshot.accounts().members_of(organisation),
            snapshot.accounts().open_invitations(organisation, ports.clock.now())};
  });
  if (!found) throw Error(ErrorKind::not_found, "not_found", "there is no such organisation");
  return seen;
}

void change_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account,
                   Role role) {
  require_grant(principal, organisation, role);
  if (role == Role::admin)
    throw Error(ErrorKind::invalid, "unknown_value", "must be a role in the organisation", "role");
  require_other(principal, account);
  ports.store.write([&](Transaction& tx) {
    require_own_say(principal, find_organisation(tx, organisation), role);
    const Account member = lock_member(tx, principal, organisation, account, role);
    tx.accounts().keep({account, organisation, role, ports.clock.now()});
    revoke_invitations_by(tx, account, organisation, ports.clock.now());
    write_down(tx, ports, principal, AuditAction::member_changed, role, member.display_name);
  });
}

void remove_member(const Ports& ports, const Principal& principal, OrganisationId organisation, AccountId account) {
  require_manager(principal, organisation);
  require_other(principal, account);
  ports.store.write([&](Transaction& tx) {
    const Account member = lock_member(tx, principal, organisation, account, Role::viewer);
    const Role role = tx.accounts().membership(account, organisation)->role;
    tx.accounts().remove_membership(account, organisation);
    revoke_invitations_by(tx, account, organisation, ports.clock.now());
    if (!member.administers && tx.accounts().memberships_of(account).empty()) tx.accounts().remove(account);
    write_down(tx, ports, principal, AuditAction::member_removed, role, member.display_name);
  });
}

}  // namespace domain
