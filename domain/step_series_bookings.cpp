#include <algorithm>
#include <utility>

#include "domain/book_series.hpp"
#include "domain/booking_changes.hpp"
#include "domain/error.hpp"

namespace domain {
namespace {

bool is_for(const InterpreterBooking& booking, SeriesBookingStep step) {
  return booking.status == BookingStatus::offered ||
         (step == SeriesBookingStep::cancel && booking.status == BookingStatus::confirmed);
}

bool is_still_free(Transaction& tx, const Event& event, const InterpreterBooking& booking) {
  try {
    require_free(tx, event, booking, booking.interpreter.value());
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::conflict) throw;
    return false;
  }
}

void take_step(Transaction& tx, const Ports& ports, const Event& event, InterpreterBooking& booking,
               SeriesBookingStep step, BookingNotices& notices) {
  switch (step) {
    case SeriesBookingStep::confirm:
      return confirm(tx, event, booking, notices);
    case SeriesBookingStep::decline:
      return decline(tx, booking);
    case SeriesBookingStep::cancel:
      return cancel(tx, ports, event, booking, notices);
  }
}

}  // namespace

std::vector<InterpreterBooking> step_series_bookings(const Ports& ports, const Principal& principal, SeriesId series,
                                                     InterpreterId interpreter, SeriesBookingStep step,
                                                     const std::optional<LanguageTag>& language) {
  require(principal, Permission::book_interpreters);
  std::vector<InterpreterBooking> changed;
  ports.store.write([&](Transaction& tx) {
    changed.clear();
    if (!tx.interpreters().lock(interpreter)) {
      throw Error(ErrorKind::not_found, "not_found", "there is no such interpreter");
    }
    const std::vector<Event> dates = std::as_const(tx.events()).of_series(series);
    const auto ours = [&](const Event& date) { return may(principal, Permission::book_interpreters, &date); };
    if (dates.empty()) throw Error(ErrorKind::not_found, "not_found", "there is no such series");
    if (std::ranges::none_of(dates, ours)) require(principal, Permission::book_interpreters, &dates.front());
    BookingNotices notices;
    for (const InterpreterBooking& listed : std::as_const(tx.interpreters()).bookings_of(series)) {
      const auto date = std::ranges::find(dates, listed.event, &Event::id);
      if (listed.interpreter != interpreter || date == dates.end() || !ours(*date)) continue;
      if (listed.end_time <= ports.clock.now() || listed.language != language.value_or(listed.language)) continue;
      auto booking = tx.interpreters().lock(listed.id);
      if (!booking || booking->interpreter != interpreter || !is_for(*booking, step)) continue;
      if (step == SeriesBookingStep::confirm && !is_still_free(tx, *date, *booking)) continue;
      take_step(tx, ports, *date, *booking, step, notices);
      changed.push_back(std::move(*booking));
    }
    if (changed.empty()) throw Error(ErrorKind::conflict, "booking_state", "there is nothing to do this to");
    notices.send(tx, ports);
  });
  return changed;
}

}  // namespace domain
