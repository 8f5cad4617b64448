#include "domain/registration_work.hpp"

#include <algorithm>
#include <utility>

#include "domain/places.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
void no_such_registration() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such registration");
}

EventId event_of_token(const Ports& ports, std::string_view hash) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find_by_token_hash(hash)) event = registration->event;
  });
  if (!event) no_such_registration();
  return *event;
}

EventId event_of_registration(const Ports& ports, RegistrationId id) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find(id)) event = registration->event;
  });
  if (!event) no_such_registration();
  return *event;
}

Found lock_both(Transaction& tx, EventId event_id, const FindRegistration& find) {
  auto event = tx.events().lock(event_id);
  auto registration = find(tx);
  if (!event || !registration) no_such_registration();
  return {std::move(*event), std::move(*registration)};
}

Found lock_by_hash(Transaction& tx, EventId event, std::string_view hash) {
  return lock_both(tx, event, [&](Transaction& t) { return t.registrations().find_by_token_hash(hash); });
}

Found lock_by_id(Transaction& tx, EventId event, RegistrationId id) {
  return lock_both(tx, event, [&](Transaction& t) { return t.registrations().find(id); });
}

RegistrationView view_of(Transaction& tx, Found found) {
  const auto position = tx.registrations().waiting_position(found.registration);
  return {std::move(found.registration), std::move(found.event), position};
}

void end_registration(Transaction& tx, const Ports& ports, Found& found, EndReason reason,
                      std::optional<MessageKind> notice) {
  Registration& registration = found.registration;
  if (registration.status == RegistrationStatus::cancelled) return;
  count_party(tx, found.event, registration, -1);
  registration.status = RegistrationStatus::cancelled;
  registration.end_reason = reason;
  registration.expires_time.reset();
  tx.registrations().update(registration);
  tx.outbox().drop_pending(registration.id);
  if (registration.invitation) {
    if (auto invitation = tx.invitations().find(*registration.invitation)) {
      invitation->registration.reset();
      tx.invitations().update(*invitation);
    }
  }
  if (found.event.end_time <= ports.clock.now()) return;
  if (notice && registration.verified) tx.outbox().insert(plan_notice(*notice, found.event, registration, ports));
  promote_waiting(tx, ports, found.event);
}

std::vector<Found> lock_party(Transaction& tx, const Registration& registration) {
  std::vector<Registration> dates = tx.registrations().of_party(registration.party_key);
  if (dates.empty()) dates.push_back(registration);
  // Always in the same order, so that two parties never wait for each other.
  std::ranges::sort(dates, {}, &Registration::event);
  std::vector<Found> found;
  for (const Registration& date : dates) {
    auto event = tx.events().lock(date.event);
    auto present = std::as_const(tx.registrations()).find(date.id);
    // Erased since it was read.
    if (event && present) found.push_back({std::move(*event), std::move(*present)});
  }
  const auto own = std::ranges::find(found, registration.id, [](const Found& one) { return one.registration.id; });
  if (own == found.end()) no_such_registration();
  std::rotate(found.begin(), own, own + 1);
  return found;
}

}  // namespace domain
