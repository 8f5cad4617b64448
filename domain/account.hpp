#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/contact.hpp"
#include "domain/ids.hpp"
#include "domain/language.hpp"
#include "domain/time.hpp"

namespace domain {

// What somebody signed in may do, most first; access.hpp says what follows from each. All but `admin` are held in one
// organisation.
enum class Role { admin, manager, organiser, partner, door, viewer };

struct Account {
  AccountId id;
  std::string username;  // unique, lower case
  std::string display_name;
  std::string password_hash;
  bool administers = false;  // everything, everywhere: an admin whatever they are a member of
  // Unique. They sign in with it, too, and it is where a forgotten password is set anew; sealed at rest.
  std::optional<EmailAddress> email = {};
  LanguageTag language = LanguageTag("fi");  // of messages to them
};

// What somebody is in one organisation.
struct Membership {
  AccountId account;
  OrganisationId organisation;
  Role role = Role::viewer;  // never admin
  Instant since;
};

// A browser that signed in. Only the hash of its cookie is stored.
struct Session {
  std::string token_hash;
  AccountId account;
  Instant created_time;
  Instant expires_time;
  std::optional<OrganisationId> organisation = {};  // for which they work now; none: the first they belong to
  std::string device = {};                          // "Firefox, Android"
  Instant last_used_time = {};                      // within a quarter of an hour
};

// A machine's sign-in (`Authorization: Bearer`).
struct ApiToken {
  ApiTokenId id;
  std::string token_hash;
  std::string name;
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;
  Instant created_time;
  std::optional<Instant> expires_time = {};  // none: until it is revoked
};

enum class LinkPurpose { invitation, reset, email };

// A link sent by email that makes somebody a member, lets them choose a password anew, or proves a new address of
// theirs. Used once. The token is derived from the seed; only its hash is stored.
struct AccountLink {
  AccountLinkId id;
  LinkPurpose purpose = LinkPurpose::reset;
  std::optional<AccountId> account = {};            // but of invitations: whose
  std::optional<OrganisationId> organisation = {};  // of invitations; none: to administer everything
  Role role = Role::viewer;                         // of invitations
  std::optional<EmailAddress> email = {};           // never none once stored
  LanguageTag language = LanguageTag("fi");
  std::string link_seed;
  std::string token_hash;
  std::optional<AccountId> made_by = {};
  Instant created_time;
  Instant expires_time;
  std::optional<Instant> used_time = {};
  std::optional<Instant> revoked_time = {};

  [[nodiscard]] bool is_open(Instant now) const { return !used_time && !revoked_time && now < expires_time; }
};

// Secrets::derive_token's purpose for links of accounts.
inline constexpr std::string_view account_link_purpose = "account";

[[nodiscard]] std::string_view to_word(Role role);
[[nodiscard]] Role parse_role(std::string_view word, std::string_view field);
[[nodiscard]] std::string_view to_word(LinkPurpose purpose);

}  // namespace domain
