#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "domain/sign_in.hpp"

// What the links do that are sent to people who sign in: make them members, let them choose a password anew, or prove
// an address.
namespace domain {

struct AccountLinkView {
  AccountLink link;
  std::string organisation;  // whose member it makes; empty: of none
  bool has_account = false;  // somebody with this address signs in here already
  std::string display_name;  // of resets: whose
};
// Error{not_found} for links that nobody has, that are over, used or revoked, or of another purpose, and for
// invitations by somebody who may not invite to that role any more.
[[nodiscard]] AccountLinkView view_account_link(const Ports& ports, std::string_view token, LinkPurpose purpose);

struct NewMember {
  std::string display_name;
  std::string password;  // see passwords.hpp
  LanguageTag language;  // of messages
};
// Makes the account and signs it in. Error{conflict, "account_exists"} where the address has an account: it signs in
// and joins with join_with.
[[nodiscard]] SignIn join(const Ports& ports, std::string_view token, const NewMember& member,
                          std::string_view device = {});
// For somebody signed in; whoever holds the link may. Error{conflict, "already_member"}: a link changes no role.
void join_with(const Ports& ports, std::string_view token, const Principal& principal);

// The account's password or address is another now: links for either, by whoever asked for them, open nothing more.
void revoke_account_links(Transaction& tx, AccountId account, Instant now);

// Sends a link where the name or address is known and has an address; nothing otherwise. Slower then: behind the
// answer.
void request_reset(const Ports& ports, std::string_view name);
// The address that the link was sent to becomes its account's, which messages and forgotten passwords go to from then
// on; the address until then is told so. Error{conflict, "email_taken"} where somebody else signs in with it.
void confirm_email(const Ports& ports, std::string_view token);
// Every session of the account ends; a new one begins.
[[nodiscard]] SignIn reset_password(const Ports& ports, std::string_view token, std::string_view password,
                                    std::string_view device = {});

}  // namespace domain
