#include "domain/list_participants.hpp"

#include <utility>

#include "domain/error.hpp"

namespace domain {

Participants list_participants(const Ports& ports, EventId id, const Principal& staff) {
  Participants listed;
  ports.store.write([&](Transaction& tx) {
    auto event = std::as_const(tx.events()).find(id);
    if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
    require(staff, Permission::see_participants, &*event);
    const bool with_contacts = may(staff, Permission::see_contacts, &*event);
    AuditEntry entry = audit_entry(
        staff, with_contacts ? AuditAction::contacts_listed : AuditAction::participants_listed, ports.clock.now());
    entry.event = id;
    tx.audit_log().insert(entry);
    listed = {std::move(*event), std::as_const(tx.registrations()).of_event(id)};
    if (with_contacts) return;
    for (Registration& registration : listed.registrations) {
      registration.contact.phone.reset();
      registration.contact.email.reset();
    }
  });
  return listed;
}

}  // namespace domain
