#pragma once
#include <vector>

#include "domain/interpreter.hpp"
#include "domain/message.hpp"
#include "domain/ports.hpp"

// Steps of a booking that several use cases take, within their transactions, under the locks of the interpreter and the
// booking.
namespace domain {

// What interpreters are told, gathered over several bookings: one who is told the same of more than one date of a
// series is told once.
class BookingNotices {
 public:
  // interpreter_offer, interpreter_confirmed or interpreter_cancelled, of a booking that is stored with its
  // interpreter.
  void add(const Event& event, const InterpreterBooking& booking, MessageKind kind);
  // Gives what is offered a new link, and what is confirmed together and has none in common: several dates have one.
  void send(Transaction& tx, const Ports& ports);

 private:
  struct One {
    Event event;
    InterpreterBooking booking;
    MessageKind kind;
  };
  std::vector<One> all_;
};

// requested, offered or confirmed.
[[nodiscard]] bool is_open(BookingStatus status);
// Makes it `offered` under a new link, and sends the offer to its interpreter. `booking.interpreter` is set.
void offer_anew(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking);
// Offered ones alone, and again; Error{conflict} "booking_state" of others, "interpreter_busy" where they are not free.
void confirm(Transaction& tx, const Event& event, InterpreterBooking& booking, BookingNotices& notices);
void decline(Transaction& tx, InterpreterBooking& booking);
// Free or billed by the cutoff, and tells the interpreter where one had been asked.
void cancel(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking,
            BookingNotices& notices);
// Whether cancelling now would cost: a confirmed booking, from 15:00 of the day before in `zone`.
[[nodiscard]] bool is_billed(const InterpreterBooking& booking, Instant now, std::string_view zone,
                             const TimeZones& zones);

// Throws Error{conflict, "interpreter_busy"}.
void require_free(Transaction& tx, const Event& event, const InterpreterBooking& booking, InterpreterId interpreter);
[[noreturn]] void wrong_state(const InterpreterBooking& booking);
// Trims what was typed; Error{invalid} with everything that is wrong.
void clean(InterpreterBooking& booking);
[[nodiscard]] bool speaks(const Interpreter& interpreter, const LanguageTag& language);

}  // namespace domain
