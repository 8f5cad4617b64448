#include "domain/expire.hpp"

#include <vector>

#include "domain/registration_work.hpp"

namespace domain {
namespace {

bool expire_one(Transaction& tx, const Ports& ports, EventId event, RegistrationId id) {
  Found found = lock_by_id(tx, event, id);
  const Registration& registration = found.registration;
  // Accepted, confirmed by code or cancelled meanwhile.
  if (!registration.expires_time || *registration.expires_time > ports.clock.now()) return false;
  if (registration.status == RegistrationStatus::offered) {
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
