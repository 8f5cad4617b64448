#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class MaterialRows final : public domain::Materials {
 public:
  explicit MaterialRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Material> find(domain::MaterialId id) const override;
  [[nodiscard]] std::vector<domain::Material> of(const domain::Event& event) const override;
  [[nodiscard]] std::vector<domain::Material> of_series(domain::SeriesId series) const override;
  [[nodiscard]] std::vector<domain::Material> of_template(domain::EventTemplateId id) const override;
  [[nodiscard]] std::string content(domain::MaterialFileId file) const override;
  [[nodiscard]] std::int64_t bytes_of(domain::OrganisationId organisation) const override;
  [[nodiscard]] std::vector<domain::MaterialId> files_ended_before(domain::Instant before,
                                                                   std::size_t limit) const override;
  void lock(domain::OrganisationId organisation) override;
  domain::MaterialFileId insert(const domain::MaterialFile& file, domain::OrganisationId organisation,
                                std::string_view bytes) override;
  std::optional<domain::MaterialId> insert(const domain::Material& material) override;
  void remove(domain::MaterialId id) override;
  void insert(domain::EventTemplateId id, const domain::Material& material) override;
  void remove(domain::EventTemplateId id, domain::MaterialId material) override;

 private:
  Context& context_;
};

}  // namespace storage
