#include "domain/staff_registrations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"
#include "domain/registration_work.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

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
    require_attendance_open(found.event);
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
  // They still owe the code, which may not have been sent yet.
  if (!registration.verified) return;
  tx.outbox().drop_pending(registration.id);
  if (gets_places) {
    tell_confirmed(tx, ports, found.event, registration, MessageKind::registration_promoted);
  } else {
    tx.outbox().insert(plan_notice(MessageKind::registration_waitlisted, found.event, registration, ports));
  }
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
    if (found.registration.status == to) {
      // Nothing moves, but the answer shows the party.
      return write_down(tx, ports, staff, AuditAction::registration_seen, found);
    }
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
    tx.audit_log().forget_details(id);
  });
}

RegistrationView change_registration(const Ports& ports, RegistrationId id, const RegistrationChange& changed,
                                     const Principal& staff) {
  std::optional<Registration> own;
  ports.store.read([&](const Snapshot& snapshot) { own = snapshot.registrations().find(id); });
  if (!own) no_such_registration();
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    std::vector<Found> dates = lock_party(tx, *own);
    require(staff, Permission::register_by_staff, &dates.front().event);
    // Another organiser's dates of the series are not theirs to change.
    std::erase_if(dates, [&](const Found& date) { return !may(staff, Permission::register_by_staff, &date.event); });
    const auto ids = change_party(tx, ports, dates, changed, true);
    for (const Found& date : dates) {
      if (std::ranges::find(ids, date.registration.id) == ids.end()) continue;
      write_down(tx, ports, staff, AuditAction::registration_changed, date);
    }
    view = view_of(tx, std::move(dates.front()));
  });
  return std::move(*view);
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
    write_down(tx, ports, staff, AuditAction::presence_recorded, found);
  });
}

}  // namespace domain
