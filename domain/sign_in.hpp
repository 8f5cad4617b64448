#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/access.hpp"
#include "domain/ports.hpp"

namespace domain {

inline constexpr std::chrono::hours session_length{12};

struct SignIn {
  std::string session_token;  // for the cookie; only its hash is stored
  Principal principal;
};
// A wrong name costs as much time as a wrong password; both are the same Error{unauthenticated, "wrong_password"}.
[[nodiscard]] SignIn sign_in(const Ports& ports, std::string_view username, std::string_view password);
void sign_out(const Ports& ports, std::string_view session_token);
// Nothing for unknown or expired ones.
[[nodiscard]] std::optional<Principal> principal_of_session(const Ports& ports, std::string_view session_token);
[[nodiscard]] std::optional<Principal> principal_of_bearer(const Ports& ports, std::string_view token);

struct NewAccount {
  std::string username;
  std::string display_name;
  std::string password;  // 12 characters at least
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;  // needed for all but admins
};
AccountId create_account(const Ports& ports, const NewAccount& account);
// The token alone, shown once.
[[nodiscard]] std::string create_api_token(const Ports& ports, std::string_view name, Role role,
                                           std::optional<OrganisationId> organisation);

}  // namespace domain
