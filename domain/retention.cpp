#include "domain/retention.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <utility>

#include "domain/anonymous_interpreter.hpp"
#include "domain/tally.hpp"

namespace domain {
namespace {

constexpr std::size_t rows_at_once = 100;
constexpr std::size_t events_at_once = 100;

struct People {
  std::vector<RegistrationId> registrations;
  bool invitations = false;
};

// One run: what it did so far, and whether it is to end.
struct Run {
  const Ports& ports;
  const Stopping& stopping;
  RetentionResult result = {};

  // Asked between two batches.
  [[nodiscard]] bool goes_on() {
    if (stopping && stopping()) result.finished = false;
    return result.finished;
  }
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
      tx.audit_log().forget_details(one);
      ++counted;
    }
    tx.events().add_attendance(id, tally.counts());
  });
  return counted;
}

// True where there was anything to remove.
bool remove_people(Run& run, EventId id) {
  const People people = people_of(run.ports, id);
  std::size_t counted = 0;
  for (std::span<const RegistrationId> rest = people.registrations; !rest.empty() && run.goes_on();) {
    const auto some = rest.first(std::min(rows_at_once, rest.size()));
    counted += turn_into_counts(run.ports, id, some);
    rest = rest.subspan(some.size());
  }
  run.result.registrations += counted;
  const bool invitations = people.invitations && run.goes_on();
  if (invitations) {
    run.ports.store.write([&](Transaction& tx) {
      if (tx.events().lock(id)) tx.invitations().remove_of(id);
    });
  }
  return counted > 0 || invitations;
}

bool forget_answers(const Ports& ports, EventId id) {
  ports.store.write([&](Transaction& tx) {
    if (tx.events().lock(id)) tx.registrations().forget_answers(id);
  });
  return true;
}

// Takes one batch after the other until there is none, or none that `work` could do anything about.
void for_each_event(Run& run, const std::function<std::vector<EventId>(const Events&)>& find,
                    const std::function<bool(EventId)>& work) {
  for (bool progress = true; progress;) {
    progress = false;
    std::vector<EventId> ids;
    run.ports.store.read([&](const Snapshot& snapshot) { ids = find(snapshot.events()); });
    for (const EventId id : ids) {
      if (!run.goes_on()) return;
      if (!work(id)) continue;
      ++run.result.events;
      progress = true;
    }
  }
}

// As often as `remove` finds anything.
void remove_in_batches(Run& run, const std::function<std::size_t(Transaction&)>& remove) {
  for (std::size_t removed = 1; removed > 0 && run.goes_on();) {
    run.ports.store.write([&](Transaction& tx) { removed = remove(tx); });
  }
}

void forget_interpreters(Run& run, const RetentionRules& rules, Instant now) {
  for (;;) {
    std::vector<IdleInterpreter> idle;
    run.ports.store.read([&](const Snapshot& snapshot) {
      idle = snapshot.interpreters().idle(now - rules.bookings, now - rules.interpreters, rows_at_once);
    });
    for (const IdleInterpreter& one : idle) {
      if (!run.goes_on()) return;
      run.ports.store.write([&](Transaction& tx) { make_anonymous(tx, one.id, now); });
      ++run.result.interpreters;
    }
    if (idle.size() < rows_at_once) return;
  }
}

void remove_materials(Run& run, Instant before) {
  for (;;) {
    std::vector<MaterialId> files;
    run.ports.store.read(
        [&](const Snapshot& snapshot) { files = snapshot.materials().files_ended_before(before, rows_at_once); });
    for (const MaterialId id : files) {
      if (!run.goes_on()) return;
      run.ports.store.write([&](Transaction& tx) { tx.materials().remove(id); });
    }
    if (files.size() < rows_at_once) return;
  }
}

// What no event decides about.
void remove_old(Run& run, const RetentionRules& rules, Instant now) {
  remove_in_batches(run, [&](Transaction& tx) {
    return tx.outbox().remove_of_bookings_ended_before(now - rules.registrations, rows_at_once);
  });
  remove_in_batches(run, [&](Transaction& tx) {
    return tx.interpreters().forget_contact_persons(now - rules.bookings, rows_at_once);
  });
  remove_in_batches(run, [&](Transaction& tx) {
    return tx.incoming_messages().remove_before(now - rules.incoming_messages, rows_at_once);
  });
  remove_in_batches(run,
                    [&](Transaction& tx) { return tx.audit_log().remove_before(now - rules.audit, rows_at_once); });
  remove_in_batches(
      run, [&](Transaction& tx) { return tx.event_changes().remove_before(now - rules.history, rows_at_once); });
  forget_interpreters(run, rules, now);
  remove_materials(run, now - rules.materials);
}

void write_down(const Ports& ports, const RetentionResult& result) {
  AuditEntry entry;
  entry.time = ports.clock.now();
  entry.actor = "retention";
  entry.action = AuditAction::retention;
  entry.detail = "registrations " + std::to_string(result.registrations) + ", events " + std::to_string(result.events) +
                 ", interpreters " + std::to_string(result.interpreters);
  ports.store.write([&](Transaction& tx) { tx.audit_log().insert(entry); });
}

void add_events(const Snapshot& snapshot, const std::vector<EventId>& ids, Overdue::What what, std::chrono::days kept,
                std::vector<Overdue>& found) {
  for (const EventId id : ids) {
    if (const auto event = snapshot.events().find(id)) found.push_back({what, id, event->end_time + kept});
  }
}

}  // namespace

RetentionResult apply_retention(const Ports& ports, const RetentionRules& rules, const Stopping& stopping) {
  const Instant now = ports.clock.now();
  const Instant people_before = now - rules.registrations;
  const Instant answers_before = now - rules.answers;
  Run run{ports, stopping};
  remove_old(run, rules, now);
  for_each_event(
      run, [&](const Events& events) { return events.with_people_ended_before(people_before, events_at_once); },
      [&](EventId id) { return remove_people(run, id); });
  for_each_event(
      run, [&](const Events& events) { return events.with_answers_ended_before(answers_before, events_at_once); },
      [&](EventId id) { return forget_answers(ports, id); });
  if (run.result.events + run.result.interpreters > 0) write_down(ports, run.result);
  return run.result;
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
  add_oldest(snapshot.event_changes().oldest(), Overdue::What::history, rules.history);
  add_oldest(snapshot.interpreters().oldest_contact_person(), Overdue::What::contact_persons, rules.bookings);
  const auto idle = snapshot.interpreters().idle(now - rules.bookings, now - rules.interpreters, limit);
  for (const IdleInterpreter& one : idle) {
    const auto interpreter = snapshot.interpreters().find(one.id);
    const bool active = interpreter && interpreter->active;
    found.push_back(
        {Overdue::What::interpreters, std::nullopt, one.since + (active ? rules.interpreters : rules.bookings)});
  }
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
    case Overdue::What::history:
      return "changes of events";
    case Overdue::What::contact_persons:
      return "contact persons of interpreters' bookings";
    case Overdue::What::interpreters:
      return "an interpreter nobody needs";
  }
  return {};
}

}  // namespace domain
