#include "domain/book_interpreter.hpp"

#include <algorithm>
#include <utility>

#include "domain/booking_changes.hpp"
#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

[[noreturn]] void not_found(const char* message) {
  throw Error(ErrorKind::not_found, "not_found", message);
}

struct Locked {
  Event event;
  InterpreterBooking booking;
};

// An interpreter is always locked before a booking, so that two who press at once wait and do not deadlock.
Locked lock(Transaction& tx, InterpreterBookingId id, std::optional<InterpreterId> interpreter) {
  if (interpreter && !tx.interpreters().lock(*interpreter)) not_found("there is no such interpreter");
  auto booking = tx.interpreters().lock(id);
  auto event = booking ? std::as_const(tx.events()).find(booking->event) : std::nullopt;
  if (!event) not_found("there is no such booking");
  return {std::move(*event), std::move(*booking)};
}

InterpreterBooking booking_now(const Ports& ports, InterpreterBookingId id) {
  std::optional<InterpreterBooking> booking;
  ports.store.read([&](const Snapshot& snapshot) { booking = snapshot.interpreters().find(id); });
  if (!booking) not_found("there is no such booking");
  return std::move(*booking);
}

// One staff step on a booking, under both locks.
template <class Step>
InterpreterBooking step_by_staff(const Ports& ports, const Principal& principal, InterpreterBookingId id,
                                 const Step& step) {
  const auto interpreter = booking_now(ports, id).interpreter;
  InterpreterBooking result;
  ports.store.write([&](Transaction& tx) {
    Locked locked = lock(tx, id, interpreter);
    require(principal, Permission::book_interpreters, &locked.event);
    if (locked.booking.interpreter != interpreter) wrong_state(locked.booking);
    step(tx, locked);
    result = std::move(locked.booking);
  });
  return result;
}

void clean(Interpreter& interpreter) {
  Violations violations;
  clean_text(interpreter.name, "name", 100, violations);
  clean_text(interpreter.agency, "agency", 200, violations);
  violations.require(!interpreter.name.empty(), "name", "required", "is required");
  violations.require(!interpreter.languages.empty(), "languages", "required", "at least one language is required");
  violations.require(interpreter.phone || interpreter.email, "phone", "phone_or_email",
                     "a phone number or an email address is required");
  for (SpokenLanguage& spoken : interpreter.languages) clean_text(spoken.dialect, "languages.dialect", 100, violations);
  violations.throw_if_any();
}

std::string give_calendar(const Secrets& secrets, Interpreter& interpreter, std::string seed) {
  interpreter.calendar_seed = std::move(seed);
  const std::string token = secrets.derive_token(calendar_purpose, interpreter.calendar_seed);
  interpreter.calendar_token_hash = secrets.hash_token(token);
  return token;
}

void require_times(const InterpreterBooking& booking) {
  if (booking.end_time <= booking.start_time) {
    throw Error(ErrorKind::invalid, "end_before_start", "must be after start_time", "end_time");
  }
}

}  // namespace

NewInterpreter add_interpreter(const Ports& ports, const Principal& principal, Interpreter interpreter) {
  require(principal, Permission::book_interpreters);
  clean(interpreter);
  NewInterpreter made;
  interpreter.created_time = ports.clock.now();
  made.calendar_token = give_calendar(ports.secrets, interpreter, ports.secrets.random_token());
  ports.store.write([&](Transaction& tx) { interpreter.id = tx.interpreters().insert(interpreter); });
  made.interpreter = std::move(interpreter);
  return made;
}

NewInterpreter renew_interpreter_calendar(const Ports& ports, const Principal& principal, InterpreterId id) {
  require(principal, Permission::book_interpreters);
  NewInterpreter renewed;
  const std::string seed = ports.secrets.random_token();
  ports.store.write([&](Transaction& tx) {
    auto interpreter = tx.interpreters().lock(id);
    if (!interpreter || interpreter->is_anonymous()) not_found("there is no such interpreter");
    renewed.calendar_token = give_calendar(ports.secrets, *interpreter, seed);
    tx.interpreters().update(*interpreter);
    renewed.interpreter = std::move(*interpreter);
  });
  return renewed;
}

void retire_interpreter(const Ports& ports, const Principal& principal, InterpreterId id) {
  require(principal, Permission::book_interpreters);
  ports.store.write([&](Transaction& tx) {
    auto interpreter = tx.interpreters().lock(id);
    if (!interpreter || interpreter->is_anonymous()) not_found("there is no such interpreter");
    const auto bookings = std::as_const(tx.interpreters()).bookings_of(id);
    if (std::ranges::any_of(bookings, [&](const InterpreterBooking& booking) {
          return is_open(booking.status) && booking.end_time > ports.clock.now();
        })) {
      throw Error(ErrorKind::conflict, "interpreter_booked", "a booking of the interpreter is still open");
    }
    interpreter->active = false;
    tx.interpreters().update(*interpreter);
  });
}

