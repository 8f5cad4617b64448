#include "storage/accounts.hpp"

#include "storage/failure.hpp"

namespace storage {
namespace {

#define KUTSU_ACCOUNT "select id, username, display_name, password_hash, role, organisation_id from account "

struct AccountRow {
  domain::Account account;
};
auto fields(AccountRow& row) {
  domain::Account& a = row.account;
  return std::tie(a.id, a.username, a.display_name, a.password_hash, a.role, a.organisation);
}

struct SessionRow {
  domain::Session session;
};
auto fields(SessionRow& row) {
  domain::Session& s = row.session;
  return std::tie(s.token_hash, s.account, s.created_time, s.expires_time);
}

struct TokenRow {
  domain::ApiToken token;
};
auto fields(TokenRow& row) {
  domain::ApiToken& t = row.token;
  return std::tie(t.id, t.token_hash, t.name, t.role, t.organisation, t.created_time);
}

}  // namespace

std::optional<domain::Account> AccountRows::find(domain::AccountId id) const {
  auto found = context_.database.row<AccountRow>(KUTSU_ACCOUNT "where id = ?", id);
  if (!found) return {};
  return std::move(found->account);
}

std::optional<domain::Account> AccountRows::find_by_username(std::string_view username) const {
  auto found = context_.database.row<AccountRow>(KUTSU_ACCOUNT "where username = ?", username);
  if (!found) return {};
  return std::move(found->account);
}

std::vector<domain::Account> AccountRows::all() const {
  std::vector<domain::Account> all;
  for (AccountRow& row : context_.database.rows<AccountRow>(KUTSU_ACCOUNT "order by username")) {
    all.push_back(std::move(row.account));
  }
  return all;
}

std::optional<domain::Session> AccountRows::find_session(std::string_view token_hash, domain::Instant now) const {
  auto found = context_.database.row<SessionRow>(
      "select token_hash, account_id, created_time, expires_time from account_session "
      "where token_hash = ? and expires_time > ?",
      token_hash, now);
  if (!found) return {};
  return std::move(found->session);
}

std::optional<domain::ApiToken> AccountRows::find_api_token(std::string_view token_hash) const {
  auto found = context_.database.row<TokenRow>(
      "select id, token_hash, name, role, organisation_id, created_time from api_token where token_hash = ?",
      token_hash);
  if (!found) return {};
  return std::move(found->token);
}

domain::AccountId AccountRows::insert(const domain::Account& a) {
  const auto id = context_.database.row<domain::AccountId>(
      "insert into account (username, display_name, password_hash, role, organisation_id) values (?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      a.username, a.display_name, a.password_hash, a.role, a.organisation);
  if (!id) throw_duplicate();
  return *id;
}

void AccountRows::update(const domain::Account& a) {
  context_.database.run(
      "update account set username = ?, display_name = ?, password_hash = ?, role = ?, organisation_id = ? "
      "where id = ?",
      a.username, a.display_name, a.password_hash, a.role, a.organisation, a.id);
}

void AccountRows::insert(const domain::Session& s) {
  const std::int64_t made = context_.database.run(
      "insert into account_session (token_hash, account_id, created_time, expires_time) values (?, ?, ?, ?) "
      "on conflict do nothing",
      s.token_hash, s.account, s.created_time, s.expires_time);
  if (made == 0) throw_duplicate();
}

void AccountRows::remove_session(std::string_view token_hash) {
  context_.database.run("delete from account_session where token_hash = ?", token_hash);
}

void AccountRows::remove_sessions_expired_before(domain::Instant now) {
  context_.database.run("delete from account_session where expires_time <= ?", now);
}

domain::ApiTokenId AccountRows::insert(const domain::ApiToken& t) {
  const auto id = context_.database.row<domain::ApiTokenId>(
      "insert into api_token (token_hash, name, role, organisation_id, created_time) values (?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      t.token_hash, t.name, t.role, t.organisation, t.created_time);
  if (!id) throw_duplicate();
  return *id;
}

}  // namespace storage
