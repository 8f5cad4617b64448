#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/access.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

// Who looked at personal data, and who changed what by hand (GDPR, Articles 5(2) and 30). Holds no personal data of
// participants itself, but for what staff wrote in `detail`: sealed at rest, and gone with the registration.
namespace domain {

enum class AuditAction {
  participants_listed,  // names, languages, needs of an event
  contacts_listed,      // phones and emails too
  contacts_searched,
  messages_listed,
  inbox_listed,       // what people answered by SMS
  registration_seen,  // one, by staff
  registration_made,  // by staff, for somebody
  registration_undone,
  registration_moved,      // from or to the waiting list by hand; `detail` is the reason
  registration_cancelled,  // by staff
  registration_changed,    // by staff: contact, persons or answers
  presence_recorded,
  invitations_listed,
  draft_deleted,  // `detail` is its name and when it would have been
  data_exported,  // on a person's request
  data_erased,
  sign_ins_failed,  // many, for one account or from one address
  member_invited,   // `detail` is the role
  member_joined,    // the same
  member_changed,   // `detail` is the role and whose
  member_removed,   // the same
  password_set,
  email_set,  // where an account is reached
  retention   // the nightly job; `detail` is how many registrations became counts
};

struct AuditEntry {
  AuditId id;
  Instant time;
  std::optional<AccountId> account;  // none for API tokens, commands and links
  std::string actor;                 // display name, or "command", "link", "retention"
  AuditAction action = AuditAction::participants_listed;
  std::optional<EventId> event;
  std::optional<RegistrationId> registration;
  std::string detail;  // at most 500 octets
};

[[nodiscard]] AuditEntry audit_entry(const Principal& who, AuditAction action, Instant now);

[[nodiscard]] std::string_view to_word(AuditAction action);
[[nodiscard]] AuditAction parse_audit_action(std::string_view word, std::string_view field);

}  // namespace domain
