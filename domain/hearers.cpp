#include "domain/hearers.hpp"

#include <algorithm>

namespace domain {
namespace {

bool is_asked_again(const InterpreterBooking& booking, const Event& event, MessageKind kind) {
  if (booking.status != BookingStatus::offered && booking.status != BookingStatus::confirmed) return false;
  return kind == MessageKind::event_cancelled ||
         (kind == MessageKind::event_rescheduled && booking.start_time == event.start_time &&
          booking.end_time == event.end_time);
}

}  // namespace

void Hearers::add(const Snapshot& snapshot, const Event& event, Instant end, MessageKind kind, Instant now) {
  for (const InterpreterBooking& booking : snapshot.interpreters().bookings_of(event.id)) {
    if (is_asked_again(booking, event, kind) && booking.interpreter) interpreters_.insert(*booking.interpreter);
  }
  if (end <= now) return;
  for (const Registration& registration : snapshot.registrations().of_event(event.id)) {
    if (!is_told(registration)) continue;
    if (kind == MessageKind::event_restored && !has_heard_of_end(snapshot.outbox(), registration.id)) continue;
    Party& party = parties_[told_as(registration)];
    party.persons = std::max(party.persons, registration.size());
    party.waits = party.waits || registration.status == RegistrationStatus::waitlisted;
  }
}

ToldPeople Hearers::told() const {
  ToldPeople told;
  told.interpreters = static_cast<int>(interpreters_.size());
  for (const auto& [key, party] : parties_) {
    const auto& [name, phone, email, language] = key;
    if (phone.empty() && email.empty()) {
      ++told.unreachable;
      continue;
    }
    ++told.parties;
    ++told.languages[language];
    told.persons += party.persons;
    if (party.waits) told.waiting_persons += party.persons;
  }
  return told;
}

}  // namespace domain
