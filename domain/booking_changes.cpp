#include "domain/booking_changes.hpp"

#include <algorithm>
#include <utility>

#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"
#include "domain/travel.hpp"

namespace domain {

bool is_open(BookingStatus status) {
  return status == BookingStatus::requested || status == BookingStatus::offered || status == BookingStatus::confirmed;
}

void wrong_state(const InterpreterBooking& booking) {
  throw Error(ErrorKind::conflict, "booking_state",
              "the booking is " + std::string(to_word(booking.status)) + ", which does not allow this");
}

void require_free(Transaction& tx, const Event& event, const InterpreterBooking& booking, InterpreterId interpreter) {
  if (!clashing_bookings(tx.interpreters(), tx.events(), interpreter, booking, event.location).empty()) {
    throw Error(ErrorKind::conflict, "interpreter_busy",
                "the interpreter has another booking at that time, or too near to it to travel");
  }
}

void offer_anew(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking) {
  booking.status = BookingStatus::offered;
  tx.interpreters().update(booking);
  BookingNotices notices;
  notices.add(event, booking, MessageKind::interpreter_offer);
  notices.send(tx, ports);
  booking = std::as_const(tx.interpreters()).find(booking.id).value();
}

void confirm(Transaction& tx, const Event& event, InterpreterBooking& booking, BookingNotices& notices) {
  if (booking.status == BookingStatus::confirmed) return;
  if (booking.status != BookingStatus::offered || !booking.interpreter) wrong_state(booking);
  require_free(tx, event, booking, *booking.interpreter);
  booking.status = BookingStatus::confirmed;
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
  notices.add(event, booking, MessageKind::interpreter_confirmed);
}

void decline(Transaction& tx, InterpreterBooking& booking) {
  if (booking.status == BookingStatus::declined) return;
  if (booking.status != BookingStatus::offered) wrong_state(booking);
  booking.status = BookingStatus::declined;
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
}

bool is_billed(const InterpreterBooking& booking, Instant now, std::string_view zone, const TimeZones& zones) {
  using namespace std::chrono;
  if (booking.status != BookingStatus::confirmed) return false;
  const auto day = floor<days>(zones.to_local(booking.start_time, zone));
  return zones.to_local(now, zone) >= day - days{1} + hours{15};
}

void cancel(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking,
            BookingNotices& notices) {
  const bool was_asked = booking.status != BookingStatus::requested && booking.interpreter;
  booking.status = is_billed(booking, ports.clock.now(), event.time_zone, ports.zones) ? BookingStatus::cancelled_billed
                                                                                       : BookingStatus::cancelled_free;
  tx.interpreters().update(booking);
  tx.outbox().drop_pending(booking.id);
  if (was_asked) notices.add(event, booking, MessageKind::interpreter_cancelled);
}

void clean(InterpreterBooking& booking) {
  Violations violations;
  clean_text(booking.dialect, "dialect", 100, violations);
  clean_text(booking.topic, "topic", 500, violations);
  clean_text(booking.contact_person, "contact_person", 200, violations);
  clean_text(booking.materials, "materials", 2000, violations);
  violations.require(
      booking.wished_gender.empty() || booking.wished_gender == "female" || booking.wished_gender == "male",
      "wished_gender", "unknown_value", "must be one of female, male");
  violations.throw_if_any();
}

bool speaks(const Interpreter& interpreter, const LanguageTag& language) {
  return std::ranges::any_of(interpreter.languages,
                             [&](const SpokenLanguage& spoken) { return spoken.language == language; });
}

}  // namespace domain
