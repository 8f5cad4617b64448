#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/access.hpp"
#include "domain/ports.hpp"

namespace domain {

inline constexpr std::chrono::hours session_length{12};
// Of one account; one more ends the longest unused.
inline constexpr std::size_t most_sessions = 20;
// How far a session's time of last use may lag behind.
inline constexpr std::chrono::minutes last_use_step{15};

struct SignIn {
  std::string session_token;  // for the cookie; only its hash is stored
  Principal principal;
};
// `name`: a user name or an email address. A wrong one costs as much time as a wrong password; both are the same
// Error{unauthenticated, "wrong_password"}. Who is a member of nothing is Error{forbidden, "no_membership"}. `device`
// is what the person will know the browser by.
[[nodiscard]] SignIn sign_in(const Ports& ports, std::string_view name, std::string_view password,
                             std::string_view device = {});
// Whose name or address it is; for what follows from a wrong password.
[[nodiscard]] std::optional<Account> account_named(const Ports& ports, std::string_view name);
// Writes down that somebody tried too many passwords for the account, or, without one, from one address.
void note_failed_sign_ins(const Ports& ports, const std::optional<Account>& account);
void sign_out(const Ports& ports, std::string_view session_token);

struct PresentSession {
  Principal principal;
  bool last_use_is_old = false;
};
// Nothing for unknown or expired ones, and for who is a member of nothing any more.
[[nodiscard]] std::optional<PresentSession> find_session(const Ports& ports, std::string_view session_token);
[[nodiscard]] std::optional<Principal> principal_of_session(const Ports& ports, std::string_view session_token);
// Notes that it was used now.
void note_use_of_session(const Ports& ports, std::string_view session_token);
[[nodiscard]] std::optional<Principal> principal_of_bearer(const Ports& ports, std::string_view token);

// What the account may do for `wished`, where it belongs to it, or else for the first organisation it belongs to.
[[nodiscard]] std::optional<Principal> principal_of(const Snapshot& snapshot, const Account& account,
                                                    std::optional<OrganisationId> wished);
// A new session's token, in the caller's transaction.
[[nodiscard]] std::string begin_session(Transaction& tx, const Ports& ports, AccountId account,
                                        std::string_view device);

struct NewAccount {
  std::string username;
  std::string display_name;
  std::string password;  // see passwords.hpp
  Role role = Role::viewer;
  std::optional<OrganisationId> organisation;  // needed for all but admins
  std::optional<EmailAddress> email = {};
};
AccountId create_account(const Ports& ports, const NewAccount& account);
// The token alone, shown once.
[[nodiscard]] std::string create_api_token(const Ports& ports, std::string_view name, Role role,
                                           std::optional<OrganisationId> organisation,
                                           std::optional<std::chrono::days> valid = {});

}  // namespace domain
