#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/question.hpp"
#include "domain/time.hpp"

namespace domain {

// `offered`: a place freed is held for somebody who waited, until they accept it or `expires_time` comes.
enum class RegistrationStatus { confirmed, waitlisted, cancelled, offered };
// How a registration ended that nobody simply cancelled.
enum class EndReason { none, declined, offer_expired, code_expired, undone };
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
  Answers answers;
  RegistrationStatus status = RegistrationStatus::confirmed;
  Consent consent;
  // False until the code sent by SMS was given, where the event wants that: the place is held until `expires_time`, and
  // nothing but the code has been sent.
  bool verified = true;
  int wrong_codes = 0;
  // When an offer, or a place held for a code, ends by itself.
  std::optional<Instant> expires_time;
  EndReason end_reason = EndReason::none;
  // The same for registrations for several dates that were made together; empty for a single one.
  std::string party_key;
  std::optional<InvitationId> invitation;
  bool made_by_staff = false;
  bool walk_in = false;  // came to the door; may have no name, no phone and no email
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

  [[nodiscard]] int size() const noexcept { return static_cast<int>(persons.size()); }
  // Those for whom childcare is asked.
  [[nodiscard]] int children() const noexcept;
  // Takes places: confirmed, or offered.
  [[nodiscard]] bool holds_places() const noexcept {
    return status == RegistrationStatus::confirmed || status == RegistrationStatus::offered;
  }
};

[[nodiscard]] int children_among(const std::vector<Person>& persons) noexcept;

[[nodiscard]] std::string_view to_word(RegistrationStatus status);
[[nodiscard]] std::string_view to_word(PresenceStatus status);
[[nodiscard]] std::string_view to_word(EndReason reason);  // "" for none
// Throw Error{invalid, "unknown_value", field}.
[[nodiscard]] RegistrationStatus parse_registration_status(std::string_view word, std::string_view field);
[[nodiscard]] PresenceStatus parse_presence_status(std::string_view word, std::string_view field);

}  // namespace domain
