#include "domain/tally.hpp"

#include "domain/registration_work.hpp"

namespace domain {
namespace {

std::string age_group(int age) {
  if (age <= 2) return "0-2";
  if (age <= 6) return "3-6";
  return age <= 12 ? "7-12" : "13-17";
}

}  // namespace

void Tally::add(const Registration& registration) {
  ++counts_[{"parties", std::string(to_word(registration.status))}];
  if (registration.status == RegistrationStatus::waitlisted) {
    counts_[{"persons", "waitlisted"}] += registration.size();
  }
  if (registration.status != RegistrationStatus::confirmed) return;
  if (registration.walk_in) ++counts_[{"parties", "walk_in"}];
  ++counts_[{"contact_language", registration.contact.language.str()}];
  add_persons(registration);
}

void Tally::add_persons(const Registration& registration) {
  for (const Person& person : registration.persons) {
    ++counts_[{"persons", std::string(to_word(person.presence))}];
    if (person.interpreter_language) ++counts_[{"interpreter_language", person.interpreter_language->str()}];
    if (person.child_age) ++counts_[{"children", age_group(*person.child_age)}];
  }
}

std::vector<AttendanceCount> Tally::counts() const {
  std::vector<AttendanceCount> counts;
  counts.reserve(counts_.size());
  for (const auto& [name, count] : counts_) counts.push_back({name.first, name.second, count});
  return counts;
}

void settle(Transaction& tx, const Ports& ports, Event& event, Registration& registration) {
  const bool still_to_come = event.start_time > ports.clock.now();
  const bool undecided = registration.status == RegistrationStatus::offered || !registration.verified;
  if (!still_to_come && !undecided) return;
  Found found{std::move(event), std::move(registration)};
  end_registration(tx, ports, found, found.registration.end_reason, std::nullopt);
  event = std::move(found.event);
  registration = std::move(found.registration);
}

}  // namespace domain
