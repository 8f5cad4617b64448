#include "domain/booking_changes.hpp"

#include <utility>

#include "domain/book_interpreter.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

void tell(Transaction& tx, const Ports& ports, MessageKind kind, const Event& event,
          const InterpreterBooking& booking) {
  if (!booking.interpreter) return;
  const auto interpreter = std::as_const(tx.interpreters()).find(*booking.interpreter);
  if (interpreter) tx.outbox().insert(plan_notice(kind, event, booking, *interpreter, ports));
}

}  // namespace

bool is_open(BookingStatus status) {
  return status == BookingStatus::requested || status == BookingStatus::offered || status == BookingStatus::confirmed;
}

void offer_anew(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking) {
  booking.status = BookingStatus::offered;
  booking.link_seed = ports.secrets.random_token();
  booking.offer_token_hash = ports.secrets.hash_token(ports.secrets.derive_token(offer_purpose, booking.link_seed));
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
  tell(tx, ports, MessageKind::interpreter_offer, event, booking);
}

bool is_billed(const InterpreterBooking& booking, Instant now, std::string_view zone, const TimeZones& zones) {
  using namespace std::chrono;
  if (booking.status != BookingStatus::confirmed) return false;
  const auto day = floor<days>(zones.to_local(booking.start_time, zone));
  return zones.to_local(now, zone) >= day - days{1} + hours{15};
}

void cancel(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking) {
  const bool was_asked = booking.status != BookingStatus::requested;
  booking.status = is_billed(booking, ports.clock.now(), event.time_zone, ports.zones) ? BookingStatus::cancelled_billed
                                                                                       : BookingStatus::cancelled_free;
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
  if (was_asked) tell(tx, ports, MessageKind::interpreter_cancelled, event, booking);
}

}  // namespace domain
