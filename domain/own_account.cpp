#include "domain/own_account.hpp"

#include <algorithm>

#include "domain/account_link_work.hpp"
#include "domain/account_links.hpp"
#include "domain/error.hpp"
#include "domain/passwords.hpp"

namespace domain {
namespace {

constexpr std::size_t handle_length = 16;

[[noreturn]] void signed_out() {
  throw Error(ErrorKind::unauthenticated, "sign_in_required", "sign in first");
}

Session own_session(const Accounts& accounts, const Ports& ports, std::string_view token) {
  auto session = accounts.find_session(ports.secrets.hash_token(token), ports.clock.now());
  if (!session) signed_out();
  return std::move(*session);
}

std::string handle_of(const Session& session) {
  return session.token_hash.substr(0, handle_length);
}

}  // namespace

OwnAccount see_own_account(const Ports& ports, std::string_view session_token) {
  OwnAccount own;
  ports.store.read([&](const Snapshot& snapshot) {
    own = {};
    const Session present = own_session(snapshot.accounts(), ports, session_token);
    auto account = snapshot.accounts().find(present.account);
    if (!account) signed_out();
    own.account = std::move(*account);
    for (const Membership& one : snapshot.accounts().memberships_of(present.account)) {
      own.memberships.push_back({snapshot.organisations().find(one.organisation).value(), one.role});
    }
    for (Session& session : snapshot.accounts().sessions_of(present.account, ports.clock.now())) {
      const bool is_this = session.token_hash == present.token_hash;
      own.sessions.push_back({handle_of(session), std::move(session), is_this});
    }
  });
  return own;
}

std::vector<Organisation> organisations_of(const Snapshot& snapshot, AccountId account) {
  std::vector<Organisation> own;
  for (const Membership& one : snapshot.accounts().memberships_of(account)) {
    own.push_back(snapshot.organisations().find(one.organisation).value());
  }
  return own;
}

void work_for(const Ports& ports, std::string_view session_token, OrganisationId organisation) {
  ports.store.write([&](Transaction& tx) {
    const Session session = own_session(tx.accounts(), ports, session_token);
    const auto account = tx.accounts().find(session.account);
    if (!account) signed_out();
    const bool known = tx.organisations().find(organisation).has_value();
    if (!known || (!account->administers && !tx.accounts().membership(account->id, organisation))) {
      throw Error(ErrorKind::forbidden, "forbidden", "this account does not belong to the organisation");
    }
    tx.accounts().work_for(session.token_hash, organisation);
  });
}

void change_password(const Ports& ports, std::string_view session_token, std::string_view old_password,
                     std::string_view new_password) {
  const Account account = see_own_account(ports, session_token).account;
  const Error wrong(ErrorKind::invalid, "wrong_password", "is not the present password", "old_password");
  if (!ports.secrets.verify_password(account.password_hash, old_password)) throw wrong;
  const std::string email = account.email ? account.email->str() : account.username;
  require_good_password(new_password, std::vector<std::string>{account.username, account.display_name, email},
                        "new_password");
  const std::string hash = ports.secrets.hash_password(new_password);
  const Instant now = ports.clock.now();
  ports.store.write([&](Transaction& tx) {
    auto locked = tx.accounts().lock(account.id);
    if (!locked) signed_out();
    // Both may have ended while the passwords were hashed.
    (void)own_session(tx.accounts(), ports, session_token);
    if (locked->password_hash != account.password_hash) throw wrong;
    locked->password_hash = hash;
    tx.accounts().update(*locked);
    tx.accounts().remove_sessions_of(account.id, ports.secrets.hash_token(session_token));
    revoke_account_links(tx, account.id, now);
    AuditEntry entry;
    entry.time = now;
    entry.account = account.id;
    entry.actor = account.display_name;
    entry.action = AuditAction::password_set;
    tx.audit_log().insert(entry);
  });
}

void request_email_change(const Ports& ports, std::string_view session_token, std::string_view password,
                          const EmailAddress& email) {
  const Account account = see_own_account(ports, session_token).account;
  if (!ports.secrets.verify_password(account.password_hash, password)) {
    throw Error(ErrorKind::invalid, "wrong_password", "is not the present password", "password");
  }
  std::optional<Account> whose;
  ports.store.read([&](const Snapshot& snapshot) { whose = snapshot.accounts().find_by_email(email); });
  if (whose && whose->id == account.id) {
    throw Error(ErrorKind::invalid, "same_email", "is the address already", "email");
  }
  const AccountLink link = new_account_link(ports, LinkPurpose::email, account, email);
  ports.store.write([&](Transaction& tx) {
    const auto locked = tx.accounts().lock(account.id);
    // Both may have ended while the password was verified.
    (void)own_session(tx.accounts(), ports, session_token);
    if (!locked || locked->password_hash != account.password_hash) signed_out();
    tx.accounts().revoke_links_of(account.id, LinkPurpose::email, link.created_time);
    send_account_link(tx, MessageKind::account_email_proof, link);
  });
}

void end_session(const Ports& ports, std::string_view session_token, std::string_view handle) {
  ports.store.write([&](Transaction& tx) {
    const Session present = own_session(tx.accounts(), ports, session_token);
    const auto sessions = tx.accounts().sessions_of(present.account, ports.clock.now());
    const auto found = std::ranges::find_if(sessions, [&](const Session& one) { return handle_of(one) == handle; });
    if (found == sessions.end()) throw Error(ErrorKind::not_found, "not_found", "there is no such session");
    tx.accounts().remove_session(found->token_hash);
  });
}

void end_other_sessions(const Ports& ports, std::string_view session_token) {
  ports.store.write([&](Transaction& tx) {
    const Session present = own_session(tx.accounts(), ports, session_token);
    tx.accounts().remove_sessions_of(present.account, present.token_hash);
  });
}

}  // namespace domain
