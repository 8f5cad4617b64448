#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class ImportRows final : public domain::Imports {
 public:
  explicit ImportRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::ImportFile> find_file(std::string_view token_hash) const override;
  void keep_file(const domain::ImportFile& file) override;
  void forget_file(std::string_view token_hash) override;
  std::size_t forget_files_expired_before(domain::Instant time) override;
  void forget_older_files(domain::AccountId account, std::size_t kept) override;
  [[nodiscard]] std::optional<std::string> find_mapping(domain::OrganisationId organisation,
                                                        std::string_view headings_hash) const override;
  void keep_mapping(domain::OrganisationId organisation, std::string_view headings_hash, std::string_view mapping,
                    domain::Instant now) override;

 private:
  Context& context_;
};

}  // namespace storage
