#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class AccountRows final : public domain::Accounts {
 public:
  explicit AccountRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Account> find(domain::AccountId id) const override;
  [[nodiscard]] std::optional<domain::Account> find_by_username(std::string_view username) const override;
  [[nodiscard]] std::optional<domain::Account> find_by_email(const domain::EmailAddress& email) const override;
  [[nodiscard]] std::vector<domain::Account> all() const override;
  [[nodiscard]] std::vector<domain::Membership> memberships_of(domain::AccountId account) const override;
  [[nodiscard]] std::vector<domain::Member> members_of(domain::OrganisationId organisation) const override;
  [[nodiscard]] std::optional<domain::Membership> membership(domain::AccountId account,
                                                             domain::OrganisationId organisation) const override;
  [[nodiscard]] std::optional<domain::Session> find_session(std::string_view token_hash,
                                                            domain::Instant now) const override;
  [[nodiscard]] std::vector<domain::Session> sessions_of(domain::AccountId account, domain::Instant now) const override;
  [[nodiscard]] std::optional<domain::ApiToken> find_api_token(std::string_view token_hash,
                                                               domain::Instant now) const override;
  [[nodiscard]] std::vector<domain::ApiToken> api_tokens() const override;
  [[nodiscard]] std::optional<domain::AccountLink> find_link(domain::AccountLinkId id) const override;
  [[nodiscard]] std::optional<domain::AccountLink> find_link_by_hash(std::string_view hash) const override;
  [[nodiscard]] std::vector<domain::AccountLink> open_invitations(std::optional<domain::OrganisationId> organisation,
                                                                  domain::Instant now) const override;

  [[nodiscard]] std::optional<domain::Account> lock(domain::AccountId id) override;
  domain::AccountId insert(const domain::Account& account) override;
  void update(const domain::Account& account) override;
  void remove(domain::AccountId id) override;
  void keep(const domain::Membership& membership) override;
  void remove_membership(domain::AccountId account, domain::OrganisationId organisation) override;
  void insert(const domain::Session& session) override;
  void work_for(std::string_view token_hash, domain::OrganisationId organisation) override;
  void note_use(std::string_view token_hash, domain::Instant time) override;
  void remove_session(std::string_view token_hash) override;
  void remove_sessions_of(domain::AccountId account, std::string_view except_hash) override;
  void remove_sessions_expired_before(domain::Instant now) override;
  domain::ApiTokenId insert(const domain::ApiToken& token) override;
  bool remove(domain::ApiTokenId id) override;
  domain::AccountLinkId insert(const domain::AccountLink& link) override;
  [[nodiscard]] bool use(domain::AccountLinkId id, domain::Instant now) override;
  void revoke(domain::AccountLinkId id, domain::Instant now) override;
  void revoke_links_of(domain::AccountId account, domain::LinkPurpose purpose, domain::Instant now) override;
  void remove_links_over_before(domain::Instant time) override;

 private:
  Context& context_;
};

}  // namespace storage
