#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class AccountRows final : public domain::Accounts {
 public:
  explicit AccountRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Account> find(domain::AccountId id) const override;
  [[nodiscard]] std::optional<domain::Account> find_by_username(std::string_view username) const override;
  [[nodiscard]] std::vector<domain::Account> all() const override;
  [[nodiscard]] std::optional<domain::Session> find_session(std::string_view token_hash,
                                                            domain::Instant now) const override;
  [[nodiscard]] std::optional<domain::ApiToken> find_api_token(std::string_view token_hash) const override;
  domain::AccountId insert(const domain::Account& account) override;
  void update(const domain::Account& account) override;
  void insert(const domain::Session& session) override;
  void remove_session(std::string_view token_hash) override;
  void remove_sessions_expired_before(domain::Instant now) override;
  domain::ApiTokenId insert(const domain::ApiToken& token) override;

 private:
  Context& context_;
};

}  // namespace storage
