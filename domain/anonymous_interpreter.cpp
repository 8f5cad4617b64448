#include "domain/anonymous_interpreter.hpp"

#include <utility>

#include "domain/booking_changes.hpp"

namespace domain {
namespace {

void let_go(Transaction& tx, InterpreterBookingId id, Instant now) {
  auto booking = tx.interpreters().lock(id);
  if (!booking) return;
  tx.outbox().remove_of(id);
  booking->offer_token_hash.clear();
  booking->request_token_hash.clear();
  booking->link_seed.clear();
  if (is_open(booking->status) && booking->end_time > now) {
    booking->status = BookingStatus::requested;
    booking->interpreter.reset();
  }
  tx.interpreters().update(*booking);
}

}  // namespace

void make_anonymous(Transaction& tx, InterpreterId id, Instant now) {
  auto interpreter = tx.interpreters().lock(id);
  if (!interpreter) return;
  for (const InterpreterBooking& booking : std::as_const(tx.interpreters()).bookings_of(id))
    let_go(tx, booking.id, now);
  interpreter->name.clear();
  interpreter->phone.reset();
  interpreter->email.reset();
  interpreter->calendar_seed.clear();
  interpreter->calendar_token_hash.clear();
  interpreter->active = false;
  tx.interpreters().update(*interpreter);
}

}  // namespace domain
