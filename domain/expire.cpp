#include "domain/expire.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/places.hpp"
#include "domain/plan_messages.hpp"
#include "domain/registration_work.hpp"

namespace domain {
namespace {

// Nobody loses a place because a gateway was out: where nothing has left yet, the offer is made once more.
bool offer_again(Transaction& tx, const Ports& ports, Found& found) {
  Registration& registration = found.registration;
  const auto messages = std::as_const(tx.outbox()).of_registration(registration.id);
  const auto has_ended = [](const Message& message) {
    return message.kind == MessageKind::place_offered &&
           (message.state == MessageState::sent || message.state == MessageState::delivered ||
            message.state == MessageState::failed);
  };
  const bool over = found.event.status == EventStatus::cancelled || found.event.start_time <= ports.clock.now();
  const bool reachable = registration.contact.phone || registration.contact.email;
  if (over || !reachable || !found.event.waiting_list_offer || std::ranges::any_of(messages, has_ended)) return false;
  registration.expires_time = offer_end(found.event, ports);
  tx.registrations().update(registration);
  tx.outbox().drop_pending(registration.id);
  tx.outbox().insert(plan_notice(MessageKind::place_offered, found.event, registration, ports));
  return true;
}

bool expire_one(Transaction& tx, const Ports& ports, EventId event, RegistrationId id) {
  Found found = lock_by_id(tx, event, id);
  const Registration& registration = found.registration;
  // Accepted, confirmed by code or cancelled meanwhile.
  if (!registration.expires_time || *registration.expires_time > ports.clock.now()) return false;
  if (registration.status == RegistrationStatus::offered) {
    if (offer_again(tx, ports, found)) return false;
    end_registration(tx, ports, found, EndReason::offer_expired, MessageKind::place_offer_ended);
  } else {
    end_registration(tx, ports, found, EndReason::code_expired, std::nullopt);
  }
  return true;
}

}  // namespace

std::size_t expire_due(const Ports& ports, std::size_t limit) {
  struct Due {
    RegistrationId id;
    EventId event;
  };
  std::vector<Due> due;
  ports.store.read([&](const Snapshot& snapshot) {
    due.clear();
    for (const RegistrationId id : snapshot.registrations().expired(ports.clock.now(), limit)) {
      if (const auto registration = snapshot.registrations().find(id)) due.push_back({id, registration->event});
    }
  });
  std::size_t ended = 0;
  for (const Due& one : due) {
    bool did = false;
    try {
      ports.store.write([&](Transaction& tx) { did = expire_one(tx, ports, one.event, one.id); });
    } catch (const Error& error) {
      // Erased meanwhile.
      if (error.kind() != ErrorKind::not_found) throw;
    }
    if (did) ++ended;
  }
  return ended;
}

}  // namespace domain
