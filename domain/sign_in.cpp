#include "domain/sign_in.hpp"

#include "domain/error.hpp"
#include "domain/text.hpp"

namespace domain {
namespace {

constexpr std::size_t shortest_password = 12;
constexpr std::size_t longest_password = 1000;

Principal principal_of(const Account& account) {
  return {account.id, account.display_name, account.role, account.organisation};
}

std::optional<Account> find_account(const Ports& ports, const std::string& username) {
  std::optional<Account> account;
  ports.store.read([&](const Snapshot& snapshot) { account = snapshot.accounts().find_by_username(username); });
  return account;
}

// What is verified for names that do not exist, so that they take as long as those that do.
const std::string& hash_of_nobody(const Secrets& secrets) {
  static const std::string hash = secrets.hash_password("nobody has this password");
  return hash;
}

void validate(const NewAccount& account, const std::string& username) {
  Violations violations;
  violations.require(!username.empty() && count_code_points(username) <= 100, "username", "required", "is required");
  violations.require(count_code_points(account.password) >= shortest_password, "password", "too_short",
                     "must be at least 12 characters");
  violations.require(account.password.size() <= longest_password, "password", "too_long",
                     "must be at most 1000 octets");
  violations.require(account.role == Role::admin || account.organisation, "organisation", "required",
                     "is required for this role");
  violations.throw_if_any();
}

}  // namespace

SignIn sign_in(const Ports& ports, std::string_view username, std::string_view password) {
  const std::string name = to_lower_ascii(trim(username));
  const auto account = find_account(ports, name);
  const std::string& hash = account ? account->password_hash : hash_of_nobody(ports.secrets);
  const bool right = password.size() <= longest_password && ports.secrets.verify_password(hash, password);
  if (!account || !right) {
    throw Error(ErrorKind::unauthenticated, "wrong_password", "the user name or the password is wrong");
  }
  SignIn result{ports.secrets.random_token() + ports.secrets.random_token(), principal_of(*account)};
  const Instant now = ports.clock.now();
  const Session session{ports.secrets.hash_token(result.session_token), account->id, now, now + session_length};
  ports.store.write([&](Transaction& tx) {
    tx.accounts().insert(session);
    tx.accounts().remove_sessions_expired_before(now);
  });
  return result;
}

void sign_out(const Ports& ports, std::string_view session_token) {
  const std::string hash = ports.secrets.hash_token(session_token);
  ports.store.write([&](Transaction& tx) { tx.accounts().remove_session(hash); });
}

std::optional<Principal> principal_of_session(const Ports& ports, std::string_view session_token) {
  const std::string hash = ports.secrets.hash_token(session_token);
  const Instant now = ports.clock.now();
  std::optional<Principal> principal;
  ports.store.read([&](const Snapshot& snapshot) {
    const auto session = snapshot.accounts().find_session(hash, now);
    const auto account = session ? snapshot.accounts().find(session->account) : std::nullopt;
    if (account) principal = principal_of(*account);
  });
  return principal;
}

std::optional<Principal> principal_of_bearer(const Ports& ports, std::string_view token) {
  const std::string hash = ports.secrets.hash_token(token);
  std::optional<Principal> principal;
  ports.store.read([&](const Snapshot& snapshot) {
    const auto found = snapshot.accounts().find_api_token(hash);
    if (found) principal = Principal{std::nullopt, found->name, found->role, found->organisation};
  });
  return principal;
}

AccountId create_account(const Ports& ports, const NewAccount& account) {
  const std::string username = to_lower_ascii(trim(account.username));
  validate(account, username);
  const Account row{{},
                    username,
                    account.display_name,
                    ports.secrets.hash_password(account.password),
                    account.role,
                    account.organisation};
  AccountId id;
  ports.store.write([&](Transaction& tx) { id = tx.accounts().insert(row); });
  return id;
}

std::string create_api_token(const Ports& ports, std::string_view name, Role role,
                             std::optional<OrganisationId> organisation) {
  if (role != Role::admin && !organisation) {
    throw Error(ErrorKind::invalid, "required", "is required for this role", "organisation");
  }
  const std::string token = "kutsu_" + ports.secrets.random_token() + ports.secrets.random_token();
  const ApiToken row{{}, ports.secrets.hash_token(token), std::string(name), role, organisation, ports.clock.now()};
  ports.store.write([&](Transaction& tx) { tx.accounts().insert(row); });
  return token;
}

}  // namespace domain
