#include "domain/account_links.hpp"

#include <utility>

#include "domain/account_link_work.hpp"
#include "domain/error.hpp"
#include "domain/members.hpp"
#include "domain/passwords.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t longest_display_name = 100;

[[noreturn]] void link_is_over() {
  throw Error(ErrorKind::not_found, "link_over", "the link is used already, or over");
}

AccountLink open_link(const Accounts& accounts, const Ports& ports, std::string_view token, LinkPurpose purpose) {
  auto link = accounts.find_link_by_hash(ports.secrets.hash_token(token));
  if (!link || link->purpose != purpose || !link->is_open(ports.clock.now())) link_is_over();
  // An invitation is worth no more than the rights of who made it, now.
  if (purpose == LinkPurpose::invitation && link->made_by &&
      !may_still_grant(accounts, *link->made_by, link->organisation, link->role)) {
    link_is_over();
  }
  return std::move(*link);
}

// Behind this, nobody else uses it.
AccountLink take_link(Transaction& tx, const Ports& ports, std::string_view token, LinkPurpose purpose) {
  AccountLink link = open_link(tx.accounts(), ports, token, purpose);
  if (!tx.accounts().use(link.id, ports.clock.now())) link_is_over();
  return link;
}

// Accounts are taken before their links, as where links are revoked.
Account lock_whose(Transaction& tx, const Ports& ports, std::string_view token, LinkPurpose purpose) {
  auto account = tx.accounts().lock(open_link(tx.accounts(), ports, token, purpose).account.value());
  if (!account) link_is_over();
  return std::move(*account);
}

void write_down(Transaction& tx, const Ports& ports, const Account& account, AuditAction action,
                std::string_view detail = {}) {
  AuditEntry entry;
  entry.time = ports.clock.now();
  entry.account = account.id;
  entry.actor = account.display_name;
  entry.action = action;
  entry.detail = detail;
  tx.audit_log().insert(entry);
}

void make_member(Transaction& tx, const Ports& ports, const AccountLink& link, Account account) {
  if (link.organisation) {
    tx.accounts().keep({account.id, *link.organisation, link.role, ports.clock.now()});
  } else if (!account.administers) {
    account.administers = true;
    tx.accounts().update(account);
  }
  write_down(tx, ports, account, AuditAction::member_joined, to_word(link.role));
}

// Nobody's where the membership ended again at once.
Principal principal_of_new(const Ports& ports, std::string_view session_token) {
  auto principal = principal_of_session(ports, session_token);
  if (!principal) throw Error(ErrorKind::forbidden, "no_membership", "this account belongs to no organisation");
  return std::move(*principal);
}

Account account_of(const AccountLink& link, const Ports& ports, const NewMember& member) {
  Account account;
  account.display_name = clean_text(member.display_name, "display_name", longest_display_name);
  if (account.display_name.empty()) throw Error(ErrorKind::invalid, "required", "is required", "display_name");
  require_good_password(member.password, std::vector<std::string>{link.email->str(), account.display_name});
  // They sign in with their address; the name is for what has none.
  account.username = "m" + std::to_string(ports.secrets.random_id());
  account.password_hash = ports.secrets.hash_password(member.password);
  account.email = link.email;
  account.language = member.language;
  return account;
}

}  // namespace

AccountLink new_account_link(const Ports& ports, LinkPurpose purpose, const Account& account,
                             const EmailAddress& email) {
  AccountLink link;
  link.purpose = purpose;
  link.account = account.id;
  link.email = email;
  link.language = account.language;
  link.link_seed = ports.secrets.random_token();
  link.token_hash = ports.secrets.hash_token(ports.secrets.derive_token(account_link_purpose, link.link_seed));
  link.created_time = ports.clock.now();
  link.expires_time = link.created_time + account_link_validity;
  return link;
}

Message account_message(MessageKind kind, const AccountLink& link, const EmailAddress& to, Instant now) {
  Message message;
  message.kind = kind;
  message.channel = Channel::email;
  message.recipient = to.str();
  message.language = link.language;
  message.account_link = link.id;
  message.due_time = now;
  message.expires_time = now + account_link_validity;
  return message;
}

void send_account_link(Transaction& tx, MessageKind kind, AccountLink link) {
  link.id = tx.accounts().insert(link);
  const Message message = account_message(kind, link, link.email.value(), link.created_time);
  tx.outbox().insert({&message, 1});
}

