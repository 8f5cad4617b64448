#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class OrganisationRows final : public domain::Organisations {
 public:
  explicit OrganisationRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Organisation> find(domain::OrganisationId id) const override;
  [[nodiscard]] std::optional<domain::Organisation> find_by_name(std::string_view name) const override;
  [[nodiscard]] std::vector<domain::Organisation> all() const override;
  domain::OrganisationId insert(const domain::Organisation& organisation) override;
  void update(const domain::Organisation& organisation) override;

 private:
  Context& context_;
};

}  // namespace storage
