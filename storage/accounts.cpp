#include "storage/accounts.hpp"

#include <algorithm>

#include "storage/failure.hpp"
#include "storage/fold_case.hpp"

namespace storage {
namespace {

#define KUTSU_ACCOUNT_COLUMNS "id, username, display_name, password_hash, administers, email, language"
#define KUTSU_ACCOUNT "select " KUTSU_ACCOUNT_COLUMNS " from account "
#define KUTSU_SESSION                                                                                        \
  "select token_hash, account_id, created_time, expires_time, organisation_id, device, last_used_time from " \
  "account_session "
#define KUTSU_API_TOKEN "select id, token_hash, name, role, organisation_id, created_time, expires_time from api_token "

// As stored: the email is sealed.
struct AccountRow {
  domain::Account account;
  std::string email;
};
auto fields(AccountRow& row) {
  domain::Account& a = row.account;
  return std::tie(a.id, a.username, a.display_name, a.password_hash, a.administers, row.email, a.language);
}

struct MembershipRow {
  domain::Membership membership;
};
auto fields(MembershipRow& row) {
  domain::Membership& m = row.membership;
  return std::tie(m.account, m.organisation, m.role, m.since);
}

struct MemberRow {
  AccountRow account;
  domain::Membership membership;
};
auto fields(MemberRow& row) {
  domain::Membership& m = row.membership;
  return std::tuple_cat(fields(row.account), std::tie(m.account, m.organisation, m.role, m.since));
}

struct SessionRow {
  domain::Session session;
};
auto fields(SessionRow& row) {
  domain::Session& s = row.session;
  return std::tie(s.token_hash, s.account, s.created_time, s.expires_time, s.organisation, s.device, s.last_used_time);
}

struct TokenRow {
  domain::ApiToken token;
};
auto fields(TokenRow& row) {
  domain::ApiToken& t = row.token;
  return std::tie(t.id, t.token_hash, t.name, t.role, t.organisation, t.created_time, t.expires_time);
}

domain::Account opened(const Context& context, AccountRow row) {
  if (!row.email.empty()) row.account.email.emplace(context.cipher.open("account.email", row.email));
  return std::move(row.account);
}

std::optional<domain::Account> opened(const Context& context, std::optional<AccountRow> row) {
  if (!row) return {};
  return opened(context, std::move(*row));
}

std::string email_text(const domain::Account& account) {
  return account.email ? account.email->str() : std::string();
}

}  // namespace

std::optional<domain::Account> AccountRows::find(domain::AccountId id) const {
  return opened(context_, context_.database.row<AccountRow>(KUTSU_ACCOUNT "where id = ?", id));
}

std::optional<domain::Account> AccountRows::find_by_username(std::string_view username) const {
  return opened(context_, context_.database.row<AccountRow>(KUTSU_ACCOUNT "where username = ?", username));
}

std::optional<domain::Account> AccountRows::find_by_email(const domain::EmailAddress& email) const {
  Connection& database = context_.database;
  const auto engine = database.engine();
  auto found = database.rows<AccountRow>(KUTSU_ACCOUNT "where " + any_of(engine, "blind_email", true),
                                         list_value(engine, context_.cipher.blind_indexes("email", email.str())));
  if (found.empty()) return {};
  return opened(context_, std::move(found.front()));
}

std::vector<domain::Account> AccountRows::all() const {
  std::vector<domain::Account> all;
  for (AccountRow& row : context_.database.rows<AccountRow>(KUTSU_ACCOUNT "order by username")) {
    all.push_back(opened(context_, std::move(row)));
  }
  return all;
}

std::vector<domain::Membership> AccountRows::memberships_of(domain::AccountId account) const {
  std::vector<domain::Membership> memberships;
  for (MembershipRow& row : context_.database.rows<MembershipRow>(
           "select m.account_id, m.organisation_id, m.role, m.since from membership m "
           "join organisation o on o.id = m.organisation_id where m.account_id = ? order by o.name",
           account)) {
    memberships.push_back(row.membership);
  }
  return memberships;
}

std::vector<domain::Member> AccountRows::members_of(domain::OrganisationId organisation) const {
  std::vector<domain::Member> members;
  for (MemberRow& row : context_.database.rows<MemberRow>(
           "select " KUTSU_ACCOUNT_COLUMNS
           ", account_id, organisation_id, role, since from membership join account on id = account_id "
           "where organisation_id = ? order by id",
           organisation)) {
    members.push_back({opened(context_, std::move(row.account)), row.membership});
  }
  std::ranges::stable_sort(members, {},
                           [](const domain::Member& member) { return fold_case(member.account.display_name); });
  return members;
}

std::optional<domain::Membership> AccountRows::membership(domain::AccountId account,
                                                          domain::OrganisationId organisation) const {
  const auto found = context_.database.row<MembershipRow>(
      "select account_id, organisation_id, role, since from membership where account_id = ? and organisation_id = ?",
      account, organisation);
  if (!found) return {};
  return found->membership;
}

std::optional<domain::Session> AccountRows::find_session(std::string_view token_hash, domain::Instant now) const {
  auto found =
      context_.database.row<SessionRow>(KUTSU_SESSION "where token_hash = ? and expires_time > ?", token_hash, now);
  if (!found) return {};
  return std::move(found->session);
}

std::vector<domain::Session> AccountRows::sessions_of(domain::AccountId account, domain::Instant now) const {
  std::vector<domain::Session> sessions;
  for (SessionRow& row : context_.database.rows<SessionRow>(
           KUTSU_SESSION "where account_id = ? and expires_time > ? order by last_used_time desc, token_hash", account,
           now)) {
    sessions.push_back(std::move(row.session));
  }
  return sessions;
}

std::optional<domain::ApiToken> AccountRows::find_api_token(std::string_view token_hash, domain::Instant now) const {
  auto found = context_.database.row<TokenRow>(
      KUTSU_API_TOKEN "where token_hash = ? and (expires_time is null or expires_time > ?)", token_hash, now);
  if (!found) return {};
  return std::move(found->token);
}

std::vector<domain::ApiToken> AccountRows::api_tokens() const {
  std::vector<domain::ApiToken> tokens;
  for (TokenRow& row : context_.database.rows<TokenRow>(KUTSU_API_TOKEN "order by id")) {
    tokens.push_back(std::move(row.token));
  }
  return tokens;
}

std::optional<domain::Account> AccountRows::lock(domain::AccountId id) {
  return opened(context_,
                context_.database.row<AccountRow>(
                    "update account set username = username where id = ? returning " KUTSU_ACCOUNT_COLUMNS, id));
}

domain::AccountId AccountRows::insert(const domain::Account& a) {
  const FieldCipher& cipher = context_.cipher;
  const std::string email = email_text(a);
  const auto id = context_.database.row<domain::AccountId>(
      "insert into account (username, display_name, password_hash, administers, email, blind_email, language) "
      "values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id",
      a.username, a.display_name, a.password_hash, a.administers, cipher.seal("account.email", email),
      cipher.blind_index("email", email), a.language);
  if (!id) throw_duplicate();
  return *id;
}

void AccountRows::update(const domain::Account& a) {
  const FieldCipher& cipher = context_.cipher;
  const std::string email = email_text(a);
  context_.database.run(
      "update account set username = ?, display_name = ?, password_hash = ?, administers = ?, email = ?, "
      "blind_email = ?, language = ? where id = ?",
      a.username, a.display_name, a.password_hash, a.administers, cipher.seal("account.email", email),
      cipher.blind_index("email", email), a.language, a.id);
}

void AccountRows::remove(domain::AccountId id) {
  context_.database.run(
      "delete from outbox where account_link_id in (select l.id from account_link l where l.account_id = ?)", id);
  context_.database.run("update approval set submitted_by_account = null where submitted_by_account = ?", id);
  context_.database.run("update event_change set actor = '', account_id = null where account_id = ?", id);
  context_.database.run("delete from account where id = ?", id);
}

void AccountRows::keep(const domain::Membership& m) {
  context_.database.run(
      "insert into membership (account_id, organisation_id, role, since) values (?, ?, ?, ?) "
      "on conflict (account_id, organisation_id) do update set role = excluded.role",
      m.account, m.organisation, m.role, m.since);
}

void AccountRows::remove_membership(domain::AccountId account, domain::OrganisationId organisation) {
  context_.database.run("delete from membership where account_id = ? and organisation_id = ?", account, organisation);
}

void AccountRows::insert(const domain::Session& s) {
  const std::int64_t made = context_.database.run(
      "insert into account_session (token_hash, account_id, created_time, expires_time, organisation_id, device, "
      "last_used_time) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
      s.token_hash, s.account, s.created_time, s.expires_time, s.organisation, s.device, s.last_used_time);
  if (made == 0) throw_duplicate();
}

void AccountRows::work_for(std::string_view token_hash, domain::OrganisationId organisation) {
  context_.database.run("update account_session set organisation_id = ? where token_hash = ?", organisation,
                        token_hash);
}

void AccountRows::note_use(std::string_view token_hash, domain::Instant time) {
  context_.database.run("update account_session set last_used_time = ? where token_hash = ?", time, token_hash);
}

void AccountRows::remove_session(std::string_view token_hash) {
  context_.database.run("delete from account_session where token_hash = ?", token_hash);
}

void AccountRows::remove_sessions_of(domain::AccountId account, std::string_view except_hash) {
  context_.database.run("delete from account_session where account_id = ? and token_hash <> ?", account, except_hash);
}

void AccountRows::remove_sessions_expired_before(domain::Instant now) {
  context_.database.run("delete from account_session where expires_time <= ?", now);
}

domain::ApiTokenId AccountRows::insert(const domain::ApiToken& t) {
  const auto id = context_.database.row<domain::ApiTokenId>(
      "insert into api_token (token_hash, name, role, organisation_id, created_time, expires_time) "
      "values (?, ?, ?, ?, ?, ?) on conflict do nothing returning id",
      t.token_hash, t.name, t.role, t.organisation, t.created_time, t.expires_time);
  if (!id) throw_duplicate();
  return *id;
}

bool AccountRows::remove(domain::ApiTokenId id) {
  return context_.database.run("delete from api_token where id = ?", id) > 0;
}

}  // namespace storage
