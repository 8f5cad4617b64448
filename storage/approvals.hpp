#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class ApprovalRows final : public domain::Approvals {
 public:
  explicit ApprovalRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Approval> find(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::Approval> waiting(std::optional<domain::OrganisationId> by) const override;
  [[nodiscard]] std::vector<domain::Approval> undecided_of(domain::OrganisationId organisation) const override;
  void keep(const domain::Approval& approval) override;
  void remove(domain::EventId event) override;

 private:
  Context& context_;
};

}  // namespace storage
