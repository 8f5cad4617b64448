#include <algorithm>
#include <climits>
#include <tuple>
#include <utility>

#include "domain/attendance.hpp"
#include "domain/party.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"
#include "domain/registration_work.hpp"

namespace domain {
namespace {

// Staff may put right what is wrong as long as the event lasts.
void require_changeable(const Found& found, Instant now, bool by_staff) {
  if (found.registration.status == RegistrationStatus::cancelled) {
    throw Error(ErrorKind::conflict, "registration_cancelled", "the registration is cancelled");
  }
  if (found.event.status == EventStatus::cancelled) {
    throw Error(ErrorKind::conflict, "event_cancelled", "the event is cancelled");
  }
  require_attendance_open(found.event);
  if ((by_staff ? found.event.end_time : found.event.start_time) <= now)
    throw Error(ErrorKind::conflict, "closed", "the event has begun");
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

void require_same_phone(const Found& found, const Contact& contact) {
  if (found.event.wants_code() && contact.phone != found.registration.contact.phone) {
    throw Error(ErrorKind::conflict, "phone_fixed", "the code was sent to another number", "contact.phone");
  }
}

// What waits to be sent is planned anew; `notice` tells of the change, where there is one.
void tell_of_change(Transaction& tx, const Ports& ports, const Found& found, bool anew,
                    std::optional<MessageKind> notice) {
  const Registration& registration = found.registration;
  if (!registration.verified) return;
  if (anew) {
    tx.outbox().drop_pending(registration.id);
    if (registration.status == RegistrationStatus::offered) notice = MessageKind::place_offered;
    if (notice) tx.outbox().insert(plan_notice(*notice, found.event, registration, ports));
  } else {
    // What else waits for the morning (a confirmation, a new time) says what nothing here would say again.
    tx.outbox().drop_pending_reminders(registration.id);
  }
  tx.outbox().insert(plan_reminders(found.event, registration, ports));
}

void apply(Transaction& tx, const Ports& ports, Found& found, RegistrationChange change, bool by_staff) {
  require_changeable(found, ports.clock.now(), by_staff);
  clean(change, found);
  if (change.contact && !by_staff) require_same_phone(found, *change.contact);
  Registration& registration = found.registration;
  if (change.persons) require_room(found.event, registration, *change.persons);
  count_party(tx, found.event, registration, -1);
  if (change.persons) take_persons(registration, *change.persons);
  if (change.contact) registration.contact = *change.contact;
  if (change.answers) registration.answers = *change.answers;
  if (change.reminders_wanted) registration.reminders_wanted = *change.reminders_wanted;
  tx.registrations().update(registration);
  count_party(tx, found.event, registration, 1);
}

bool is_same(const Contact& one, const Contact& other) {
  return std::tie(one.name, one.phone, one.email, one.language) ==
         std::tie(other.name, other.phone, other.email, other.language);
}

// What differs between `before` and `after`, made of `contact` too.
Contact changed_as(Contact contact, const Contact& before, const Contact& after) {
  if (after.name != before.name) contact.name = after.name;
  if (after.phone != before.phone) contact.phone = after.phone;
  if (after.email != before.email) contact.email = after.email;
  if (after.language != before.language) contact.language = after.language;
  return contact;
}

// What another date of the party takes over of the change that `before` has become `after` by; nothing of what it has.
RegistrationChange shared_change(const Registration& other, const Registration& before, const Registration& after) {
  RegistrationChange shared;
  Contact contact = changed_as(other.contact, before.contact, after.contact);
  if (!is_same(contact, other.contact)) shared.contact = std::move(contact);
  const bool wanted = after.reminders_wanted;
  if (wanted != before.reminders_wanted && wanted != other.reminders_wanted) shared.reminders_wanted = wanted;
  return shared;
}

bool is_to_come(const Found& date, Instant now) {
  return date.registration.status != RegistrationStatus::cancelled && date.event.status != EventStatus::cancelled &&
         date.event.start_time > now;
}

struct SharedDate {
  Found* date;
  bool contact;
};

// Of `dates` those behind the first that took something over.
std::vector<SharedDate> share(Transaction& tx, const Ports& ports, std::vector<Found>& dates,
                              const Registration& before, bool by_staff) {
  std::vector<SharedDate> shared;
  for (std::size_t i = 1; i < dates.size(); ++i) {
    if (!is_to_come(dates[i], ports.clock.now())) continue;
    const RegistrationChange change = shared_change(dates[i].registration, before, dates.front().registration);
    if (!change.contact && !change.reminders_wanted) continue;
    apply(tx, ports, dates[i], change, by_staff);
    shared.push_back({&dates[i], change.contact.has_value()});
  }
  return shared;
}

bool is_plainly_told(const Registration& registration) {
  return registration.verified && registration.status != RegistrationStatus::offered;
}

}  // namespace

std::vector<RegistrationId> change_party(Transaction& tx, const Ports& ports, std::vector<Found>& dates,
                                         const RegistrationChange& change, bool by_staff) {
  Found& own = dates.front();
  const Registration before = own.registration;
  apply(tx, ports, own, change, by_staff);
  std::vector<SharedDate> told{{&own, change.persons || change.contact}};
  if (change.all_dates) std::ranges::copy(share(tx, ports, dates, before, by_staff), std::back_inserter(told));
  const bool several = std::ranges::count_if(told, &SharedDate::contact) > 1;
  // What waits for the morning would say the same as what comes now.
  for (const Found& date : dates) {
    if (several) tx.outbox().drop_pending(date.registration.id, MessageKind::dates_registered);
  }
  bool is_told = false;
  std::vector<RegistrationId> changed;
  for (const auto& [date, anew] : told) {
    changed.push_back(date->registration.id);
    std::optional<MessageKind> notice;
    // Of several dates one message tells.
    if (anew && is_plainly_told(date->registration) && !std::exchange(is_told, several)) {
      notice = several ? MessageKind::dates_registered : MessageKind::registration_changed;
    }
    tell_of_change(tx, ports, *date, anew, notice);
  }
  if (own.registration.size() < before.size() || own.registration.children() < before.children()) {
    promote_waiting(tx, ports, own.event);
  }
  // New persons have ids now, and a smaller party may itself be the one that fits.
  if (change.persons) {
    if (auto now = std::as_const(tx.registrations()).find(own.registration.id)) own.registration = std::move(*now);
  }
  return changed;
}

}  // namespace domain
