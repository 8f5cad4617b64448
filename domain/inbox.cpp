#include "domain/inbox.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"

namespace domain {
namespace {

std::vector<Event> events_for(const Events& events, const IncomingMessage& message, const Principal& staff) {
  std::vector<Event> seen;
  for (const EventId id : message.events) {
    auto event = events.find(id);
    if (event && may(staff, Permission::see_contacts, &*event)) seen.push_back(*std::move(event));
  }
  return seen;
}

constexpr std::size_t most_registrations = 100;

std::vector<std::string> names_for(const Registrations& registrations, const IncomingMessage& message,
                                   const std::vector<Event>& events) {
  std::vector<std::string> names;
  if (!message.from || events.empty()) return names;
  for (const Registration& one : registrations.of_contact(message.from, {}, most_registrations)) {
    const bool shown = std::ranges::find(events, one.event, &Event::id) != events.end();
    const std::string& name = one.contact.name;
    if (shown && !name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

}  // namespace

std::vector<InboxEntry> list_inbox(const Ports& ports, const Principal& staff, std::size_t limit) {
  require(staff, Permission::see_contacts);
  const bool everybody = may(staff, Permission::administer);
  std::vector<InboxEntry> entries;
  if (!everybody && !staff.organisation) return entries;
  // Written down before anything is read, which keeps no other writer waiting.
  ports.store.write([&](Transaction& tx) {
    tx.audit_log().insert(audit_entry(staff, AuditAction::inbox_listed, ports.clock.now()));
  });
  ports.store.read([&](const Snapshot& snapshot) {
    entries.clear();
    const auto organisation = everybody ? std::nullopt : staff.organisation;
    for (IncomingMessage& message : snapshot.incoming_messages().newest(organisation, limit)) {
      auto events = events_for(snapshot.events(), message, staff);
      auto names = names_for(snapshot.registrations(), message, events);
      entries.push_back({std::move(message), std::move(events), std::move(names)});
    }
  });
  return entries;
}

void mark_handled(const Ports& ports, IncomingMessageId id, const Principal& staff) {
  require(staff, Permission::see_contacts);
  ports.store.write([&](Transaction& tx) {
    const auto message = std::as_const(tx.incoming_messages()).find(id);
    const bool theirs = message && (may(staff, Permission::administer) ||
                                    !events_for(std::as_const(tx.events()), *message, staff).empty());
    if (!theirs) throw Error(ErrorKind::not_found, "not_found", "there is no such message");
    tx.incoming_messages().mark_handled(id, ports.clock.now());
  });
}

}  // namespace domain