AccountLinkView view_account_link(const Ports& ports, std::string_view token, LinkPurpose purpose) {
  std::optional<AccountLinkView> view;
  ports.store.read([&](const Snapshot& snapshot) {
    view = AccountLinkView{open_link(snapshot.accounts(), ports, token, purpose), {}, false, {}};
    const AccountLink& link = view->link;
    if (link.organisation) view->organisation = snapshot.organisations().find(*link.organisation).value().name;
    view->has_account = snapshot.accounts().find_by_email(*link.email).has_value();
    if (link.account) view->display_name = snapshot.accounts().find(*link.account).value().display_name;
  });
  return std::move(*view);
}

SignIn join(const Ports& ports, std::string_view token, const NewMember& member, std::string_view device) {
  const AccountLinkView view = view_account_link(ports, token, LinkPurpose::invitation);
  const Error exists(ErrorKind::conflict, "account_exists", "somebody with this address signs in here already");
  if (view.has_account) throw exists;
  const Account made = account_of(view.link, ports, member);
  SignIn result;
  Account account;
  ports.store.write([&](Transaction& tx) {
    const AccountLink link = take_link(tx, ports, token, LinkPurpose::invitation);
    if (tx.accounts().find_by_email(*link.email)) throw exists;
    account = made;
    account.id = tx.accounts().insert(account);
    make_member(tx, ports, link, account);
    result.session_token = begin_session(tx, ports, account.id, device);
  });
  result.principal = principal_of_new(ports, result.session_token);
  return result;
}

void join_with(const Ports& ports, std::string_view token, const Principal& principal) {
  if (!principal.account) throw Error(ErrorKind::forbidden, "forbidden", "a token belongs to no organisation but one");
  ports.store.write([&](Transaction& tx) {
    const AccountLink link = take_link(tx, ports, token, LinkPurpose::invitation);
    auto account = tx.accounts().lock(*principal.account);
    if (!account) link_is_over();
    const bool member = link.organisation ? tx.accounts().membership(account->id, *link.organisation).has_value()
                                          : account->administers;
    if (member) throw Error(ErrorKind::conflict, "already_member", "this account is a member already");
    make_member(tx, ports, link, std::move(*account));
  });
}

void request_reset(const Ports& ports, std::string_view name) {
  const auto account = account_named(ports, name);
  if (!account || !account->email) return;
  const AccountLink link = new_account_link(ports, LinkPurpose::reset, *account, *account->email);
  ports.store.write([&](Transaction& tx) {
    if (!tx.accounts().lock(account->id)) return;
    tx.accounts().revoke_links_of(account->id, LinkPurpose::reset, link.created_time);
    send_account_link(tx, MessageKind::password_reset, link);
  });
}

void revoke_account_links(Transaction& tx, AccountId account, Instant now) {
  tx.accounts().revoke_links_of(account, LinkPurpose::reset, now);
  tx.accounts().revoke_links_of(account, LinkPurpose::email, now);
}

void confirm_email(const Ports& ports, std::string_view token) {
  const Instant now = ports.clock.now();
  ports.store.write([&](Transaction& tx) {
    auto account = lock_whose(tx, ports, token, LinkPurpose::email);
    const AccountLink link = take_link(tx, ports, token, LinkPurpose::email);
    const auto other = std::as_const(tx.accounts()).find_by_email(*link.email);
    if (other && other->id != account.id) {
      throw Error(ErrorKind::conflict, "email_taken", "somebody else signs in with this address");
    }
    const auto before = std::exchange(account.email, link.email);
    tx.accounts().update(account);
    revoke_account_links(tx, account.id, now);
    write_down(tx, ports, account, AuditAction::email_set);
    if (!before) return;
    const Message notice = account_message(MessageKind::account_email_changed, link, *before, now);
    tx.outbox().insert({&notice, 1});
  });
}

SignIn reset_password(const Ports& ports, std::string_view token, std::string_view password, std::string_view device) {
  const AccountLinkView view = view_account_link(ports, token, LinkPurpose::reset);
  require_good_password(password, std::vector<std::string>{view.link.email->str(), view.display_name});
  const std::string hash = ports.secrets.hash_password(password);
  SignIn result;
  ports.store.write([&](Transaction& tx) {
    auto account = lock_whose(tx, ports, token, LinkPurpose::reset);
    (void)take_link(tx, ports, token, LinkPurpose::reset);
    account.password_hash = hash;
    tx.accounts().update(account);
    tx.accounts().remove_sessions_of(account.id, "");
    revoke_account_links(tx, account.id, ports.clock.now());
    result.session_token = begin_session(tx, ports, account.id, device);
    write_down(tx, ports, account, AuditAction::password_set);
  });
  result.principal = principal_of_new(ports, result.session_token);
  return result;
}

}  // namespace domain
