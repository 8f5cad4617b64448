#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class InvitationRows final : public domain::Invitations {
 public:
  explicit InvitationRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Invitation> find(domain::InvitationId id) const override;
  [[nodiscard]] std::optional<domain::Invitation> find_by_token_hash(std::string_view hash) const override;
  [[nodiscard]] std::vector<domain::Invitation> of_event(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::Invitation> of_contact(
      const std::optional<domain::PhoneNumber>& phone, const std::optional<domain::EmailAddress>& email) const override;

  domain::InvitationId insert(const domain::Invitation& invitation) override;
  void update(const domain::Invitation& invitation) override;
  void remove_of(domain::EventId event) override;
  void remove(domain::InvitationId id) override;

 private:
  Context& context_;
};

}  // namespace storage
