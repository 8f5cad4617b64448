#pragma once
#include "domain/account.hpp"
#include "domain/message.hpp"
#include "domain/ports.hpp"

// What the use cases share that send links to people who sign in.
namespace domain {

// Not stored yet.
[[nodiscard]] AccountLink new_account_link(const Ports& ports, LinkPurpose purpose, const Account& account,
                                           const EmailAddress& email);
// About a stored link, now.
[[nodiscard]] Message account_message(MessageKind kind, const AccountLink& link, const EmailAddress& to, Instant now);
// Stores the link and sends it to its own address.
void send_account_link(Transaction& tx, MessageKind kind, AccountLink link);

}  // namespace domain
