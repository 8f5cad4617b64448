#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "domain/sign_in.hpp"

// What somebody who is signed in decides about their own account. `session_token` is that of the browser they use now;
// Error{unauthenticated} where it is over.
namespace domain {

// One of the organisations somebody may work for.
struct OwnMembership {
  Organisation organisation;
  Role role = Role::viewer;
};

struct OwnSession {
  std::string handle;  // names it in addresses; opens nothing
  Session session;
  bool is_this = false;
};

struct OwnAccount {
  Account account;
  std::vector<OwnMembership> memberships;
  std::vector<OwnSession> sessions;  // the last used first
};
[[nodiscard]] OwnAccount see_own_account(const Ports& ports, std::string_view session_token);

// Those that somebody may choose between.
[[nodiscard]] std::vector<Organisation> organisations_of(const Snapshot& snapshot, AccountId account);

// For which organisation this browser works from now on: one of their own, or for admins any. Error{forbidden}.
void work_for(const Ports& ports, std::string_view session_token, OrganisationId organisation);
// Error{invalid, "wrong_password", "old_password"}. All other sessions end.
void change_password(const Ports& ports, std::string_view session_token, std::string_view old_password,
                     std::string_view new_password);
// Sends a link to the address; it is theirs once they have opened it, and nothing changes until then. Error{invalid}:
// "wrong_password" of "password", "same_email" of "email".
void request_email_change(const Ports& ports, std::string_view session_token, std::string_view password,
                          const EmailAddress& email);
// Error{not_found} for what is none of theirs.
void end_session(const Ports& ports, std::string_view session_token, std::string_view handle);
void end_other_sessions(const Ports& ports, std::string_view session_token);

}  // namespace domain