InterpreterBooking request_booking(const Ports& ports, const Principal& principal, InterpreterBooking booking) {
  clean(booking);
  const InterpreterBooking asked = std::move(booking);
  InterpreterBooking made;
  ports.store.write([&](Transaction& tx) {
    made = asked;
    const auto event = tx.events().lock(made.event);
    if (!event) not_found("there is no such event");
    require(principal, Permission::book_interpreters, &*event);
    if (event->status == EventStatus::cancelled) {
      throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
    }
    if (made.start_time == Instant{}) made.start_time = event->start_time;
    if (made.end_time == Instant{}) made.end_time = event->end_time;
    require_times(made);
    if (made.interpreter && !std::as_const(tx.interpreters()).find(*made.interpreter)) {
      throw Error(ErrorKind::invalid, "unknown_interpreter", "there is no such interpreter", "interpreter");
    }
    made.status = BookingStatus::requested;
    made.created_time = ports.clock.now();
    made.id = tx.interpreters().insert(made);
  });
  return made;
}

InterpreterBooking offer_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id,
                                 InterpreterId interpreter_id) {
  InterpreterBooking result;
  ports.store.write([&](Transaction& tx) {
    Locked locked = lock(tx, id, interpreter_id);
    InterpreterBooking& booking = locked.booking;
    require(principal, Permission::book_interpreters, &locked.event);
    if (booking.status != BookingStatus::requested && booking.status != BookingStatus::offered &&
        booking.status != BookingStatus::declined) {
      wrong_state(booking);
    }
    const auto interpreter = std::as_const(tx.interpreters()).find(interpreter_id);
    if (!interpreter->active) not_found("there is no such interpreter");
    if (!speaks(*interpreter, booking.language)) {
      throw Error(ErrorKind::invalid, "interpreter_language", "the interpreter does not have this language",
                  "interpreter");
    }
    require_free(tx, locked.event, booking, interpreter_id);
    booking.interpreter = interpreter_id;
    offer_anew(tx, ports, locked.event, booking);
    result = booking;
  });
  return result;
}

InterpreterBooking confirm_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id) {
  return step_by_staff(ports, principal, id, [&](Transaction& tx, Locked& locked) {
    BookingNotices notices;
    confirm(tx, locked.event, locked.booking, notices);
    notices.send(tx, ports);
  });
}

InterpreterBooking decline_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id) {
  return step_by_staff(ports, principal, id, [&](Transaction& tx, Locked& locked) { decline(tx, locked.booking); });
}

InterpreterBooking cancel_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id) {
  return step_by_staff(ports, principal, id, [&](Transaction& tx, Locked& locked) {
    if (!is_open(locked.booking.status)) wrong_state(locked.booking);
    BookingNotices notices;
    cancel(tx, ports, locked.event, locked.booking, notices);
    notices.send(tx, ports);
  });
}

InterpreterBooking deliver_booking(const Ports& ports, const Principal& principal, InterpreterBookingId id) {
  return step_by_staff(ports, principal, id, [&](Transaction& tx, Locked& locked) {
    if (locked.booking.status != BookingStatus::confirmed) wrong_state(locked.booking);
    if (locked.booking.start_time > ports.clock.now()) {
      throw Error(ErrorKind::conflict, "not_begun", "the booking has not begun yet");
    }
    locked.booking.status = BookingStatus::delivered;
    tx.interpreters().update(locked.booking);
  });
}

OfferView view_offer(const Ports& ports, std::string_view offer_token) {
  const std::string hash = ports.secrets.hash_token(offer_token);
  std::optional<OfferView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    auto booking = snapshot.interpreters().find_booking_by_offer_hash(hash);
    if (!booking || !booking->interpreter) return;
    auto interpreter = snapshot.interpreters().find(*booking->interpreter);
    auto event = snapshot.events().find(booking->event);
    if (interpreter && event) view = OfferView{std::move(*booking), std::move(*interpreter), std::move(*event)};
  });
  if (!view) not_found("there is no such offer");
  return std::move(*view);
}

OfferView answer_offer(const Ports& ports, std::string_view offer_token, bool accept) {
  OfferView view = view_offer(ports, offer_token);
  const std::string hash = view.booking.offer_token_hash;
  ports.store.write([&](Transaction& tx) {
    Locked locked = lock(tx, view.booking.id, view.interpreter.id);
    if (locked.booking.offer_token_hash != hash) not_found("there is no such offer");
    if (locked.booking.end_time <= ports.clock.now()) {
      throw Error(ErrorKind::conflict, "offer_over", "the time of this offer is over");
    }
    if (accept) {
      BookingNotices notices;
      confirm(tx, locked.event, locked.booking, notices);
      notices.send(tx, ports);
    } else {
      decline(tx, locked.booking);
    }
    view.booking = std::move(locked.booking);
    view.event = std::move(locked.event);
  });
  return view;
}

}  // namespace domain
