#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class OutboxRows final : public domain::Outbox {
 public:
  explicit OutboxRows(Context& context) : context_(context) {}
  [[nodiscard]] domain::OutboxState state(domain::Instant now) const override;
  [[nodiscard]] std::vector<domain::Message> of_event(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::Message> of_registration(domain::RegistrationId registration) const override;
  [[nodiscard]] bool anything_sent(domain::RegistrationId registration) const override;
  std::size_t remove_of_bookings_ended_before(domain::Instant before, std::size_t limit) override;
  void remove_of(domain::InterpreterBookingId booking) override;
  void insert(std::span<const domain::Message> messages) override;
  void drop_pending(domain::RegistrationId registration) override;
  void drop_pending(domain::RegistrationId registration, domain::MessageKind kind) override;
  void drop_pending_reminders(domain::RegistrationId registration) override;
  void drop_pending_reminders(domain::EventId event) override;
  void drop_pending(domain::InterpreterBookingId booking) override;
  void hand_over_pending(domain::InterpreterBookingId from, std::optional<domain::InterpreterBookingId> to) override;
  [[nodiscard]] std::vector<domain::Message> claim(domain::Instant now, domain::Instant lease_until, std::size_t limit,
                                                   std::optional<domain::Channel> channel) override;
  void record_sent(const domain::Message& claimed, std::string_view reference, domain::Instant now) override;
  void record_retry(const domain::Message& claimed, domain::Instant due_again) override;
  void record_end(const domain::Message& claimed, domain::MessageState state, std::string_view reason) override;
  void record_delivery(domain::MessageId id, bool delivered) override;

 private:
  Context& context_;
};

}  // namespace storage
