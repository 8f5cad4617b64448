#include "domain/list_participants.hpp"

#include <utility>

#include "domain/error.hpp"

namespace domain {

Participants list_participants(const Ports& ports, EventId id, const Principal& staff) {
  bool with_contacts = false;
  // Written down before anything is read. The parties are read outside: deciphering them would keep every other writer
  // waiting.
  ports.store.write([&](Transaction& tx) {
    const auto event = std::as_const(tx.events()).find(id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(staff, Permission::see_participants, &*event);
    with_contacts = may(staff, Permission::see_contacts, &*event);
    AuditEntry entry = audit_entry(
        staff, with_contacts ? AuditAction::contacts_listed : AuditAction::participants_listed, ports.clock.now());
    entry.event = id;
    tx.audit_log().insert(entry);
  });
  Participants listed;
  ports.store.read([&](const Snapshot& snapshot) {
    auto event = snapshot.events().find(id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(staff, with_contacts ? Permission::see_contacts : Permission::see_participants, &*event);
    listed = {std::move(*event), snapshot.registrations().of_event(id)};
  });
  if (with_contacts) return listed;
  for (Registration& registration : listed.registrations) {
    registration.contact.phone.reset();
    registration.contact.email.reset();
  }
  return listed;
}

}  // namespace domain
