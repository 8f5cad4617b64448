#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace domain {

// What somebody signed in may do, most first; access.hpp says what follows from each.
enum class Role { admin, organiser, door, viewer };

struct Account {
  AccountId id;
  std::string username;  // unique, lower case
  std::string display_name;
  std::string password_hash;
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;  // admins may have none
};

// A browser that signed in. Only the hash of its cookie is stored.
struct Session {
  std::string token_hash;
  AccountId account;
  Instant created_time;
  Instant expires_time;
};

// A machine's sign-in (`Authorization: Bearer`).
struct ApiToken {
  ApiTokenId id;
  std::string token_hash;
  std::string name;
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;
  Instant created_time;
};

[[nodiscard]] std::string_view to_word(Role role);
[[nodiscard]] Role parse_role(std::string_view word, std::string_view field);

}  // namespace domain
