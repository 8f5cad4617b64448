#include "domain/edit_event.hpp"

#include <algorithm>
#include <utility>

#include "domain/book_interpreter.hpp"
#include "domain/error.hpp"
#include "domain/event_changes.hpp"
#include "domain/places.hpp"

namespace domain {
namespace {

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

void resolve_organisers(Transaction& tx, const Principal& principal, std::vector<Organiser>& organisers) {
  if (organisers.empty() && principal.organisation) organisers.push_back({*principal.organisation, {}});
  if (organisers.empty()) throw Error(ErrorKind::invalid, "required", "is required", "organisers");
  for (Organiser& organiser : organisers) organiser = resolve(tx, principal, organiser);
  const auto own = [&](const Organiser& organiser) { return organiser.id == principal.organisation; };
  if (principal.role != Role::admin && std::ranges::none_of(organisers, own)) {
    throw Error(ErrorKind::invalid, "own_organisation_missing", "must include the own organisation", "organisers");
  }
}

Event make_event(const Ports& ports, EventDetails details) {
  Event event;
  static_cast<EventDetails&>(event) = std::move(details);
  event.id = EventId{ports.secrets.random_id()};
  event.uid = ports.secrets.random_token() + "@kutsu";
  event.created_time = ports.clock.now();
  event.last_modified_time = event.created_time;
  return event;
}

Event lock_for(Transaction& tx, const Principal& principal, EventId id) {
  auto event = tx.events().lock(id);
  if (!event) throw Error(ErrorKind::not_found, "not_found", "there is no such event");
  require(principal, Permission::edit_event, &*event);
  return std::move(*event);
}

Event lock_uncancelled(Transaction& tx, const Principal& principal, EventId id) {
  Event event = lock_for(tx, principal, id);
  if (event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  return event;
}

bool is_draft(const EventDetails& details) {
  return details.publication_status == PublicationStatus::draft;
}

// Stores `details` over the locked `event`, with all that follows for those registered and the interpreters.
void change_details(Transaction& tx, const Ports& ports, Event& event, EventDetails details) {
  const Event before = event;
  static_cast<EventDetails&>(event) = std::move(details);
  const bool moved = event.start_time != before.start_time || event.end_time != before.end_time;
  const bool starts_elsewhen = event.start_time != before.start_time;
  if (starts_elsewhen && !is_draft(before)) {
    event.status = EventStatus::rescheduled;
    event.previous_start_time = before.start_time;
  }
  ++event.sequence;
  event.last_modified_time = ports.clock.now();
  event.version = tx.events().update(event);
  if (moved) move_bookings(tx, ports, before, event);
  if (moved || event.reminders != before.reminders) renew_reminders(tx, ports, event);
  if (moved) {
    tell_registered(tx, ports, event, MessageKind::event_rescheduled);
  } else if (event.location != before.location) {
    tell_registered(tx, ports, event, MessageKind::event_relocated);
  }
  promote_waiting(tx, ports, event);
  if (is_draft(before) && !is_draft(event)) send_invitations(tx, ports, event);
}

void require_version(const Event& locked, std::optional<std::int64_t> if_version) {
  if (if_version && *if_version != locked.version) {
    throw Error(ErrorKind::conflict, "version", "the event was changed by somebody else meanwhile");
  }
}

}  // namespace

Event create_event(const Ports& ports, const Principal& principal, EventDetails details) {
  require(principal, Permission::create_event);
  validate(details, ports.zones);
  Event event = make_event(ports, std::move(details));
  const std::vector<Organiser> asked = event.organisers;
  ports.store.write([&](Transaction& tx) {
    event.organisers = asked;
    resolve_organisers(tx, principal, event.organisers);
    tx.events().insert(event);
  });
  return event;
}

Event edit_event(const Ports& ports, const Principal& principal, EventId id,
                 const std::function<void(EventDetails&)>& change, std::optional<std::int64_t> if_version) {
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_for(tx, principal, id);
    require_version(event, if_version);
    if (event.status == EventStatus::cancelled) {
      throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
    }
    EventDetails details = event;
    change(details);
    if (details == static_cast<const EventDetails&>(event)) return;
    if (is_draft(details) && event.confirmed_persons + event.waitlisted_persons > 0) {
      throw Error(ErrorKind::conflict, "has_registrations", "somebody is registered: cancel the event instead",
                  "publication_status");
    }
    validate(details, ports.zones);
    if (details.organisers != event.organisers) resolve_organisers(tx, principal, details.organisers);
    change_details(tx, ports, event, std::move(details));
  });
  return event;
}

