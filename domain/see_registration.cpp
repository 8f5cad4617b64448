#include "domain/see_registration.hpp"

#include <utility>

#include "domain/error.hpp"

namespace domain {

RegistrationView see_registration(const Ports& ports, RegistrationId id, const Principal& staff) {
  RegistrationView view;
  ports.store.write([&](Transaction& tx) {
    auto registration = std::as_const(tx.registrations()).find(id);
    auto event = registration ? std::as_const(tx.events()).find(registration->event) : std::nullopt;
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such registration");
    require(staff, Permission::see_contacts, &*event);
    AuditEntry entry = audit_entry(staff, AuditAction::registration_seen, ports.clock.now());
    entry.event = event->id;
    entry.registration = id;
    tx.audit_log().insert(entry);
    view = {std::move(*registration), std::move(*event), {}};
    view.waiting_position = std::as_const(tx.registrations()).waiting_position(view.registration);
  });
  return view;
}

}  // namespace domain
