#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class SubscriptionRows final : public domain::Subscriptions {
 public:
  explicit SubscriptionRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Subscription> find(domain::SubscriptionId id) const override;
  [[nodiscard]] std::vector<domain::Subscription> of(std::optional<domain::OrganisationId> organisation) const override;
  [[nodiscard]] domain::SubscriptionCounts counts(domain::SubscriptionId id, domain::Instant now) const override;
  [[nodiscard]] std::vector<domain::SubscribedEvent> events_of(domain::SubscriptionId id) const override;
  [[nodiscard]] std::optional<domain::SubscribedEvent> of_event(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::SubscribedEvent> of_events(std::span<const domain::EventId> events) const override;
  [[nodiscard]] std::vector<domain::ForeignProblem> problems_of(domain::SubscriptionId id) const override;
  [[nodiscard]] std::optional<domain::Subscription> lock(domain::SubscriptionId id) override;
  [[nodiscard]] std::optional<domain::Subscription> claim(domain::Instant now, domain::Instant lease_until) override;
  void record(const domain::Subscription& claimed, const domain::FetchRecord& record) override;
  domain::SubscriptionId insert(const domain::Subscription& subscription) override;
  void update(const domain::Subscription& subscription) override;
  void remove(domain::SubscriptionId id) override;
  void keep_problems(domain::SubscriptionId id, std::span<const domain::ForeignProblem> problems) override;
  void insert(const domain::SubscribedEvent& event) override;
  void update(const domain::SubscribedEvent& event) override;
  void clear_cancelled_by_it(domain::EventId event) override;

 private:
  Context& context_;
};

}  // namespace storage
