#include "domain/registration.hpp"

#include "domain/words.hpp"

namespace domain {
namespace {

constexpr WordTable<RegistrationStatus, 3> statuses{{{RegistrationStatus::confirmed, "confirmed"},
                                                     {RegistrationStatus::waitlisted, "waitlisted"},
                                                     {RegistrationStatus::cancelled, "cancelled"}}};

constexpr WordTable<PresenceStatus, 3> presences{{{PresenceStatus::unknown, "unknown"},
                                                  {PresenceStatus::present, "present"},
                                                  {PresenceStatus::not_present, "not_present"}}};

}  // namespace

std::string_view to_word(RegistrationStatus status) {
  return word_of(statuses, status);
}
std::string_view to_word(PresenceStatus status) {
  return word_of(presences, status);
}
RegistrationStatus parse_registration_status(std::string_view word, std::string_view field) {
  return value_of(statuses, word, field);
}
PresenceStatus parse_presence_status(std::string_view word, std::string_view field) {
  return value_of(presences, word, field);
}

}  // namespace domain
