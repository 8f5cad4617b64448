#include "notifications/taken_dates.hpp"

#include <set>
#include <utility>

#include "domain/booking_changes.hpp"

namespace notifications {
namespace {

using domain::BookingStatus;
using domain::InterpreterBooking;
using domain::MessageKind;

bool is_told(MessageKind kind, BookingStatus status) {
  if (kind == MessageKind::interpreter_dates_offered) return status == BookingStatus::offered;
  if (kind == MessageKind::interpreter_dates_confirmed) return status == BookingStatus::confirmed;
  return status == BookingStatus::cancelled_free || status == BookingStatus::cancelled_billed;
}

std::vector<InterpreterBooking> listed(MessageKind kind, const InterpreterBooking& booking,
                                       const domain::Snapshot& snapshot) {
  const domain::Interpreters& interpreters = snapshot.interpreters();
  return kind == MessageKind::interpreter_dates_cancelled
             ? interpreters.bookings_of(booking.interpreter.value())
             : interpreters.bookings_of_request(booking.request_token_hash);
}

}  // namespace

std::vector<InterpretedDate> taken_dates(MessageKind kind, const InterpreterBooking& booking,
                                         const std::optional<domain::Event>& event, const domain::Snapshot& snapshot,
                                         domain::Instant now) {
  std::vector<InterpretedDate> taken;
  std::set<domain::EventId> asked_anew;
  const std::vector<InterpreterBooking> all = listed(kind, booking, snapshot);
  for (const InterpreterBooking& one : all) {
    if (domain::is_open(one.status)) asked_anew.insert(one.event);
  }
  const bool cancelled = kind == MessageKind::interpreter_dates_cancelled;
  for (const InterpreterBooking& one : all) {
    if (!is_told(kind, one.status) || one.end_time <= now || one.interpreter != booking.interpreter) continue;
    if (cancelled && asked_anew.contains(one.event)) continue;
    auto date = snapshot.events().find(one.event);
    if (!date) continue;
    const bool same =
        date->id == booking.event || (event && event->super_event && date->super_event == event->super_event);
    if (same || !cancelled) taken.push_back({*std::move(date), one});
  }
  return taken;
}

}  // namespace notifications
