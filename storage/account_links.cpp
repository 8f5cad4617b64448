// Links that make somebody a member, or let them choose a password anew.
#include "storage/accounts.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

#define KUTSU_LINK                                                                                           \
  "select id, purpose, account_id, organisation_id, role, email, language, link_seed, token_hash, made_by, " \
  "created_time, expires_time, used_time, revoked_time from account_link "

// As stored: the email is sealed.
struct LinkRow {
  domain::AccountLink link;
  std::string email;
};
auto fields(LinkRow& row) {
  domain::AccountLink& l = row.link;
  return std::tie(l.id, l.purpose, l.account, l.organisation, l.role, row.email, l.language, l.link_seed, l.token_hash,
                  l.made_by, l.created_time, l.expires_time, l.used_time, l.revoked_time);
}

std::vector<domain::AccountLink> opened(const Context& context, std::vector<LinkRow> rows) {
  std::vector<domain::AccountLink> links;
  for (LinkRow& row : rows) {
    row.link.email.emplace(context.cipher.open("account_link.email", row.email));
    links.push_back(std::move(row.link));
  }
  return links;
}

std::optional<domain::AccountLink> first(std::vector<domain::AccountLink> links) {
  if (links.empty()) return {};
  return std::move(links.front());
}

}  // namespace

std::optional<domain::AccountLink> AccountRows::find_link(domain::AccountLinkId id) const {
  return first(opened(context_, context_.database.rows<LinkRow>(KUTSU_LINK "where id = ?", id)));
}

std::optional<domain::AccountLink> AccountRows::find_link_by_hash(std::string_view hash) const {
  return first(opened(context_, context_.database.rows<LinkRow>(KUTSU_LINK "where token_hash = ?", hash)));
}

std::vector<domain::AccountLink> AccountRows::open_invitations(std::optional<domain::OrganisationId> organisation,
                                                               domain::Instant now) const {
  return opened(context_, context_.database.rows<LinkRow>(
                              KUTSU_LINK
                              "where purpose = 'invitation' and coalesce(organisation_id, 0) = ? and used_time is null "
                              "and revoked_time is null and expires_time > ? order by id",
                              organisation.value_or(domain::OrganisationId{}), now));
}

domain::AccountLinkId AccountRows::insert(const domain::AccountLink& l) {
  const FieldCipher& cipher = context_.cipher;
  const std::string email = l.email.value().str();
  const auto id = context_.database.row<domain::AccountLinkId>(
      "insert into account_link (purpose, account_id, organisation_id, role, email, blind_email, language, link_seed, "
      "token_hash, made_by, created_time, expires_time, used_time, revoked_time) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id",
      l.purpose, l.account, l.organisation, l.role, cipher.seal("account_link.email", email),
      cipher.blind_index("email", email), l.language, l.link_seed, l.token_hash, l.made_by, l.created_time,
      l.expires_time, l.used_time, l.revoked_time);
  if (!id) throw_duplicate();
  return *id;
}

bool AccountRows::use(domain::AccountLinkId id, domain::Instant now) {
  return context_.database.run(
             "update account_link set used_time = ? where id = ? and used_time is null and revoked_time is null", now,
             id) > 0;
}

void AccountRows::revoke(domain::AccountLinkId id, domain::Instant now) {
  context_.database.run("update account_link set revoked_time = ? where id = ? and used_time is null", now, id);
}

void AccountRows::revoke_links_of(domain::AccountId account, domain::LinkPurpose purpose, domain::Instant now) {
  context_.database.run(
      "update account_link set revoked_time = ? where account_id = ? and purpose = ? and used_time is null "
      "and revoked_time is null",
      now, account, purpose);
}

void AccountRows::remove_links_over_before(domain::Instant time) {
  context_.database.run(
      "delete from outbox where account_link_id in (select l.id from account_link l where l.expires_time < ?)", time);
  context_.database.run("delete from account_link where expires_time < ?", time);
}

}  // namespace storage
