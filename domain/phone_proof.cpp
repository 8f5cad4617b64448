#include "domain/phone_proof.hpp"

#include <algorithm>
#include <utility>

#include "domain/plan_messages.hpp"

namespace domain {
namespace {

constexpr std::size_t most_looked_at = 100;

void tell_of_the_one_that_holds(Transaction& tx, const Ports& ports, const Unproven& party) {
  const auto known =
      std::as_const(tx.registrations()).of_contact(party.registration->contact.phone, {}, most_looked_at);
  const auto holds = std::ranges::find_if(known, [&](const Registration& one) {
    return one.event == party.event->id && one.verified && one.status != RegistrationStatus::cancelled;
  });
  if (holds == known.end()) return;
  tx.outbox().insert(plan_notice(MessageKind::already_registered, *party.event, *holds, ports));
}

}  // namespace

bool is_over_limit(const Registrations& registrations, const Unproven& party) {
  const auto& limit = party.event->maximum_parties_per_contact;
  const auto& phone = party.registration->contact.phone;
  return limit && phone && registrations.parties_of_phone(party.event->id, *phone).proven >= *limit;
}

void ask_for_proof(Transaction& tx, const Ports& ports, const std::vector<Unproven>& dates) {
  if (dates.empty()) return;
  const auto open = std::ranges::find_if(
      dates, [&](const Unproven& date) { return !is_over_limit(std::as_const(tx.registrations()), date); });
  if (open == dates.end()) return tell_of_the_one_that_holds(tx, ports, dates.front());
  tx.outbox().insert(plan_notice(MessageKind::phone_code, *open->event, *open->registration, ports));
}

Registration shown_by_link(Registration registration) {
  if (registration.verified) return registration;
  const LanguageTag language = registration.contact.language;
  registration.contact = {};
  registration.contact.language = language;
  for (Person& person : registration.persons) {
    const PersonId id = person.id;
    person = {};
    person.id = id;
  }
  registration.answers.clear();
  return registration;
}

}  // namespace domain
