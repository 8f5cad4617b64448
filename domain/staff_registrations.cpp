#include "domain/staff_registrations.hpp"

#include <algorithm>
#include <utility>

#include "domain/error.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"
#include "domain/registration_work.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t most_looked_at = 5000;
constexpr std::size_t most_found = 8;

void write_down(Transaction& tx, const Ports& ports, const Principal& staff, AuditAction action, const Found& found,
                std::string detail = {}) {
  AuditEntry entry = audit_entry(staff, action, ports.clock.now());
  entry.event = found.event.id;
  entry.registration = found.registration.id;
  entry.detail = std::move(detail);
  tx.audit_log().insert(entry);
}

RegistrationView by_staff(const Ports& ports, RegistrationId id, const Principal& staff, Permission permission,
                          const std::function<void(Transaction&, Found&)>& work) {
  const EventId event = event_of_registration(ports, id);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    Found found = lock_by_id(tx, event, id);
    require(staff, permission, &found.event);
    work(tx, found);
    view = view_of(tx, std::move(found));
  });
  return std::move(*view);
}

void require_movable(const Found& found, Instant now) {
  if (found.registration.status == RegistrationStatus::cancelled) {
    throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
  }
  if (found.event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  if (found.event.end_time <= now) throw Error(ErrorKind::conflict, "closed", "the event is over");
}

void put_into(Transaction& tx, const Ports& ports, Found& found, RegistrationStatus to) {
  Registration& registration = found.registration;
  const bool gets_places = to == RegistrationStatus::confirmed;
  if (gets_places && !registration.holds_places() && !fits(found.event, registration.size(), registration.children())) {
    throw Error(ErrorKind::conflict, "full", "there are not enough places left");
  }
  count_party(tx, found.event, registration, -1);
  registration.status = to;
  if (registration.verified) registration.expires_time.reset();
  tx.registrations().update(registration);
  count_party(tx, found.event, registration, 1);
  tx.outbox().drop_pending(registration.id);
  if (gets_places) {
    tell_confirmed(tx, ports, found.event, registration, MessageKind::registration_promoted);
  } else {
    tx.outbox().insert(plan_notice(MessageKind::registration_waitlisted, found.event, registration, ports));
  }
}

// What a search compares: letters of ASCII in lower case.
bool holds(std::string_view text, std::string_view wanted) {
  return to_lower_ascii(text).find(wanted) != std::string::npos;
}

bool matches(const Contact& contact, std::string_view wanted, std::string_view digits) {
  return holds(contact.name, wanted) || (contact.email && holds(contact.email->str(), wanted)) ||
         (digits.size() >= 3 && contact.phone && contact.phone->e164().find(digits) != std::string::npos);
}

// The digits of a number as people type it, without the trunk prefix: "040 555 0123" is found in "+358405550123".
std::string digits_of(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (std::string_view{" -()+/."}.find(c) == std::string_view::npos) {
      return {};
    }
  }
  return digits.starts_with('0') && !digits.starts_with("00") ? digits.substr(1) : digits;
}

bool is_same(const Contact& one, const Contact& other) {
  return one.name == other.name && one.phone == other.phone && one.email == other.email;
}

}  // namespace

RegistrationView cancel_registration(const Ports& ports, RegistrationId id, const Principal& staff) {
  return by_staff(ports, id, staff, Permission::register_by_staff, [&](Transaction& tx, Found& found) {
    end_registration(tx, ports, found, EndReason::none, MessageKind::registration_cancelled);
    write_down(tx, ports, staff, AuditAction::registration_cancelled, found);
  });
}

RegistrationView move_registration(const Ports& ports, RegistrationId id, RegistrationStatus to, std::string reason,
                                   const Principal& staff) {
  reason = clean_text(reason, "reason", 500);
  if (reason.empty()) throw Error(ErrorKind::invalid, "required", "is required", "reason");
  if (to != RegistrationStatus::confirmed && to != RegistrationStatus::waitlisted) {
    throw Error(ErrorKind::invalid, "unknown_value", "must be confirmed or waitlisted", "status");
  }
  return by_staff(ports, id, staff, Permission::register_by_staff, [&](Transaction& tx, Found& found) {
    require_movable(found, ports.clock.now());
    if (found.registration.status == to) return;
    put_into(tx, ports, found, to);
    write_down(tx, ports, staff, AuditAction::registration_moved, found, reason);
    if (to != RegistrationStatus::waitlisted) return;
    // The place goes to somebody else, not straight back to who was just moved.
    promote_waiting(tx, ports, found.event, found.registration.id);
  });
}

void undo_registration(const Ports& ports, RegistrationId id, const Principal& staff) {
  (void)by_staff(ports, id, staff, Permission::mark_presence, [&](Transaction& tx, Found& found) {
    Registration& registration = found.registration;
    if (!registration.walk_in) require(staff, Permission::register_by_staff, &found.event);
    if (!registration.made_by_staff || registration.created_time + time_to_undo < ports.clock.now()) {
      throw Error(ErrorKind::conflict, "too_late", "only what staff registered in the last 15 minutes is undone");
    }
    write_down(tx, ports, staff, AuditAction::registration_undone, found);
    if (tx.outbox().anything_sent(id)) {
      return end_registration(tx, ports, found, EndReason::undone, MessageKind::registration_cancelled);
    }
    end_registration(tx, ports, found, EndReason::undone, std::nullopt);
    tx.registrations().remove(id);
  });
}

RegistrationView change_registration(const Ports& ports, RegistrationId id, const RegistrationChange& changed,
                                     const Principal& staff) {
  return by_staff(ports, id, staff, Permission::register_by_staff,
                  [&](Transaction& tx, Found& found) { change(tx, ports, found, changed); });
}

void record_presence(const Ports& ports, RegistrationId id, PersonId person, PresenceStatus status,
                     const Principal& staff) {
  (void)by_staff(ports, id, staff, Permission::mark_presence, [&](Transaction& tx, Found& found) {
    if (found.registration.status == RegistrationStatus::cancelled) {
      throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
    }
    if (!tx.registrations().set_presence(id, person, status)) {
      throw Error(ErrorKind::not_found, "not_found", "the registration has no such person", "person");
    }
  });
}

std::vector<Contact> search_contacts(const Ports& ports, std::string_view text, const Principal& staff) {
  require(staff, Permission::register_by_staff);
  const std::string wanted = to_lower_ascii(trim(text));
  if (wanted.size() < 3) throw Error(ErrorKind::invalid, "too_short", "must be three characters at least", "q");
  const std::string digits = digits_of(wanted);
  std::vector<Contact> contacts;
  ports.store.write([&](Transaction& tx) {
    contacts.clear();
    tx.audit_log().insert(audit_entry(staff, AuditAction::contacts_searched, ports.clock.now()));
    if (!staff.organisation) return;
    for (Registration& found : std::as_const(tx.registrations()).newest_of(*staff.organisation, most_looked_at)) {
      if (contacts.size() == most_found) break;
      if (!matches(found.contact, wanted, digits)) continue;
      const auto same = [&](const Contact& known) { return is_same(known, found.contact); };
      if (std::ranges::none_of(contacts, same)) contacts.push_back(std::move(found.contact));
    }
  });
  return contacts;
}

}  // namespace domain
