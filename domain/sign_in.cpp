#include "domain/sign_in.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "domain/passwords.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

// What is verified for names that do not exist, so that they take as long as those that do.
const std::string& hash_of_nobody(const Secrets& secrets) {
  static const std::string hash = secrets.hash_password("nobody has this password");
  return hash;
}

std::optional<Account> find_account(const Snapshot& snapshot, const std::string& name) {
  if (name.find('@') == std::string::npos) return snapshot.accounts().find_by_username(name);
  try {
    return snapshot.accounts().find_by_email(EmailAddress(name));
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::invalid) throw;
    return {};
  }
}

void validate(const NewAccount& account, const std::string& username) {
  Violations violations;
  violations.require(!username.empty() && count_code_points(username) <= 100 && username.find('@') == std::string::npos,
                     "username", "required", "is required, and is no email address");
  violations.require(account.role == Role::admin || account.organisation, "organisation", "required",
                     "is required for this role");
  try {
    require_good_password(account.password, std::vector<std::string>{username, account.display_name});
  } catch (const Error& error) {
    violations.add(error);
  }
  violations.throw_if_any();
}

// Makes place for one more session: of too many, the longest unused end.
void end_oldest_sessions(Transaction& tx, AccountId account, Instant now) {
  const std::vector<Session> sessions = tx.accounts().sessions_of(account, now);
  for (std::size_t i = most_sessions - 1; i < sessions.size(); ++i) {
    tx.accounts().remove_session(sessions[i].token_hash);
  }
}

bool wants_approval(const Snapshot& snapshot, std::optional<OrganisationId> organisation) {
  const auto found = organisation ? snapshot.organisations().find(*organisation) : std::nullopt;
  return found && found->approved_by;
}

}  // namespace

std::optional<Principal> principal_of(const Snapshot& snapshot, const Account& account,
                                      std::optional<OrganisationId> wished) {
  const std::vector<Membership> memberships = snapshot.accounts().memberships_of(account.id);
  Principal principal{account.id, account.display_name, Role::admin, wished};
  auto chosen = std::ranges::find_if(memberships, [&](const Membership& one) { return one.organisation == wished; });
  if (chosen == memberships.end()) chosen = memberships.begin();
  if (account.administers) {
    if (!wished && chosen != memberships.end()) principal.organisation = chosen->organisation;
    return principal;
  }
  if (chosen == memberships.end()) return {};
  principal.role = chosen->role;
  principal.organisation = chosen->organisation;
  principal.approval_wanted = chosen->role == Role::partner && wants_approval(snapshot, chosen->organisation);
  return principal;
}

std::string begin_session(Transaction& tx, const Ports& ports, AccountId account, std::string_view device) {
  const Instant now = ports.clock.now();
  const std::string token = ports.secrets.random_token() + ports.secrets.random_token();
  Session session{ports.secrets.hash_token(token), account, now, now + session_length};
  session.device = device;
  session.last_used_time = now;
  end_oldest_sessions(tx, account, now);
  tx.accounts().insert(session);
  tx.accounts().remove_sessions_expired_before(now);
  return token;
}

std::optional<Account> account_named(const Ports& ports, std::string_view name) {
  std::optional<Account> account;
  ports.store.read([&](const Snapshot& snapshot) { account = find_account(snapshot, to_lower_ascii(trim(name))); });
  return account;
}

SignIn sign_in(const Ports& ports, std::string_view name, std::string_view password, std::string_view device) {
  const auto account = account_named(ports, name);
  const std::string& hash = account ? account->password_hash : hash_of_nobody(ports.secrets);
  const bool right = password.size() <= longest_password && ports.secrets.verify_password(hash, password);
  const Error wrong(ErrorKind::unauthenticated, "wrong_password", "the user name or the password is wrong");
  if (!account || !right) throw wrong;
  std::optional<Principal> principal;
  ports.store.read([&](const Snapshot& snapshot) { principal = principal_of(snapshot, *account, {}); });
  if (!principal) throw Error(ErrorKind::forbidden, "no_membership", "this account belongs to no organisation");
  SignIn result{{}, *principal};
  ports.store.write([&](Transaction& tx) {
    // Who set the password anew in the meantime ended every session, and this one with them.
    const auto locked = tx.accounts().lock(account->id);
    if (!locked || locked->password_hash != hash) throw wrong;
    result.session_token = begin_session(tx, ports, account->id, device);
  });
  return result;
}

