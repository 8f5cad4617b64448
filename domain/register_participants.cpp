#include "domain/register_participants.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "domain/admission.hpp"
#include "domain/error.hpp"
#include "domain/phone_proof.hpp"
#include "domain/places.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

MessageKind told_as(const Registration& registration) {
  return registration.status == RegistrationStatus::confirmed ? MessageKind::registration_confirmed
                                                              : MessageKind::registration_waitlisted;
}

void check_answers(RegistrationRequest& request, const std::vector<Question>& questions) {
  // Who stands at the door is not kept waiting with a form.
  if (request.walk_in) return request.answers.clear();
  Violations violations;
  clean_answers(request.answers, questions, violations);
  violations.throw_if_any();
}

RegistrationReceipt register_one(Transaction& tx, const Ports& ports, RegistrationRequest request,
                                 const Principal* staff) {
  const Admission unchecked(ports, request, staff);
  std::optional<Event> event = tx.events().lock(request.event);
  unchecked.require_visible(event);
  if (auto earlier = unchecked.find_earlier(tx, request.event)) return std::move(*earlier);
  check_answers(request, event->questions);
  RegistrationReceipt receipt = unchecked.admit_party(tx, *event, {});
  if (request.walk_in) return receipt;
  if (receipt.registration.verified) {
    auto messages = plan_notice(told_as(receipt.registration), *event, receipt.registration, ports);
    std::ranges::move(plan_reminders(*event, receipt.registration, ports), std::back_inserter(messages));
    tx.outbox().insert(messages);
  } else {
    ask_for_proof(tx, ports, {{&*event, &receipt.registration}});
  }
  return receipt;
}

// Always in the same order, so that two parties never wait for each other.
std::vector<Event> lock_dates(Transaction& tx, const Admission& admission, const std::set<EventId>& ids) {
  std::vector<Event> events;
  for (const EventId id : ids) {
    std::optional<Event> event = tx.events().lock(id);
    admission.require_visible(event);
    events.push_back(std::move(*event));
  }
  const auto of_one_series = [&](const Event& event) {
    return event.super_event && event.super_event == events.front().super_event;
  };
  if (events.size() > 1 && !std::ranges::all_of(events, of_one_series)) {
    throw Error(ErrorKind::invalid, "events", "must be dates of one series", "events");
  }
  std::ranges::sort(events, {}, [](const Event& event) { return std::pair(event.start_time, event.id); });
  return events;
}

// What this key and request were answered before, refused dates included; empty where it is new.
std::vector<DateOutcome> earlier_outcomes(Transaction& tx, const Admission& admission, std::span<const Event> events) {
  std::vector<DateOutcome> outcomes;
  if (!admission.has_key()) return outcomes;
  std::string party_key;
  for (const Event& event : events) {
    outcomes.push_back({event.id, admission.find_earlier(tx, event.id), {}});
    if (outcomes.back().receipt) party_key = outcomes.back().receipt->registration.party_key;
  }
  if (party_key.empty()) {
    std::erase_if(outcomes, [](const DateOutcome& outcome) { return !outcome.receipt; });
    return outcomes;
  }
  const auto refused = std::as_const(tx.registrations()).refused_dates(party_key);
  for (DateOutcome& outcome : outcomes) {
    const auto date = std::ranges::find(refused, outcome.event, &RefusedDate::event);
    if (date != refused.end()) outcome.refusal = date->refusal;
  }
  // Taken back since.
  std::erase_if(outcomes, [](const DateOutcome& outcome) { return !outcome.receipt && outcome.refusal.empty(); });
  return outcomes;
}

DateOutcome try_date(Transaction& tx, const Admission& admission, Event& event, const std::string& party_key) {
  DateOutcome outcome{event.id, {}, {}};
  try {
    outcome.receipt = admission.admit_party(tx, event, party_key);
  } catch (const Error& error) {
    // Nothing of this date has been stored when it refuses.
    const std::string& code = error.problems().front().code;
    if (error.kind() != ErrorKind::conflict || code == "idempotency_key_reused" || code == "duplicate") throw;
    outcome.refusal = error.problems().front().code;
  }
  return outcome;
}

