#include "domain/registration.hpp"

#include <algorithm>

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<RegistrationStatus, 4> registration_statuses{{{RegistrationStatus::confirmed, "confirmed"},
                                                                  {RegistrationStatus::waitlisted, "waitlisted"},
                                                                  {RegistrationStatus::cancelled, "cancelled"},
                                                                  {RegistrationStatus::offered, "offered"}}};

constexpr WordTable<EndReason, 5> ends{{{EndReason::none, ""},
                                        {EndReason::declined, "declined"},
                                        {EndReason::offer_expired, "offer_expired"},
                                        {EndReason::code_expired, "code_expired"},
                                        {EndReason::undone, "undone"}}};

constexpr WordTable<PresenceStatus, 3> presences{{{PresenceStatus::unknown, "unknown"},
                                                  {PresenceStatus::present, "present"},
                                                  {PresenceStatus::not_present, "not_present"}}};

}  // namespace

int children_among(const std::vector<Person>& persons) noexcept {
  return static_cast<int>(std::ranges::count_if(persons, [](const Person& p) { return p.child_age.has_value(); }));
}

int Registration::children() const noexcept {
  return children_among(persons);
}

std::string_view to_word(EndReason reason) {
  return word_of(ends, reason);
}
std::string_view to_word(RegistrationStatus status) {
  return word_of(registration_statuses, status);
}
std::string_view to_word(PresenceStatus status) {
  return word_of(presences, status);
}
RegistrationStatus parse_registration_status(std::string_view word, std::string_view field) {
  return value_of(registration_statuses, word, field);
}
PresenceStatus parse_presence_status(std::string_view word, std::string_view field) {
  return value_of(presences, word, field);
}

}  // namespace domain
