#include "domain/manage_registration.hpp"

#include <algorithm>
#include <climits>
#include <iterator>
#include <utility>

#include "domain/error.hpp"
#include "domain/party.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

[[noreturn]] void not_found() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such registration");
}

int size_of(const Registration& registration) {
  return static_cast<int>(registration.persons.size());
}

void add_to_counts(Transaction& tx, Event& event, int confirmed, int waitlisted) {
  event.confirmed_persons += confirmed;
  event.waitlisted_persons += waitlisted;
  tx.events().add_to_counts(event.id, confirmed, waitlisted);
}

void add_to_count_of(RegistrationStatus status, Transaction& tx, Event& event, int persons) {
  const bool confirmed = status == RegistrationStatus::confirmed;
  add_to_counts(tx, event, confirmed ? persons : 0, confirmed ? 0 : persons);
}

struct Found {
  Event event;
  Registration registration;
};

EventId event_of_token(const Ports& ports, std::string_view hash) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find_by_token_hash(hash)) event = registration->event;
  });
  if (!event) not_found();
  return *event;
}

EventId event_of_registration(const Ports& ports, RegistrationId id) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find(id)) event = registration->event;
  });
  if (!event) not_found();
  return *event;
}

// The event is locked before the registration is read, so that both are the present state.
template <class Find>
Found lock_both(Transaction& tx, EventId event_id, const Find& find) {
  auto event = tx.events().lock(event_id);
  auto registration = find(tx);
  if (!event || !registration) not_found();
  return {std::move(*event), std::move(*registration)};
}

RegistrationView view_of(Transaction& tx, Found found) {
  const auto position = tx.registrations().waiting_position(found.registration);
  return {std::move(found.registration), std::move(found.event), position};
}

void cancel(Transaction& tx, const Ports& ports, Found& found) {
  Registration& registration = found.registration;
  if (registration.status == RegistrationStatus::cancelled) return;
  add_to_count_of(registration.status, tx, found.event, -size_of(registration));
  registration.status = RegistrationStatus::cancelled;
  tx.registrations().update(registration);
  tx.outbox().drop_pending(registration.id);
  if (found.event.end_time <= ports.clock.now()) return;
  tx.outbox().insert(plan_notice(MessageKind::registration_cancelled, found.event, registration, ports));
  promote_waiting(tx, ports, found.event);
}

void require_changeable(const Found& found, Instant now) {
  if (found.registration.status == RegistrationStatus::cancelled) {
    throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
  }
  if (found.event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  if (found.event.start_time <= now) throw Error(ErrorKind::conflict, "closed", "the event has begun");
}

void require_room(const Found& found, int more) {
  if (more <= 0) return;
  const Event& event = found.event;
  if (size_of(found.registration) + more > event.maximum_attendee_capacity.value_or(INT_MAX)) {
    throw Error(ErrorKind::conflict, "party_too_large", "the event has fewer places than the party has persons",
                "persons");
  }
  const int room = found.registration.status == RegistrationStatus::confirmed
                       ? event.remaining_attendee_capacity().value_or(more)
                       : event.waiting_list_capacity.value_or(0) - event.waitlisted_persons;
  if (more > room) throw Error(ErrorKind::conflict, "full", "there are not enough places left", "persons");
}

// A change lists the whole party: those whose id it names stay who they are, with the presence recorded of them. An id
// named twice is one person and another, or the event would count a person that is not stored.
void take_persons(Registration& registration, std::vector<Person> persons) {
  std::vector<Person> before = std::move(registration.persons);
  for (Person& person : persons) {
    const auto same = std::ranges::find(before, person.id, &Person::id);
    if (same == before.end()) {
      person.id = {};
    } else {
      person.presence = same->presence;
      before.erase(same);
    }
  }
  registration.persons = std::move(persons);
}

void apply(Transaction& tx, const Ports& ports, Found& found, const RegistrationChange& change) {
  Registration& registration = found.registration;
  const int before = size_of(registration);
  if (change.persons) {
    require_room(found, static_cast<int>(change.persons->size()) - before);
    take_persons(registration, *change.persons);
  }
  if (change.contact) registration.contact = *change.contact;
  if (change.answers) registration.answers = *change.answers;
  if (change.reminders_wanted) registration.reminders_wanted = *change.reminders_wanted;
  tx.registrations().update(registration);
  add_to_count_of(registration.status, tx, found.event, size_of(registration) - before);
  std::vector<Message> messages = plan_reminders(found.event, registration, ports);
  if (change.persons || change.contact) {
    tx.outbox().drop_pending(registration.id);
    std::ranges::move(plan_notice(MessageKind::registration_changed, found.event, registration, ports),
                      std::back_inserter(messages));
  } else {
    // What else waits for the morning (a confirmation, a new time) says what nothing here would say again.
    tx.outbox().drop_pending_reminders(registration.id);
  }
  tx.outbox().insert(messages);
  if (size_of(registration) >= before) return;
  promote_waiting(tx, ports, found.event);
  // A smaller party may itself be the one that fits now.
  if (auto now = std::as_const(tx.registrations()).find(registration.id)) registration = std::move(*now);
}

RegistrationChange clean(RegistrationChange change, std::size_t maximum) {
  Violations violations;
  if (change.contact) clean_contact(*change.contact, violations);
  if (change.persons) clean_persons(*change.persons, maximum, violations);
  if (change.answers) clean_answers(*change.answers, violations);
  violations.throw_if_any();
  return change;
}

}  // namespace