void tell_of_dates(Transaction& tx, const Ports& ports, std::span<const Event> events,
                   const std::vector<DateOutcome>& outcomes) {
  // One of each for all dates: some may want a code and others not.
  bool told = false;
  std::vector<Unproven> unproven;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (!outcomes[i].receipt) continue;
    const Registration& registration = outcomes[i].receipt->registration;
    if (!registration.verified) {
      unproven.push_back({&events[i], &registration});
      continue;
    }
    if (!std::exchange(told, true)) {
      tx.outbox().insert(plan_notice(MessageKind::dates_registered, events[i], registration, ports));
    }
    tx.outbox().insert(plan_reminders(events[i], registration, ports));
  }
  ask_for_proof(tx, ports, unproven);
}

std::vector<DateOutcome> register_several(Transaction& tx, const Ports& ports, RegistrationRequest request,
                                          const std::set<EventId>& ids, const Principal* staff,
                                          std::optional<SeriesId> whole_series) {
  std::string scope;
  if (whole_series) {
    scope = "series " + std::to_string(whole_series->value);
  } else {
    for (const EventId id : ids) scope += std::to_string(id.value) + ' ';
  }
  const Admission admission(ports, request, staff, scope);
  std::vector<Event> events = lock_dates(tx, admission, ids);
  std::vector<Event> all;
  if (whole_series && admission.has_key()) all = std::as_const(tx.events()).of_series(*whole_series);
  std::vector<DateOutcome> outcomes = earlier_outcomes(tx, admission, whole_series ? all : events);
  if (!outcomes.empty()) return outcomes;
  check_answers(request, questions_of(events));
  const std::string party_key = events.size() > 1 ? ports.secrets.random_token() : std::string{};
  for (Event& event : events) outcomes.push_back(try_date(tx, admission, event, party_key));
  if (std::ranges::none_of(outcomes, [](const DateOutcome& outcome) { return outcome.receipt.has_value(); })) {
    throw Error(ErrorKind::conflict, outcomes.front().refusal, "none of the dates can be had", "events");
  }
  for (const DateOutcome& outcome : outcomes) {
    if (!outcome.receipt) tx.registrations().keep_refused_date(party_key, {outcome.event, outcome.refusal});
  }
  tell_of_dates(tx, ports, events, outcomes);
  return outcomes;
}

}  // namespace

std::vector<Question> questions_of(std::span<const Event> events) {
  std::vector<Question> questions;
  for (const Event& event : events) {
    for (const Question& question : event.questions) {
      if (std::ranges::find(questions, question.key, &Question::key) == questions.end()) questions.push_back(question);
    }
  }
  return questions;
}

RegistrationReceipt register_participants(const Ports& ports, const RegistrationRequest& request,
                                          const Principal* staff) {
  const RegistrationRequest cleaned = clean_request(request, staff);
  RegistrationReceipt receipt;
  ports.store.write([&](Transaction& tx) { receipt = register_one(tx, ports, cleaned, staff); });
  return receipt;
}

std::vector<DateOutcome> register_for_dates(const Ports& ports, const RegistrationRequest& request,
                                            std::span<const EventId> events, const Principal* staff,
                                            std::optional<SeriesId> whole_series) {
  const RegistrationRequest cleaned = clean_request(request, staff);
  const std::set<EventId> ids(events.begin(), events.end());
  if (ids.empty() || ids.size() != events.size() || ids.size() > maximum_dates_at_once) {
    throw Error(ErrorKind::invalid, "events", "must be 1 to 60 dates, none twice", "events");
  }
  std::vector<DateOutcome> outcomes;
  ports.store.write(
      [&](Transaction& tx) { outcomes = register_several(tx, ports, cleaned, ids, staff, whole_series); });
  return outcomes;
}

}  // namespace domain
