#include "domain/registration_work.hpp"

#include <algorithm>
#include <climits>
#include <iterator>
#include <utility>

#include "domain/party.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

void require_changeable(const Found& found, Instant now) {
  if (found.registration.status == RegistrationStatus::cancelled) {
    throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
  }
  if (found.event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  if (found.event.start_time <= now) throw Error(ErrorKind::conflict, "closed", "the event has begun");
}

// The party's own places are counted in `event`.
void require_room(const Event& event, const Registration& registration, const std::vector<Person>& persons) {
  const int more = static_cast<int>(persons.size()) - registration.size();
  const int more_children = children_among(persons) - registration.children();
  if (static_cast<int>(persons.size()) > event.maximum_attendee_capacity.value_or(INT_MAX) && more > 0) {
    throw Error(ErrorKind::conflict, "party_too_large", "the event has fewer places than the party has persons",
                "persons");
  }
  const bool holds = registration.holds_places();
  const int room = holds ? event.remaining_attendee_capacity().value_or(INT_MAX)
                         : event.waiting_list_capacity.value_or(0) - event.waitlisted_persons;
  if (more > 0 && more > room) {
    throw Error(ErrorKind::conflict, "full", "there are not enough places left", "persons");
  }
  const int childcare = holds ? event.remaining_childcare_capacity().value_or(INT_MAX)
                              : event.childcare_capacity.value_or(INT_MAX) - registration.children();
  if (more_children > 0 && more_children > childcare) {
    throw Error(ErrorKind::conflict, "childcare_full", "there are not enough childcare places left", "persons");
  }
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

void clean(RegistrationChange& change, const Found& found) {
  Violations violations;
  if (change.contact) clean_contact(*change.contact, violations);
  const std::size_t maximum = found.registration.made_by_staff ? maximum_party_by_staff : maximum_party;
  if (change.persons) {
    clean_persons(*change.persons, maximum, violations);
    keep_only_asked(*change.persons, found.event);
  }
  if (change.answers) clean_answers(*change.answers, found.event.questions, violations);
  violations.throw_if_any();
}

bool is_reached_by(const Contact& one, const Contact& other) {
  return (one.phone && one.phone == other.phone) || (one.email && one.email == other.email);
}

void require_same_sender(Transaction& tx, const Found& found, const Contact& contact) {
  const Contact& before = found.registration.contact;
  if (contact.phone == before.phone && contact.email == before.email) return;
  if (found.event.phone_code_required && contact.phone != before.phone) {
    throw Error(ErrorKind::conflict, "phone_fixed", "the code was sent to another number", "contact.phone");
  }
  if (!found.event.maximum_parties_per_contact) return;
  const int own = is_reached_by(before, contact) ? 1 : 0;
  if (tx.registrations().parties_of_contact(found.event.id, contact) - own >=
      *found.event.maximum_parties_per_contact) {
    throw Error(ErrorKind::conflict, "contact_limit", "this phone or email has registered as often as it may",
                "contact.phone");
  }
}

void tell_of_change(Transaction& tx, const Ports& ports, const Found& found, const RegistrationChange& change) {
  const Registration& registration = found.registration;
  if (!registration.verified) return;
  std::vector<Message> messages = plan_reminders(found.event, registration, ports);
  if (change.persons || change.contact) {
    tx.outbox().drop_pending(registration.id);
    const auto kind = registration.status == RegistrationStatus::offered ? MessageKind::place_offered
                                                                         : MessageKind::registration_changed;
    std::ranges::move(plan_notice(kind, found.event, registration, ports), std::back_inserter(messages));
  } else {
    // What else waits for the morning (a confirmation, a new time) says what nothing here would say again.
    tx.outbox().drop_pending_reminders(registration.id);
  }
  tx.outbox().insert(messages);
}

}  // namespace

void no_such_registration() {
  throw Error(ErrorKind::not_found, "not_found", "there is no such registration");
}

EventId event_of_token(const Ports& ports, std::string_view hash) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find_by_token_hash(hash)) event = registration->event;
  });
  if (!event) no_such_registration();
  return *event;
}

EventId event_of_registration(const Ports& ports, RegistrationId id) {
  std::optional<EventId> event;
  ports.store.read([&](const Snapshot& snapshot) {
    if (const auto registration = snapshot.registrations().find(id)) event = registration->event;
  });
  if (!event) no_such_registration();
  return *event;
}

Found lock_both(Transaction& tx, EventId event_id, const FindRegistration& find) {
  auto event = tx.events().lock(event_id);
  auto registration = find(tx);
  if (!event || !registration) no_such_registration();
  return {std::move(*event), std::move(*registration)};
}

Found lock_by_hash(Transaction& tx, EventId event, std::string_view hash) {
  return lock_both(tx, event, [&](Transaction& t) { return t.registrations().find_by_token_hash(hash); });
}

Found lock_by_id(Transaction& tx, EventId event, RegistrationId id) {
  return lock_both(tx, event, [&](Transaction& t) { return t.registrations().find(id); });
}

RegistrationView view_of(Transaction& tx, Found found) {
  const auto position = tx.registrations().waiting_position(found.registration);
  return {std::move(found.registration), std::move(found.event), position};
}

void end_registration(Transaction& tx, const Ports& ports, Found& found, EndReason reason,
                      std::optional<MessageKind> notice) {
  Registration& registration = found.registration;
  if (registration.status == RegistrationStatus::cancelled) return;
  count_party(tx, found.event, registration, -1);
  registration.status = RegistrationStatus::cancelled;
  registration.end_reason = reason;
  registration.expires_time.reset();
  tx.registrations().update(registration);
  tx.outbox().drop_pending(registration.id);
  if (registration.invitation) {
    if (auto invitation = tx.invitations().find(*registration.invitation)) {
      invitation->registration.reset();
      tx.invitations().update(*invitation);
    }
  }
  if (found.event.end_time <= ports.clock.now()) return;
  if (notice && registration.verified) tx.outbox().insert(plan_notice(*notice, found.event, registration, ports));
  promote_waiting(tx, ports, found.event);
}

void change(Transaction& tx, const Ports& ports, Found& found, RegistrationChange change, bool by_staff) {
  require_changeable(found, ports.clock.now());
  clean(change, found);
  if (change.contact && !by_staff) require_same_sender(tx, found, *change.contact);
  Registration& registration = found.registration;
  const int persons = registration.size(), children = registration.children();
  if (change.persons) require_room(found.event, registration, *change.persons);
  count_party(tx, found.event, registration, -1);
  if (change.persons) take_persons(registration, *change.persons);
  if (change.contact) registration.contact = *change.contact;
  if (change.answers) registration.answers = *change.answers;
  if (change.reminders_wanted) registration.reminders_wanted = *change.reminders_wanted;
  tx.registrations().update(registration);
  count_party(tx, found.event, registration, 1);
  tell_of_change(tx, ports, found, change);
  if (registration.size() < persons || registration.children() < children) promote_waiting(tx, ports, found.event);
  // New persons have ids now, and a smaller party may itself be the one that fits.
  if (!change.persons) return;
  if (auto now = std::as_const(tx.registrations()).find(registration.id)) registration = std::move(*now);
}

}  // namespace domain
