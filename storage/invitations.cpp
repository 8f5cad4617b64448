#include "storage/invitations.hpp"

#include "storage/failure.hpp"

namespace storage {
namespace {

// As stored: the contact is sealed.
struct InvitationRow {
  domain::Invitation invitation;
  std::string phone;
  std::string email;
};

#define KUTSU_INVITATION                                                                                   \
  "select id, event_id, name, phone, email, language, link_seed, token_hash, created_time, revoked_time, " \
  "registration_id from invitation where "

auto fields(InvitationRow& row) {
  domain::Invitation& i = row.invitation;
  return std::tie(i.id, i.event, i.contact.name, row.phone, row.email, i.contact.language, i.link_seed, i.token_hash,
                  i.created_time, i.revoked_time, i.registration);
}

std::vector<domain::Invitation> open(const FieldCipher& cipher, std::vector<InvitationRow> rows) {
  std::vector<domain::Invitation> invitations;
  invitations.reserve(rows.size());
  for (InvitationRow& row : rows) {
    domain::Contact& contact = row.invitation.contact;
    contact.name = cipher.open("invitation.name", contact.name);
    if (!row.phone.empty()) contact.phone.emplace(cipher.open("invitation.phone", row.phone));
    if (!row.email.empty()) contact.email.emplace(cipher.open("invitation.email", row.email));
    invitations.push_back(std::move(row.invitation));
  }
  return invitations;
}

std::optional<domain::Invitation> first(std::vector<domain::Invitation> found) {
  if (found.empty()) return {};
  return std::move(found.front());
}

}  // namespace

std::optional<domain::Invitation> InvitationRows::find(domain::InvitationId id) const {
  return first(open(context_.cipher, context_.database.rows<InvitationRow>(KUTSU_INVITATION "id = ?", id)));
}

std::optional<domain::Invitation> InvitationRows::find_by_token_hash(std::string_view hash) const {
  return first(open(context_.cipher, context_.database.rows<InvitationRow>(KUTSU_INVITATION "token_hash = ?", hash)));
}

std::vector<domain::Invitation> InvitationRows::of_event(domain::EventId event) const {
  return open(context_.cipher,
              context_.database.rows<InvitationRow>(KUTSU_INVITATION "event_id = ? order by id", event));
}

std::vector<domain::Invitation> InvitationRows::of_contact(const std::optional<domain::PhoneNumber>& phone,
                                                           const std::optional<domain::EmailAddress>& email) const {
  Connection& database = context_.database;
  const Engine engine = database.engine();
  const FieldCipher& cipher = context_.cipher;
  return open(cipher, database.rows<InvitationRow>(
                          KUTSU_INVITATION + any_of(engine, "blind_phone", true) + " or " +
                              any_of(engine, "blind_email", true) + " order by id",
                          list_value(engine, cipher.blind_indexes("phone", phone ? phone->e164() : "")),
                          list_value(engine, cipher.blind_indexes("email", email ? email->str() : ""))));
}

domain::InvitationId InvitationRows::insert(const domain::Invitation& i) {
  const FieldCipher& cipher = context_.cipher;
  const std::string phone = i.contact.phone ? i.contact.phone->e164() : "";
  const std::string email = i.contact.email ? i.contact.email->str() : "";
  const auto id = context_.database.row<domain::InvitationId>(
      "insert into invitation (event_id, name, phone, email, blind_phone, blind_email, language, link_seed, "
      "token_hash, created_time, revoked_time, registration_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      i.event, cipher.seal("invitation.name", i.contact.name), cipher.seal("invitation.phone", phone),
      cipher.seal("invitation.email", email), cipher.blind_index("phone", phone), cipher.blind_index("email", email),
      i.contact.language, i.link_seed, i.token_hash, i.created_time, i.revoked_time, i.registration);
  if (!id) throw_duplicate();
  return *id;
}

void InvitationRows::update(const domain::Invitation& i) {
  context_.database.run("update invitation set revoked_time = ?, registration_id = ? where id = ?", i.revoked_time,
                        i.registration, i.id);
}

void InvitationRows::remove_of(domain::EventId event) {
  context_.database.run("delete from outbox where invitation_id in (select id from invitation where event_id = ?)",
                        event);
  context_.database.run("delete from invitation where event_id = ?", event);
}

void InvitationRows::remove(domain::InvitationId id) {
  context_.database.run("delete from outbox where invitation_id = ?", id);
  context_.database.run("delete from invitation where id = ?", id);
}

}  // namespace storage
