#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/account.hpp"

// Where people who sign in are kept; part of domain/store.hpp, which says how.
namespace domain {

// Somebody's membership, with what a list shows of them.
struct Member {
  Account account;
  Membership membership;
};

class Accounts {
 public:
  virtual ~Accounts() = default;
  [[nodiscard]] virtual std::optional<Account> find(AccountId id) const = 0;
  [[nodiscard]] virtual std::optional<Account> find_by_username(std::string_view username) const = 0;
  [[nodiscard]] virtual std::optional<Account> find_by_email(const EmailAddress& email) const = 0;
  [[nodiscard]] virtual std::vector<Account> all() const = 0;
  // By the organisations' names.
  [[nodiscard]] virtual std::vector<Membership> memberships_of(AccountId account) const = 0;
  // By their names.
  [[nodiscard]] virtual std::vector<Member> members_of(OrganisationId organisation) const = 0;
  [[nodiscard]] virtual std::optional<Membership> membership(AccountId account, OrganisationId organisation) const = 0;
  [[nodiscard]] virtual std::optional<Session> find_session(std::string_view token_hash, Instant now) const = 0;
  // The last used first.
  [[nodiscard]] virtual std::vector<Session> sessions_of(AccountId account, Instant now) const = 0;
  [[nodiscard]] virtual std::optional<ApiToken> find_api_token(std::string_view token_hash, Instant now) const = 0;
  [[nodiscard]] virtual std::vector<ApiToken> api_tokens() const = 0;
  [[nodiscard]] virtual std::optional<AccountLink> find_link(AccountLinkId id) const = 0;
  [[nodiscard]] virtual std::optional<AccountLink> find_link_by_hash(std::string_view hash) const = 0;
  // Not used, not revoked, not over; into this organisation, or, without one, to administer everything. In the order
  // they were made.
  [[nodiscard]] virtual std::vector<AccountLink> open_invitations(std::optional<OrganisationId> organisation,
                                                                  Instant now) const = 0;

  // As Events::lock: what changes an account or its memberships comes one after the other.
  [[nodiscard]] virtual std::optional<Account> lock(AccountId id) = 0;
  virtual AccountId insert(const Account& account) = 0;
  virtual void update(const Account& account) = 0;
  // With its memberships, sessions and links.
  virtual void remove(AccountId id) = 0;
  // Makes it, or changes its role.
  virtual void keep(const Membership& membership) = 0;
  virtual void remove_membership(AccountId account, OrganisationId organisation) = 0;
  virtual void insert(const Session& session) = 0;
  // Each writes its own alone, so that neither undoes the other.
  virtual void work_for(std::string_view token_hash, OrganisationId organisation) = 0;
  virtual void note_use(std::string_view token_hash, Instant time) = 0;
  virtual void remove_session(std::string_view token_hash) = 0;
  // All but the one with this hash.
  virtual void remove_sessions_of(AccountId account, std::string_view except_hash) = 0;
  virtual void remove_sessions_expired_before(Instant now) = 0;
  virtual ApiTokenId insert(const ApiToken& token) = 0;
  // False where there is none.
  virtual bool remove(ApiTokenId id) = 0;
  virtual AccountLinkId insert(const AccountLink& link) = 0;
  // Marks it used. False where it is used or revoked already: of two at once, one gets true.
  [[nodiscard]] virtual bool use(AccountLinkId id, Instant now) = 0;
  virtual void revoke(AccountLinkId id, Instant now) = 0;
  // Those still open.
  virtual void revoke_links_of(AccountId account, LinkPurpose purpose, Instant now) = 0;
  // With their messages: links that were over before `time`.
  virtual void remove_links_over_before(Instant time) = 0;
};

}  // namespace domain