void note_failed_sign_ins(const Ports& ports, const std::optional<Account>& account) {
  AuditEntry entry;
  entry.time = ports.clock.now();
  if (account) entry.account = account->id;
  entry.actor = account ? account->display_name : "sign-in";
  entry.action = AuditAction::sign_ins_failed;
  ports.store.write([&](Transaction& tx) { tx.audit_log().insert(entry); });
}

void sign_out(const Ports& ports, std::string_view session_token) {
  const std::string hash = ports.secrets.hash_token(session_token);
  ports.store.write([&](Transaction& tx) { tx.accounts().remove_session(hash); });
}

std::optional<PresentSession> find_session(const Ports& ports, std::string_view session_token) {
  const std::string hash = ports.secrets.hash_token(session_token);
  const Instant now = ports.clock.now();
  std::optional<PresentSession> present;
  ports.store.read([&](const Snapshot& snapshot) {
    present.reset();
    const auto session = snapshot.accounts().find_session(hash, now);
    const auto account = session ? snapshot.accounts().find(session->account) : std::nullopt;
    if (!account) return;
    if (const auto principal = principal_of(snapshot, *account, session->organisation)) {
      present = PresentSession{*principal, now - session->last_used_time >= last_use_step};
    }
  });
  return present;
}

std::optional<Principal> principal_of_session(const Ports& ports, std::string_view session_token) {
  auto present = find_session(ports, session_token);
  if (!present) return {};
  return std::move(present->principal);
}

void note_use_of_session(const Ports& ports, std::string_view session_token) {
  const std::string hash = ports.secrets.hash_token(session_token);
  const Instant now = ports.clock.now();
  ports.store.write([&](Transaction& tx) { tx.accounts().note_use(hash, now); });
}

std::optional<Principal> principal_of_bearer(const Ports& ports, std::string_view token) {
  const std::string hash = ports.secrets.hash_token(token);
  const Instant now = ports.clock.now();
  std::optional<Principal> principal;
  ports.store.read([&](const Snapshot& snapshot) {
    principal.reset();
    const auto found = snapshot.accounts().find_api_token(hash, now);
    if (!found) return;
    principal = Principal{std::nullopt, found->name, found->role, found->organisation};
    principal->approval_wanted = found->role == Role::partner && wants_approval(snapshot, found->organisation);
  });
  return principal;
}

AccountId create_account(const Ports& ports, const NewAccount& account) {
  const std::string username = to_lower_ascii(trim(account.username));
  validate(account, username);
  const bool administers = account.role == Role::admin;
  Account row{{}, username, account.display_name, ports.secrets.hash_password(account.password), administers};
  row.email = account.email;
  const Instant now = ports.clock.now();
  AccountId id;
  ports.store.write([&](Transaction& tx) {
    id = tx.accounts().insert(row);
    if (!account.organisation) return;
    tx.accounts().keep({id, *account.organisation, administers ? Role::manager : account.role, now});
  });
  return id;
}

std::string create_api_token(const Ports& ports, std::string_view name, Role role,
                             std::optional<OrganisationId> organisation, std::optional<std::chrono::days> valid) {
  if (role != Role::admin && !organisation) {
    throw Error(ErrorKind::invalid, "required", "is required for this role", "organisation");
  }
  const std::string token = "kutsu_" + ports.secrets.random_token() + ports.secrets.random_token();
  const Instant now = ports.clock.now();
  ApiToken row{{}, ports.secrets.hash_token(token), std::string(name), role, organisation, now};
  if (valid) row.expires_time = now + *valid;
  ports.store.write([&](Transaction& tx) { tx.accounts().insert(row); });
  return token;
}

}  // namespace domain
