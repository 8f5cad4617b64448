#pragma once
#include <optional>
#include <string>

#include "domain/access.hpp"
#include "domain/interpreter.hpp"
#include "domain/ports.hpp"

// Interpreters and their bookings. Each call is one transaction. A transition that the booking's state does not allow
// is Error{conflict, "booking_state"}.
namespace domain {

inline constexpr std::string_view offer_purpose = "offer";
inline constexpr std::string_view calendar_purpose = "calendar";

struct NewInterpreter {
  Interpreter interpreter;
  std::string calendar_token;
};
// Needs a name, a language, and a phone or an email.
[[nodiscard]] NewInterpreter add_interpreter(const Ports& ports, const Principal& principal, Interpreter interpreter);
// Not offered any booking from now on, and anonymous some time after the last one (retention.hpp). Error{conflict,
// "interpreter_booked"} while one is open that is not over. Again changes nothing.
void retire_interpreter(const Ports& ports, const Principal& principal, InterpreterId id);
// The private calendar's old address stops working.
[[nodiscard]] NewInterpreter renew_interpreter_calendar(const Ports& ports, const Principal& principal,
                                                        InterpreterId id);

// Times of 0 mean the event's. With an interpreter, the booking is still only `requested` until it is offered.
[[nodiscard]] InterpreterBooking request_booking(const Ports& ports, const Principal& principal,
                                                 InterpreterBooking booking);

// Sends the offer, with its link, by SMS where there is a phone and by email where there is an address. Error{conflict,
// "interpreter_busy"} when the interpreter has a confirmed booking at an overlapping time, the way between the places
// counted (travel.hpp), Error{invalid} when they do not speak the language.
[[nodiscard]] InterpreterBooking offer_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id,
                                               InterpreterId interpreter);

// An interpreter's confirmed bookings never overlap: the second of two is Error{conflict, "interpreter_busy"}.
[[nodiscard]] InterpreterBooking confirm_booking(const Ports& ports, const Principal& principal,
                                                 InterpreterBookingId id);
[[nodiscard]] InterpreterBooking decline_booking(const Ports& ports, const Principal& principal,
                                                 InterpreterBookingId id);
// Free until 15:00 local time of the day before, billed after that; the interpreter is told.
[[nodiscard]] InterpreterBooking cancel_booking(const Ports& ports, const Principal& principal,
                                                InterpreterBookingId id);
[[nodiscard]] InterpreterBooking deliver_booking(const Ports& ports, const Principal& principal,
                                                 InterpreterBookingId id);

struct OfferView {
  InterpreterBooking booking;
  Interpreter interpreter;
  Event event;
};
// By the offer's link; an unknown, replaced or revoked token is Error{not_found}. Answering the same again changes
// nothing.
[[nodiscard]] OfferView view_offer(const Ports& ports, std::string_view offer_token);
OfferView answer_offer(const Ports& ports, std::string_view offer_token, bool accept);

}  // namespace domain
