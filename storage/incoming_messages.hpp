#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class IncomingMessageRows final : public domain::IncomingMessages {
 public:
  explicit IncomingMessageRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::IncomingMessage> find(domain::IncomingMessageId id) const override;
  [[nodiscard]] std::vector<domain::IncomingMessage> newest(std::optional<domain::OrganisationId> organisation,
                                                            std::size_t limit) const override;
  [[nodiscard]] std::vector<domain::IncomingMessage> of_phone(const domain::PhoneNumber& phone) const override;
  [[nodiscard]] std::optional<domain::Instant> oldest() const override;
  [[nodiscard]] bool is_remembered(std::string_view key, domain::Instant since) const override;

  void remember(std::string_view key, domain::Instant now) override;
  domain::IncomingMessageId insert(const domain::IncomingMessage& message) override;
  void mark_handled(domain::IncomingMessageId id, domain::Instant now) override;
  void remove_of(const domain::PhoneNumber& phone) override;
  std::size_t remove_before(domain::Instant time, std::size_t limit) override;

 private:
  Context& context_;
};

}  // namespace storage
