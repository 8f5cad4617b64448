#include "domain/retention.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "domain/tally.hpp"

namespace domain {
namespace {

constexpr std::size_t registrations_at_once = 100;
constexpr std::size_t events_at_once = 100;

struct People {
  std::vector<RegistrationId> registrations;
  bool invitations = false;
};

People people_of(const Ports& ports, EventId id) {
  People people;
  ports.store.read([&](const Snapshot& snapshot) {
    people = {};
    for (const Registration& registration : snapshot.registrations().of_event(id)) {
      people.registrations.push_back(registration.id);
    }
    people.invitations = !snapshot.invitations().of_event(id).empty();
  });
  return people;
}

// How many there still were: somebody else may be at the same.
std::size_t turn_into_counts(const Ports& ports, EventId id, std::span<const RegistrationId> registrations) {
  std::size_t counted = 0;
  ports.store.write([&](Transaction& tx) {
    counted = 0;
    auto event = tx.events().lock(id);
    if (!event) return;
    Tally tally;
    for (const RegistrationId one : registrations) {
      auto registration = std::as_const(tx.registrations()).find(one);
      if (!registration) continue;
      settle(tx, ports, *event, *registration);
      tally.add(*registration);
      tx.registrations().remove(one);
      ++counted;
    }
    tx.events().add_attendance(id, tally.counts());
  });
  return counted;
}

// True where there was anything to remove.
bool remove_people(const Ports& ports, EventId id, RetentionResult& result) {
  const People people = people_of(ports, id);
  std::size_t counted = 0;
  for (std::span<const RegistrationId> rest = people.registrations; !rest.empty();) {
    const auto some = rest.first(std::min(registrations_at_once, rest.size()));
    counted += turn_into_counts(ports, id, some);
    rest = rest.subspan(some.size());
  }
  if (people.invitations) {
    ports.store.write([&](Transaction& tx) {
      if (tx.events().lock(id)) tx.invitations().remove_of(id);
    });
  }
  result.registrations += counted;
  return counted > 0 || people.invitations;
}

bool forget_answers(const Ports& ports, EventId id) {
  ports.store.write([&](Transaction& tx) {
    if (tx.events().lock(id)) tx.registrations().forget_answers(id);
  });
  return true;
}

// Takes one batch after the other until there is none, or none that `work` could do anything about.
void for_each_event(const Ports& ports, const std::function<std::vector<EventId>(const Events&)>& find,
                    const std::function<bool(EventId)>& work, std::size_t limit, RetentionResult& result) {
  for (bool progress = true; progress && result.events < limit;) {
    progress = false;
    std::vector<EventId> ids;
    ports.store.read([&](const Snapshot& snapshot) { ids = find(snapshot.events()); });
    for (const EventId id : ids) {
      if (result.events == limit) break;
      if (!work(id)) continue;
      ++result.events;
      progress = true;
    }
  }
}

void write_down(const Ports& ports, const RetentionResult& result) {
  AuditEntry entry;
  entry.time = ports.clock.now();
  entry.actor = "retention";
  entry.action = AuditAction::retention;
  entry.detail = "registrations " + std::to_string(result.registrations) + ", events " + std::to_string(result.events);
  ports.store.write([&](Transaction& tx) { tx.audit_log().insert(entry); });
}

// What no event decides about.
void remove_old(const Ports& ports, const RetentionRules& rules, Instant now) {
  ports.store.write([&](Transaction& tx) {
    tx.outbox().remove_of_bookings_ended_before(now - rules.registrations);
    tx.incoming_messages().remove_before(now - rules.incoming_messages);
    tx.audit_log().remove_before(now - rules.audit);
  });
}

void add_events(const Snapshot& snapshot, const std::vector<EventId>& ids, Overdue::What what, std::chrono::days kept,
                std::vector<Overdue>& found) {
  for (const EventId id : ids) {
    if (const auto event = snapshot.events().find(id)) found.push_back({what, id, event->end_time + kept});
  }
}

}  // namespace

RetentionResult apply_retention(const Ports& ports, const RetentionRules& rules, std::size_t limit) {
  const Instant now = ports.clock.now();
  const Instant people_before = now - rules.registrations;
  const Instant answers_before = now - rules.answers;
  RetentionResult result;
  remove_old(ports, rules, now);
  for_each_event(
      ports, [&](const Events& events) { return events.with_people_ended_before(people_before, events_at_once); },
      [&](EventId id) { return remove_people(ports, id, result); }, limit, result);
  for_each_event(
      ports, [&](const Events& events) { return events.with_answers_ended_before(answers_before, events_at_once); },
      [&](EventId id) { return forget_answers(ports, id); }, limit, result);
  if (result.events > 0) write_down(ports, result);
  return result;
}

std::vector<Overdue> overdue(const Snapshot& snapshot, Instant now, const RetentionRules& rules, std::size_t limit) {
  std::vector<Overdue> found;
  add_events(snapshot, snapshot.events().with_people_ended_before(now - rules.registrations, limit),
             Overdue::What::people, rules.registrations, found);
  add_events(snapshot, snapshot.events().with_answers_ended_before(now - rules.answers, limit), Overdue::What::answers,
             rules.answers, found);
  const auto add_oldest = [&](std::optional<Instant> oldest, Overdue::What what, std::chrono::days kept) {
    if (oldest && *oldest < now - kept) found.push_back({what, std::nullopt, *oldest + kept});
  };
  add_oldest(snapshot.incoming_messages().oldest(), Overdue::What::incoming_messages, rules.incoming_messages);
  add_oldest(snapshot.audit_log().oldest(), Overdue::What::audit, rules.audit);
  return found;
}

std::string_view to_word(Overdue::What what) {
  switch (what) {
    case Overdue::What::people:
      return "registrations, invitations or messages";
    case Overdue::What::answers:
      return "answers to questions";
    case Overdue::What::incoming_messages:
      return "messages that people wrote";
    case Overdue::What::audit:
      return "entries of the audit log";
  }
  return {};
}

}  // namespace domain
