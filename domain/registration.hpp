#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

enum class RegistrationStatus { confirmed, waitlisted, cancelled };
enum class PresenceStatus { unknown, present, not_present };

struct Person {
  PersonId id;
  std::string name;  // may be empty
  std::optional<LanguageTag> interpreter_language;
  std::optional<int> child_age;  // whole years, 0–17; a value means childcare is asked for
  std::string accessibility;     // what they need, in their words
  PresenceStatus presence = PresenceStatus::unknown;
};

// The wording that the contact agreed to.
struct Consent {
  std::string version;
  LanguageTag language;
  Instant time;
};

// One contact and one or more persons: a household, or a group that a counsellor brings. Never split.
struct Registration {
  RegistrationId id;
  EventId event;
  Contact contact;
  std::vector<Person> persons;
  std::map<std::string, std::string> answers;
  RegistrationStatus status = RegistrationStatus::confirmed;
  Consent consent;
  bool made_by_staff = false;
  bool reminders_wanted = true;
  Instant created_time;
  std::int64_t version = 1;
  // 22 random characters from which the manage link is derived (Secrets::derive_token with "manage"); a new one
  // revokes the link.
  std::string link_seed;
  std::string manage_token_hash;  // unique
  // Unique within the event; empty without an Idempotency-Key. Both are hashes.
  std::string idempotency_key_hash;
  std::string request_fingerprint;
};

[[nodiscard]] std::string_view to_word(RegistrationStatus status);
[[nodiscard]] std::string_view to_word(PresenceStatus status);
// Throw Error{invalid, "unknown_value", field}.
[[nodiscard]] RegistrationStatus parse_registration_status(std::string_view word, std::string_view field);
[[nodiscard]] PresenceStatus parse_presence_status(std::string_view word, std::string_view field);

}  // namespace domain
