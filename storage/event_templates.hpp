#pragma once
#include "domain/event_template.hpp"
#include "storage/context.hpp"

namespace storage {

class EventTemplateRows final : public domain::EventTemplates {
 public:
  explicit EventTemplateRows(Context& context) : context_(context) {}

  [[nodiscard]] std::optional<domain::EventTemplate> find(domain::EventTemplateId id) const override;
  [[nodiscard]] std::vector<domain::EventTemplate> all(
      std::optional<domain::OrganisationId> organisation) const override;
  [[nodiscard]] std::optional<domain::EventTemplate> lock(domain::EventTemplateId id) override;
  domain::EventTemplateId insert(const domain::EventTemplate& made) override;
  void update(const domain::EventTemplate& changed) override;
  void remove(domain::EventTemplateId id) override;

 private:
  Context& context_;
};

}  // namespace storage