Event publish_event(const Ports& ports, const Principal& principal, EventId id, PublicationStatus as) {
  if (as == PublicationStatus::draft) {
    throw Error(ErrorKind::invalid, "unknown_value", "must be public, unlisted or staff", "publication_status");
  }
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_uncancelled(tx, principal, id);
    if (event.publication_status == as) return;
    const bool was_draft = is_draft(event);
    event.publication_status = as;
    ++event.sequence;
    event.last_modified_time = ports.clock.now();
    event.version = tx.events().update(event);
    if (was_draft) send_invitations(tx, ports, event);
  });
  return event;
}

Event cancel_event(const Ports& ports, const Principal& principal, EventId id, LocalisedText reason) {
  if (reason.empty()) throw Error(ErrorKind::invalid, "required", "is required", "reason");
  Event event;
  ports.store.write([&](Transaction& tx) {
    event = lock_uncancelled(tx, principal, id);
    event.status = EventStatus::cancelled;
    event.cancellation_reason = reason;
    ++event.sequence;
    event.last_modified_time = ports.clock.now();
    event.version = tx.events().update(event);
    tx.outbox().drop_pending_reminders(event.id);
    tell_registered(tx, ports, event, MessageKind::event_cancelled);
    cancel_bookings(tx, ports, event);
  });
  return event;
}

SeriesWithEvents create_series(const Ports& ports, const Principal& principal, SeriesDraft draft) {
  require(principal, Permission::create_event);
  validate(draft.details, ports.zones);
  const std::vector<EventDetails> dates = unfold(draft, ports.zones);
  SeriesWithEvents made;
  ports.store.write([&](Transaction& tx) {
    made.series = {{}, draft.details.name, draft.recurrence, draft.exceptions, draft.import_key};
    made.series.id = tx.events().insert(made.series);
    made.events.clear();
    std::vector<Organiser> organisers = draft.details.organisers;
    resolve_organisers(tx, principal, organisers);
    for (const EventDetails& details : dates) {
      Event& event = made.events.emplace_back(make_event(ports, details));
      event.organisers = organisers;
      event.super_event = made.series.id;
      tx.events().insert(event);
    }
  });
  return made;
}

namespace {

ImportOutcome import_into(Transaction& tx, const Ports& ports, const Principal& principal, const std::string& key,
                          EventDetails details, std::optional<SeriesId> series) {
  resolve_organisers(tx, principal, details.organisers);
  const auto known = std::as_const(tx.events()).find_by_import_key(key);
  if (!known) {
    Event event = make_event(ports, std::move(details));
    event.import_key = key;
    event.super_event = series;
    tx.events().insert(event);
    return ImportOutcome::created;
  }
  if (static_cast<const EventDetails&>(*known) == details || known->status == EventStatus::cancelled) {
    return ImportOutcome::unchanged;
  }
  Event event = lock_for(tx, principal, known->id);
  change_details(tx, ports, event, std::move(details));
  return ImportOutcome::updated;
}

SeriesId import_series_itself(Transaction& tx, const SeriesDraft& draft) {
  if (const auto known = std::as_const(tx.events()).find_series_by_import_key(draft.import_key)) return known->id;
  return tx.events().insert(Series{{}, draft.details.name, draft.recurrence, draft.exceptions, draft.import_key});
}

}  // namespace

ImportOutcome import_event(const Ports& ports, const Principal& principal, const std::string& key,
                           const EventDetails& details) {
  require(principal, Permission::create_event);
  validate(details, ports.zones);
  ImportOutcome outcome = ImportOutcome::unchanged;
  ports.store.write([&](Transaction& tx) { outcome = import_into(tx, ports, principal, key, details, {}); });
  return outcome;
}

ImportedSeries import_series(const Ports& ports, const Principal& principal, const SeriesDraft& draft) {
  require(principal, Permission::create_event);
  validate(draft.details, ports.zones);
  const std::vector<EventDetails> dates = unfold(draft, ports.zones);
  ImportedSeries imported;
  ports.store.write([&](Transaction& tx) {
    imported = {};
    const SeriesId series = import_series_itself(tx, draft);
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const std::string key =
          draft.import_key + "/" +
          format_date(std::chrono::year_month_day{std::chrono::floor<std::chrono::days>(draft.starts[i])});
      switch (import_into(tx, ports, principal, key, dates[i], series)) {
        case ImportOutcome::created:
          ++imported.created;
          break;
        case ImportOutcome::updated:
          ++imported.updated;
          break;
        case ImportOutcome::unchanged:
          ++imported.unchanged;
          break;
      }
    }
  });
  return imported;
}

}  // namespace domain
