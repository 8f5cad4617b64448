#pragma once
#include <optional>
#include <span>

#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class EventChangeRows final : public domain::EventChanges {
 public:
  explicit EventChangeRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::EventChange> find(domain::EventChangeId id) const override;
  [[nodiscard]] std::vector<domain::EventChange> of_event(domain::EventId event, std::size_t limit,
                                                          std::optional<domain::EventChangeId> before) const override;
  [[nodiscard]] std::vector<domain::EventChange> of_series(domain::SeriesId series, std::size_t limit,
                                                           std::optional<domain::EventChangeId> before) const override;
  [[nodiscard]] std::vector<domain::EventChange> along_with(domain::EventChangeId id) const override;
  [[nodiscard]] std::vector<domain::EventChange> origins(std::span<const domain::EventId> events) const override;
  domain::EventChangeId insert(const domain::EventChange& change) override;
  std::size_t remove_before(domain::Instant time, std::size_t limit) override;
  [[nodiscard]] std::optional<domain::Instant> oldest() const override;

 private:
  Context& context_;
  // Of this transaction, from its second change on of them all.
  std::optional<domain::EventChangeId> first_;
  bool several_ = false;
};

}  // namespace storage
