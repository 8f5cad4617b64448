#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class DraftRows final : public domain::Drafts {
 public:
  explicit DraftRows(Context& context) : context_(context) {}
  [[nodiscard]] std::vector<domain::DraftTraces> traces(std::span<const domain::EventId> events) const override;
  [[nodiscard]] std::vector<domain::RemovedDate> removed_dates(domain::SubscriptionId subscription,
                                                               domain::Instant after) const override;
  void remove(const domain::Event& event) override;
  std::size_t forget_removed_dates(domain::SubscriptionId subscription) override;

 private:
  void remove_people(domain::EventId event);

  Context& context_;
};

}  // namespace storage
