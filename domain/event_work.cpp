#include "domain/event_work.hpp"

#include <algorithm>
#include <utility>

#include "domain/attendance.hpp"
#include "domain/error.hpp"
#include "domain/event_texts.hpp"
#include "domain/places.hpp"
#include "domain/rooms.hpp"
#include "domain/travel.hpp"

namespace domain {
namespace {

// Back where it stood before, and nobody has registered meanwhile: to its readers it was never elsewhere.
bool is_back(const Event& before, const Event& event) {
  return before.previous_start_time == event.start_time && event.confirmed_persons + event.waitlisted_persons == 0;
}

void mark_as_moved(const Event& before, Event& event) {
  const bool back = is_back(before, event);
  event.status = back ? EventStatus::scheduled : EventStatus::rescheduled;
  event.previous_start_time = back ? std::nullopt : std::optional(before.start_time);
}

Organiser as_organiser(Organisation organisation) {
  return {organisation.id, std::move(organisation.name), std::move(organisation.phone), std::move(organisation.email)};
}

Organiser organiser_named(Transaction& tx, const Principal& principal, const std::string& name) {
  if (auto known = tx.organisations().find_by_name(name)) return as_organiser(std::move(*known));
  if (principal.role == Role::admin && !name.empty()) return {tx.organisations().insert({{}, name, {}}), name};
  throw Error(ErrorKind::invalid, "unknown_organisation", "there is no such organisation", "organisers");
}

Organiser resolve(Transaction& tx, const Principal& principal, const Organiser& organiser) {
  if (organiser.id == OrganisationId{}) {
    return organiser_named(tx, principal, organiser.name);
  }
  auto known = tx.organisations().find(organiser.id);
  if (!known) throw Error(ErrorKind::invalid, "unknown_organisation", "there is no such organisation", "organisers");
  return as_organiser(std::move(*known));
}

}  // namespace

void resolve_organisers(Transaction& tx, const Principal& principal, std::vector<Organiser>& organisers,
                        std::optional<OrganisationId> owner) {
  if (organisers.empty() && principal.organisation) organisers.push_back({*principal.organisation, {}});
  if (organisers.empty()) throw Error(ErrorKind::invalid, "required", "is required", "organisers");
  for (Organiser& organiser : organisers) organiser = resolve(tx, principal, organiser);
  const auto own = [&](const Organiser& organiser) { return organiser.id == principal.organisation; };
  if (principal.role != Role::admin && std::ranges::none_of(organisers, own)) {
    throw Error(ErrorKind::invalid, "own_organisation_missing", "must include the own organisation", "organisers");
  }
  if (principal.role == Role::partner && !own(organisers.front()) && organisers.front().id != owner) {
    throw Error(ErrorKind::invalid, "own_organisation_first", "must begin with the own organisation", "organisers");
  }
}

std::optional<OrganisationId> owner_of(const EventDetails& details) {
  return details.organisers.empty() ? std::nullopt : std::optional(details.organisers.front().id);
}

Event make_event(const Ports& ports, EventDetails details) {
  Event event;
  static_cast<EventDetails&>(event) = std::move(details);
  event.id = EventId{ports.secrets.random_id()};
  event.uid = ports.secrets.random_token() + "@kutsu";
  event.created_time = ports.clock.now();
  event.last_modified_time = event.created_time;
  settle_texts(nullptr, event, event.created_time);
  return event;
}

Event lock_for(Transaction& tx, const Principal& principal, EventId id) {
  auto event = tx.events().lock(id);
  if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  require(principal, Permission::edit_event, &*event);
  return std::move(*event);
}

void require_uncancelled(const Event& event) {
  if (event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
}

bool is_draft(const EventDetails& details) {
  return details.publication_status == PublicationStatus::draft;
}

std::optional<MessageKind> notice_of_change(const EventDetails& before, const EventDetails& after) {
  if (before.start_time != after.start_time || before.end_time != after.end_time) return MessageKind::event_rescheduled;
  if (!reads_the_same(before.location, after.location)) return MessageKind::event_relocated;
  return {};
}

void store_details(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventDetails details,
                   Notices& notices, Act act) {
  const Event before = event;
  static_cast<EventDetails&>(event) = std::move(details);
  const auto notice = notice_of_change(before, event);
  const bool moved = notice == MessageKind::event_rescheduled;
  if (event.start_time != before.start_time && !is_draft(before)) mark_as_moved(before, event);
  settle_texts(&before, event, ports.clock.now());
  store_change(tx, ports, principal, before, event, act);
  if (moved) move_bookings(tx, before, event, notices);
  if (moved || event.reminders != before.reminders) renew_reminders(tx, ports, event);
  if (notice) notices.add(tx, ports, event, *notice);
  promote_waiting(tx, ports, event);
  if (is_draft(before) && !is_draft(event)) send_invitations(tx, ports, event);
}

void change_details(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventDetails details,
                    Notices& notices, Act act) {
  settle_place(tx, details.location, event.location.room);
  drop_idle_checks(event, details);
  if (details == static_cast<const EventDetails&>(event)) return;
  if (is_draft(details) && event.confirmed_persons + event.waitlisted_persons > 0) {
    throw Error(ErrorKind::conflict, "has_registrations", "somebody is registered: cancel the event instead",
                "publication_status");
  }
  if (details.start_time != event.start_time || details.end_time != event.end_time) require_attendance_open(event);
  require_publication(principal, event.publication_status, details.publication_status);
  validate(details, ports.zones);
  if (details.organisers != event.organisers) resolve_organisers(tx, principal, details.organisers, owner_of(event));
  store_details(tx, ports, principal, event, std::move(details), notices, act);
}

void require_published(PublicationStatus as) {
  if (as != PublicationStatus::draft) return;
  throw Error(ErrorKind::invalid, "unknown_value", "must be public, unlisted or staff", "publication_status");
}

void publish(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, PublicationStatus as) {
  const Event before = event;
  event.publication_status = as;
  store_change(tx, ports, principal, before, event, {ChangeKind::published});
  if (is_draft(before)) send_invitations(tx, ports, event);
}

void call_off(Transaction& tx, const Ports& ports, const Principal& principal, Event& event,
              const LocalisedText& reason, Notices& notices, Act act) {
  require_attendance_open(event);
  const Event before = event;
  event.status = EventStatus::cancelled;
  event.cancellation_reason = reason;
  store_change(tx, ports, principal, before, event, act);
  tx.subscriptions().clear_cancelled_by_it(event.id);
  tx.outbox().drop_pending_reminders(event.id);
  notices.add(tx, ports, event, MessageKind::event_cancelled);
  cancel_bookings(tx, ports, event, notices);
}

void restore(Transaction& tx, const Ports& ports, const Principal& principal, Event& event, EventStatus status,
             Notices& notices, Act act) {
  const Event before = event;
  event.status = status;
  event.cancellation_reason.clear();
  tx.subscriptions().clear_cancelled_by_it(event.id);
  // It was left out when its room got another name.
  settle_place(tx, event.location, event.location.room);
  store_change(tx, ports, principal, before, event, act);
  renew_reminders(tx, ports, event);
  notices.add(tx, ports, event, MessageKind::event_restored);
  promote_waiting(tx, ports, event);
}

void require_version(const Event& locked, std::optional<std::int64_t> if_version) {
  if (if_version && *if_version != locked.version) {
    throw Error(ErrorKind::conflict, "version", "the event was changed by somebody else meanwhile");
  }
}

}  // namespace domain