RegistrationView view_registration(const Ports& ports, std::string_view manage_token) {
  const std::string hash = ports.secrets.hash_token(manage_token);
  std::optional<RegistrationView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    auto registration = snapshot.registrations().find_by_token_hash(hash);
    auto event = registration ? snapshot.events().find(registration->event) : std::nullopt;
    if (!event) return;
    const auto position = snapshot.registrations().waiting_position(*registration);
    view = RegistrationView{std::move(*registration), std::move(*event), position};
  });
  if (!view) not_found();
  return std::move(*view);
}

RegistrationView change_registration(const Ports& ports, std::string_view manage_token,
                                     const RegistrationChange& change) {
  const std::string hash = ports.secrets.hash_token(manage_token);
  const EventId event = event_of_token(ports, hash);
  const RegistrationChange cleaned = clean(change, maximum_party_by_staff);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    Found found = lock_both(tx, event, [&](Transaction& t) { return t.registrations().find_by_token_hash(hash); });
    require_changeable(found, ports.clock.now());
    if (!found.registration.made_by_staff && cleaned.persons && cleaned.persons->size() > maximum_party) {
      throw Error(ErrorKind::invalid, "too_many", "must be at most 10 persons", "persons");
    }
    apply(tx, ports, found, cleaned);
    view = view_of(tx, std::move(found));
  });
  return std::move(*view);
}

RegistrationView cancel_registration(const Ports& ports, std::string_view manage_token) {
  const std::string hash = ports.secrets.hash_token(manage_token);
  const EventId event = event_of_token(ports, hash);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    Found found = lock_both(tx, event, [&](Transaction& t) { return t.registrations().find_by_token_hash(hash); });
    cancel(tx, ports, found);
    view = view_of(tx, std::move(found));
  });
  return std::move(*view);
}

RegistrationView cancel_registration(const Ports& ports, RegistrationId id, const Principal& staff) {
  const EventId event = event_of_registration(ports, id);
  std::optional<RegistrationView> view;
  ports.store.write([&](Transaction& tx) {
    Found found = lock_both(tx, event, [&](Transaction& t) { return t.registrations().find(id); });
    require(staff, Permission::register_by_staff, &found.event);
    cancel(tx, ports, found);
    view = view_of(tx, std::move(found));
  });
  return std::move(*view);
}

void record_presence(const Ports& ports, RegistrationId id, PersonId person, PresenceStatus status,
                     const Principal& staff) {
  const EventId event_id = event_of_registration(ports, id);
  ports.store.write([&](Transaction& tx) {
    const Found found = lock_both(tx, event_id, [&](Transaction& t) { return t.registrations().find(id); });
    require(staff, Permission::mark_presence, &found.event);
    if (found.registration.status == RegistrationStatus::cancelled) {
      throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
    }
    if (!tx.registrations().set_presence(id, person, status)) {
      throw Error(ErrorKind::not_found, "not_found", "the registration has no such person", "person");
    }
  });
}

void promote_waiting(Transaction& tx, const Ports& ports, Event& event) {
  if (event.status == EventStatus::cancelled || event.start_time <= ports.clock.now()) return;
  if (event.waitlisted_persons == 0) return;
  for (Registration& registration : tx.registrations().waiting(event.id)) {
    const int party = size_of(registration);
    if (party > event.remaining_attendee_capacity().value_or(party)) continue;
    registration.status = RegistrationStatus::confirmed;
    tx.registrations().update(registration);
    add_to_counts(tx, event, party, -party);
    std::vector<Message> messages = plan_notice(MessageKind::registration_promoted, event, registration, ports);
    std::ranges::move(plan_reminders(event, registration, ports), std::back_inserter(messages));
    tx.outbox().insert(messages);
  }
}

}  // namespace domain
