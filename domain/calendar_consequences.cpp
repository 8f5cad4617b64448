#include "domain/calendar_consequences.hpp"

#include <algorithm>

#include "domain/booking_changes.hpp"
#include "domain/event_work.hpp"
#include "domain/merge_content.hpp"

namespace domain {

void DecisionPlan::tell(const Snapshot& snapshot, const Event& event, Instant end, MessageKind kind, Instant now) {
  Hearers hearers;
  hearers.add(snapshot, event, end, kind, now);
  const ToldPeople told = hearers.told();
  sum_.told.parties += told.parties;
  sum_.told.persons += told.persons;
  sum_.told.waiting_persons += told.waiting_persons;
  sum_.told.unreachable += told.unreachable;
  for (const auto& [language, parties] : told.languages) sum_.told.languages[language] += parties;
  if (told.interpreters > 0) interpreters_.add(snapshot, event, end, kind, now);
}

void DecisionPlan::cancel(const Snapshot& snapshot, const Ports& ports, const Event& event) {
  const Instant now = ports.clock.now();
  tell(snapshot, event, event.end_time, MessageKind::event_cancelled, now);
  const auto bookings = snapshot.interpreters().bookings_of(event.id);
  sum_.billed += static_cast<int>(std::ranges::count_if(bookings, [&](const InterpreterBooking& booking) {
    return is_billed(booking, now, event.time_zone, ports.zones);
  }));
}

void DecisionPlan::take(const Snapshot& snapshot, const Ports& ports, const Event& event, const SubscribedEvent& link,
                        const LanguageTag& language, SubscribedField field) {
  EventDetails after = event;
  put_field(field, says_now(link), language, after);
  const auto notice = notice_of_change(event, after);
  if (notice) tell(snapshot, event, after.end_time, *notice, ports.clock.now());
}

Consequences DecisionPlan::consequences() const {
  Consequences all = sum_;
  all.told.interpreters = interpreters_.told().interpreters;
  return all;
}

}  // namespace domain
