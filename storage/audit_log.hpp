#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class AuditRows final : public domain::AuditLog {
 public:
  explicit AuditRows(Context& context) : context_(context) {}
  [[nodiscard]] std::vector<domain::AuditEntry> newest(std::size_t limit,
                                                       std::optional<domain::AuditId> before) const override;
  [[nodiscard]] std::optional<domain::Instant> oldest() const override;
  void insert(const domain::AuditEntry& entry) override;
  void forget_details(domain::RegistrationId registration) override;
  std::size_t remove_before(domain::Instant time, std::size_t limit) override;

 private:
  Context& context_;
};

}  // namespace storage
