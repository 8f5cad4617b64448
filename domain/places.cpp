#include "domain/places.hpp"

#include <algorithm>
#include <climits>
#include <iterator>
#include <utility>

#include "domain/error.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

void give_place(Transaction& tx, const Ports& ports, Event& event, Registration& registration) {
  count_party(tx, event, registration, -1);
  const bool offer = event.waiting_list_offer.has_value() && registration.verified;
  registration.status = offer ? RegistrationStatus::offered : RegistrationStatus::confirmed;
  if (offer) registration.expires_time = offer_end(event, ports);
  tx.registrations().update(registration);
  count_party(tx, event, registration, 1);
  // They still owe the code, which may not have been sent yet.
  if (!registration.verified) return;
  tx.outbox().drop_pending(registration.id);
  if (offer) {
    tx.outbox().insert(plan_notice(MessageKind::place_offered, event, registration, ports));
  } else {
    tell_confirmed(tx, ports, event, registration, MessageKind::registration_promoted);
  }
}

}  // namespace

Instant offer_end(const Event& event, const Ports& ports) {
  const Instant now = ports.clock.now();
  const Instant told = notice_time(MessageKind::place_offered, event, ports);
  return std::max(now + std::chrono::minutes{10}, std::min(told + *event.waiting_list_offer, event.start_time));
}

bool fits(const Event& event, int persons, int children) {
  return persons <= event.remaining_attendee_capacity().value_or(INT_MAX) &&
         (children == 0 || children <= event.remaining_childcare_capacity().value_or(INT_MAX));
}

RegistrationStatus admit(const Event& event, int persons, int children) {
  if (fits(event, persons, children)) return RegistrationStatus::confirmed;
  if (persons > event.maximum_attendee_capacity.value_or(INT_MAX) ||
      children > event.childcare_capacity.value_or(INT_MAX)) {
    throw Error(ErrorKind::conflict, "party_too_large", "the event has fewer places than the party has persons",
                "persons");
  }
  if (event.waitlisted_persons + persons > event.waiting_list_capacity.value_or(0)) {
    const bool only_childcare = fits(event, persons, 0);
    throw Error(ErrorKind::conflict, only_childcare ? "childcare_full" : "full",
                only_childcare ? "there are not enough childcare places left" : "there are not enough places left",
                "persons");
  }
  return RegistrationStatus::waitlisted;
}

void count_party(Transaction& tx, Event& event, const Registration& registration, int sign) {
  const int persons = sign * registration.size();
  const int confirmed = registration.holds_places() ? persons : 0;
  const int waitlisted = registration.status == RegistrationStatus::waitlisted ? persons : 0;
  const int children = registration.holds_places() ? sign * registration.children() : 0;
  if (confirmed == 0 && waitlisted == 0) return;
  event.confirmed_persons += confirmed;
  event.waitlisted_persons += waitlisted;
  event.confirmed_children += children;
  event.version = tx.events().add_to_counts(event.id, confirmed, waitlisted, children);
}

void promote_waiting(Transaction& tx, const Ports& ports, Event& event, RegistrationId passed_over) {
  if (event.status == EventStatus::cancelled || event.start_time <= ports.clock.now()) return;
  if (event.waitlisted_persons == 0 || !fits(event, 1, 0)) return;
  RegistrationId last{};
  while (fits(event, 1, 0)) {
    auto next = std::as_const(tx.registrations())
                    .next_waiting(event.id, event.remaining_attendee_capacity().value_or(INT_MAX),
                                  event.remaining_childcare_capacity().value_or(INT_MAX), last);
    if (!next) return;
    last = next->id;
    if (last != passed_over) give_place(tx, ports, event, *next);
  }
}

void tell_confirmed(Transaction& tx, const Ports& ports, const Event& event, const Registration& registration,
                    MessageKind kind) {
  if (!registration.verified) return;
  std::vector<Message> messages = plan_notice(kind, event, registration, ports);
  std::ranges::move(plan_reminders(event, registration, ports), std::back_inserter(messages));
  tx.outbox().insert(messages);
}

}  // namespace domain
