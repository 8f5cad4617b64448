#pragma once
#include "domain/store.hpp"
#include "storage/context.hpp"

namespace storage {

class InterpreterRows final : public domain::Interpreters {
 public:
  explicit InterpreterRows(Context& context) : context_(context) {}
  [[nodiscard]] std::optional<domain::Interpreter> find(domain::InterpreterId id) const override;
  [[nodiscard]] std::optional<domain::Interpreter> find_by_calendar_hash(std::string_view hash) const override;
  [[nodiscard]] std::vector<domain::Interpreter> all() const override;
  [[nodiscard]] std::vector<domain::Interpreter> of_contact(
      const std::optional<domain::PhoneNumber>& phone, const std::optional<domain::EmailAddress>& email) const override;
  [[nodiscard]] std::vector<domain::IdleInterpreter> idle(domain::Instant inactive_before,
                                                          domain::Instant active_before,
                                                          std::size_t limit) const override;
  [[nodiscard]] std::optional<domain::Instant> oldest_contact_person() const override;
  [[nodiscard]] std::optional<domain::InterpreterBooking> find(domain::InterpreterBookingId id) const override;
  [[nodiscard]] std::optional<domain::InterpreterBooking> find_booking_by_offer_hash(
      std::string_view hash) const override;
  [[nodiscard]] std::vector<domain::InterpreterBooking> bookings_of(domain::EventId event) const override;
  [[nodiscard]] std::vector<domain::InterpreterBooking> bookings_of(domain::SeriesId series) const override;
  [[nodiscard]] std::vector<domain::InterpreterBooking> bookings_of_request(std::string_view hash) const override;
  [[nodiscard]] std::vector<domain::InterpreterBooking> bookings_of(domain::InterpreterId interpreter) const override;
  [[nodiscard]] std::vector<domain::InterpreterBooking> busy(domain::InterpreterId interpreter, domain::Instant from,
                                                             domain::Instant to) const override;

  [[nodiscard]] std::optional<domain::Interpreter> lock(domain::InterpreterId id) override;
  [[nodiscard]] std::optional<domain::InterpreterBooking> lock(domain::InterpreterBookingId id) override;
  domain::InterpreterId insert(const domain::Interpreter& interpreter) override;
  void update(const domain::Interpreter& interpreter) override;
  domain::InterpreterBookingId insert(const domain::InterpreterBooking& booking) override;
  void update(const domain::InterpreterBooking& booking) override;
  std::size_t forget_contact_persons(domain::Instant time, std::size_t limit) override;

 private:
  Context& context_;
};

}  // namespace storage
