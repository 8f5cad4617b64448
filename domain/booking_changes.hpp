#pragma once
#include "domain/interpreter.hpp"
#include "domain/ports.hpp"

// Steps of a booking that several use cases take, within their transactions.
namespace domain {

// requested, offered or confirmed.
[[nodiscard]] bool is_open(BookingStatus status);
// Makes it `offered` under a new link, and sends the offer to its interpreter. `booking.interpreter` is set.
void offer_anew(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking);
// Free or billed by the cutoff, and tells the interpreter where one had been asked.
void cancel(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking);
// Whether cancelling now would cost: a confirmed booking, from 15:00 of the day before in `zone`.
[[nodiscard]] bool is_billed(const InterpreterBooking& booking, Instant now, std::string_view zone,
                             const TimeZones& zones);

}  // namespace domain
