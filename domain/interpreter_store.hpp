#pragma once
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "domain/ids.hpp"
#include "domain/interpreter.hpp"
#include "domain/time.hpp"

namespace domain {

// Somebody whom no booking has needed since.
struct IdleInterpreter {
  InterpreterId id;
  Instant since;  // the end of the last booking, or when they were entered
};

class Interpreters {
 public:
  virtual ~Interpreters() = default;
  [[nodiscard]] virtual std::optional<Interpreter> find(InterpreterId id) const = 0;
  [[nodiscard]] virtual std::optional<Interpreter> find_by_calendar_hash(std::string_view hash) const = 0;
  [[nodiscard]] virtual std::vector<Interpreter> all() const = 0;  // active ones, by name
  // With this phone or this email, active or not.
  [[nodiscard]] virtual std::vector<Interpreter> of_contact(const std::optional<PhoneNumber>& phone,
                                                            const std::optional<EmailAddress>& email) const = 0;
  // Not anonymous yet; inactive ones idle since before `inactive_before`, active ones since before `active_before`.
  // The longest idle first.
  [[nodiscard]] virtual std::vector<IdleInterpreter> idle(Instant inactive_before, Instant active_before,
                                                          std::size_t limit) const = 0;
  // When the booking ended that has named a contact person for longest.
  [[nodiscard]] virtual std::optional<Instant> oldest_contact_person() const = 0;
  [[nodiscard]] virtual std::optional<InterpreterBooking> find(InterpreterBookingId id) const = 0;
  [[nodiscard]] virtual std::optional<InterpreterBooking> find_booking_by_offer_hash(std::string_view hash) const = 0;
  [[nodiscard]] virtual std::vector<InterpreterBooking> bookings_of(EventId event) const = 0;
  // Of all its dates, by id.
  [[nodiscard]] virtual std::vector<InterpreterBooking> bookings_of(SeriesId series) const = 0;
  // Those with this `request_token_hash`, by start time.
  [[nodiscard]] virtual std::vector<InterpreterBooking> bookings_of_request(std::string_view hash) const = 0;
  // By start time.
  [[nodiscard]] virtual std::vector<InterpreterBooking> bookings_of(InterpreterId interpreter) const = 0;
  // Confirmed or delivered, overlapping [from, to).
  [[nodiscard]] virtual std::vector<InterpreterBooking> busy(InterpreterId interpreter, Instant from,
                                                             Instant to) const = 0;

  // As Events::lock: two confirmations for one interpreter come one after the other.
  [[nodiscard]] virtual std::optional<Interpreter> lock(InterpreterId id) = 0;
  [[nodiscard]] virtual std::optional<InterpreterBooking> lock(InterpreterBookingId id) = 0;
  virtual InterpreterId insert(const Interpreter& interpreter) = 0;
  virtual void update(const Interpreter& interpreter) = 0;
  virtual InterpreterBookingId insert(const InterpreterBooking& booking) = 0;
  virtual void update(const InterpreterBooking& booking) = 0;
  // The contact person's, of at most `limit` bookings that ended before `time`; answers of how many.
  virtual std::size_t forget_contact_persons(Instant time, std::size_t limit) = 0;
};

}  // namespace domain
