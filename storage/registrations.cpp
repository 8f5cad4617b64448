#include "storage/registrations.hpp"

#include <unordered_map>
#include <utility>

#include "storage/contact_index.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

// As stored: what is sealed is still so.
struct RegistrationRow {
  domain::Registration registration;
  std::string phone;
  std::string email;
  std::string answers;
};

#define KUTSU_REGISTRATION                                                                                        \
  "select id, event_id, status, contact_name, contact_phone, contact_email, language, answers, consent_version, " \
  "consent_language, consent_time, made_by_staff, reminders_wanted, created_time, version, link_seed, "           \
  "manage_token_hash, coalesce(idempotency_key_hash, ''), request_fingerprint, verified, wrong_codes, "           \
  "expires_time, end_reason, coalesce(party_key, ''), invitation_id, walk_in from registration where "

#define KUTSU_INSERTED                                                                                             \
  "event_id, status, contact_name, contact_phone, contact_email, blind_phone, blind_email, language, answers, "    \
  "consent_version, consent_language, consent_time, made_by_staff, reminders_wanted, created_time, version, "      \
  "link_seed, manage_token_hash, idempotency_key_hash, request_fingerprint, verified, wrong_codes, expires_time, " \
  "end_reason, party_key, invitation_id, walk_in"
#define KUTSU_INSERTED_VALUES \
  "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, nullif(?, ''), ?, ?"

auto fields(RegistrationRow& row) {
  domain::Registration& r = row.registration;
  return std::tie(r.id, r.event, r.status, r.contact.name, row.phone, row.email, r.contact.language, row.answers,
                  r.consent.version, r.consent.language, r.consent.time, r.made_by_staff, r.reminders_wanted,
                  r.created_time, r.version, r.link_seed, r.manage_token_hash, r.idempotency_key_hash,
                  r.request_fingerprint, r.verified, r.wrong_codes, r.expires_time, r.end_reason, r.party_key,
                  r.invitation, r.walk_in);
}

struct PersonRow {
  domain::RegistrationId registration;
  domain::Person person;
};
auto fields(PersonRow& row) {
  domain::Person& p = row.person;
  return std::tie(row.registration, p.id, p.name, p.interpreter_language, p.child_age, p.accessibility, p.presence);
}

struct SealedContact {
  SealedContact(const FieldCipher& cipher, const domain::Registration& r)
      : name(cipher.seal("registration.contact_name", r.contact.name)),
        phone(r.contact.phone ? cipher.seal("registration.contact_phone", r.contact.phone->e164()) : ""),
        email(r.contact.email ? cipher.seal("registration.contact_email", r.contact.email->str()) : ""),
        blind_phone(r.contact.phone ? cipher.blind_index("phone", r.contact.phone->e164()) : ""),
        blind_email(r.contact.email ? cipher.blind_index("email", r.contact.email->str()) : ""),
        answers(cipher.seal("registration.answers", pack(r.answers))) {}
  std::string name;
  std::string phone;
  std::string email;
  std::string blind_phone;
  std::string blind_email;
  std::string answers;
};

domain::Registration open(const FieldCipher& cipher, RegistrationRow& row) {
  domain::Registration& r = row.registration;
  r.contact.name = cipher.open("registration.contact_name", r.contact.name);
  if (!row.phone.empty()) r.contact.phone.emplace(cipher.open("registration.contact_phone", row.phone));
  if (!row.email.empty()) r.contact.email.emplace(cipher.open("registration.contact_email", row.email));
  r.answers = unpack(cipher.open("registration.answers", row.answers));
  return std::move(r);
}

std::vector<domain::Registration> complete(Context& context, std::vector<RegistrationRow> rows) {
  std::vector<domain::Registration> registrations;
  if (rows.empty()) return registrations;
  std::vector<std::int64_t> ids;
  std::unordered_map<domain::RegistrationId, std::size_t> places;
  registrations.reserve(rows.size());
  for (RegistrationRow& row : rows) {
    ids.push_back(row.registration.id.value);
    places.emplace(row.registration.id, registrations.size());
    registrations.push_back(open(context.cipher, row));
  }
  Connection& database = context.database;
  const std::string list = list_value(database.engine(), ids);
  for (PersonRow& row : database.rows<PersonRow>(
           "select registration_id, id, name, interpreter_language, child_age, accessibility, presence from person "
           "where " +
               any_of(database.engine(), "registration_id", false) + " order by registration_id, position",
           list)) {
    row.person.name = context.cipher.open("person.name", row.person.name);
    row.person.accessibility = context.cipher.open("person.accessibility", row.person.accessibility);
    registrations[places.at(row.registration)].persons.push_back(std::move(row.person));
  }
  return registrations;
}

template <class... Args>
std::optional<domain::Registration> first(Context& context, std::string_view sql, const Args&... args) {
  auto found = complete(context, context.database.rows<RegistrationRow>(sql, args...));
  if (found.empty()) return {};
  return std::move(found.front());
}

void insert_person(Context& context, domain::RegistrationId registration, std::size_t position,
                   const domain::Person& person) {
  context.database.later(
      "insert into person (registration_id, position, name, interpreter_language, child_age, accessibility, presence) "
      "values (?, ?, ?, ?, ?, ?, ?)",
      registration, position, context.cipher.seal("person.name", person.name), person.interpreter_language,
      person.child_age, context.cipher.seal("person.accessibility", person.accessibility), person.presence);
}

// Those with an id keep it; those that are not named any more go.
void update_persons(Context& context, const domain::Registration& registration) {
  Connection& database = context.database;
  std::vector<std::int64_t> staying;
  for (const domain::Person& person : registration.persons) {
    if (person.id.value != 0) staying.push_back(person.id.value);
  }
  const std::string list = list_value(database.engine(), staying);
  database.run("delete from person where registration_id = ? and not (" + any_of(database.engine(), "id", false) + ")",
               registration.id, list);
  for (std::size_t i = 0; i < registration.persons.size(); ++i) {
    const domain::Person& person = registration.persons[i];
    if (person.id.value == 0) {
      insert_person(context, registration.id, i, person);
      continue;
    }
    database.run(
        "update person set position = ?, name = ?, interpreter_language = ?, child_age = ?, accessibility = ?, "
        "presence = ? where id = ? and registration_id = ?",
        i, context.cipher.seal("person.name", person.name), person.interpreter_language, person.child_age,
        context.cipher.seal("person.accessibility", person.accessibility), person.presence, person.id, registration.id);
  }
}

struct BlindContact {
  std::string phones;
  std::string emails;
};

BlindContact indexes_of(const Context& context, const std::optional<domain::PhoneNumber>& phone,
                        const std::optional<domain::EmailAddress>& email) {
  const Engine engine = context.database.engine();
  return {list_value(engine, context.cipher.blind_indexes("phone", phone ? phone->e164() : "")),
          list_value(engine, context.cipher.blind_indexes("email", email ? email->str() : ""))};
}

}  // namespace

std::optional<domain::Registration> RegistrationRows::find(domain::RegistrationId id) const {
  return first(context_, KUTSU_REGISTRATION "id = ?", id);
}

std::optional<domain::Registration> RegistrationRows::find_by_token_hash(std::string_view hash) const {
  // Without the hour, as they were once.
  return first(context_, KUTSU_REGISTRATION "manage_token_hash in (?, ?)", hash,
               hash.substr(std::min<std::size_t>(hash.size(), 3)));
}

std::optional<domain::Registration> RegistrationRows::find_by_idempotency_key(domain::EventId event,
                                                                              std::string_view key_hash) const {
  return first(context_, KUTSU_REGISTRATION "event_id = ? and idempotency_key_hash = ?", event, key_hash);
}

std::vector<domain::Registration> RegistrationRows::of_event(domain::EventId event) const {
  return complete(context_,
                  context_.database.rows<RegistrationRow>(KUTSU_REGISTRATION "event_id = ? order by id", event));
}

std::optional<domain::Registration> RegistrationRows::next_waiting(domain::EventId event, int persons, int children,
                                                                   domain::RegistrationId after) const {
  const auto id = context_.database.row<domain::RegistrationId>(
      "select r.id from registration r join person p on p.registration_id = r.id "
      "where r.event_id = ? and r.status = 'waitlisted' and r.id > ? group by r.id "
      "having count(*) <= ? and count(p.child_age) <= ? order by r.id limit 1",
      event, after, persons, children);
  return id ? find(*id) : std::nullopt;
}

std::vector<domain::Registration> RegistrationRows::of_party(std::string_view party_key) const {
  if (party_key.empty()) return {};
  return complete(context_, context_.database.rows<RegistrationRow>(
                                KUTSU_REGISTRATION "party_key = ? order by "
                                                   "(select start_time from event where event.id = event_id), id",
                                party_key));
}

std::vector<domain::Registration> RegistrationRows::of_contact(const std::optional<domain::PhoneNumber>& phone,
                                                               const std::optional<domain::EmailAddress>& email,
                                                               std::size_t limit) const {
  const auto [phones, emails] = indexes_of(context_, phone, email);
  Connection& database = context_.database;
  return complete(context_, database.rows<RegistrationRow>(
                                KUTSU_REGISTRATION + of_contact_clause(database.engine()) + " order by id desc limit ?",
                                phones, emails, limit));
}

domain::PhoneParties RegistrationRows::parties_of_phone(domain::EventId event, const domain::PhoneNumber& phone) const {
  Connection& database = context_.database;
  const std::string sql =
      "with oldest (id) as (" + oldest_of_event() +
      ") select count(case when verified = 1 then 1 end), count(case when verified = 0 then 1 end) from registration "
      "where id in (" +
      of_blind_column(database.engine(), "blind_phone", "select min(id) from oldest") +
      ") and event_id = ? and status <> 'cancelled'";
  const auto [proven, unproven] = database.rows<std::tuple<int, int>>(
      sql, event, event, event, event,
      list_value(database.engine(), context_.cipher.blind_indexes("phone", phone.e164())), event)[0];
  return {proven, unproven};
}

std::vector<domain::Registration> RegistrationRows::newest_of(domain::OrganisationId organisation,
                                                              std::size_t limit) const {
  return complete(context_, context_.database.rows<RegistrationRow>(
                                KUTSU_REGISTRATION "event_id in (select event_id from event_organiser where "
                                                   "organisation_id = ?) order by id desc limit ?",
                                organisation, limit));
}

domain::RegistrationId RegistrationRows::insert(const domain::Registration& r) {
  context_.changes.places = true;
  const domain::RegistrationId id = insert_row(r);
  for (std::size_t i = 0; i < r.persons.size(); ++i) insert_person(context_, id, i, r.persons[i]);
  return id;
}

// Where the id is known nobody waits: a duplicate is met with what comes next.
domain::RegistrationId RegistrationRows::insert_row(const domain::Registration& r) {
  const SealedContact sealed(context_.cipher, r);
  const auto with = [&](const auto& work, std::string_view sql, const auto&... before) {
    return work(sql, before..., r.event, r.status, sealed.name, sealed.phone, sealed.email, sealed.blind_phone,
                sealed.blind_email, r.contact.language, sealed.answers, r.consent.version, r.consent.language,
                r.consent.time, r.made_by_staff, r.reminders_wanted, r.created_time, r.version, r.link_seed,
                r.manage_token_hash, r.idempotency_key_hash, r.request_fingerprint, r.verified, r.wrong_codes,
                r.expires_time, r.end_reason, r.party_key, r.invitation, r.walk_in);
  };
  if (const auto known = std::exchange(context_.next_registration, std::nullopt)) {
    with([&](std::string_view sql, const auto&... args) { context_.database.later(sql, args...); },
         "insert into registration (id, " KUTSU_INSERTED ") values (?, " KUTSU_INSERTED_VALUES ")", *known);
    return *known;
  }
  const auto id = with([&](std::string_view sql,
                           const auto&... args) { return context_.database.row<domain::RegistrationId>(sql, args...); },
                       "insert into registration (" KUTSU_INSERTED ") values (" KUTSU_INSERTED_VALUES
                       ") on conflict do nothing returning id");
  if (!id) throw_duplicate();
  return *id;
}

void RegistrationRows::update(const domain::Registration& r) {
  context_.changes.places = true;
  const SealedContact sealed(context_.cipher, r);
  context_.database.run(
      "update registration set status = ?, contact_name = ?, contact_phone = ?, contact_email = ?, blind_phone = ?, "
      "blind_email = ?, language = ?, answers = ?, reminders_wanted = ?, link_seed = ?, manage_token_hash = ?, "
      "verified = ?, wrong_codes = ?, expires_time = ?, end_reason = ?, version = version + 1 where id = ?",
      r.status, sealed.name, sealed.phone, sealed.email, sealed.blind_phone, sealed.blind_email, r.contact.language,
      sealed.answers, r.reminders_wanted, r.link_seed, r.manage_token_hash, r.verified, r.wrong_codes, r.expires_time,
      r.end_reason, r.id);
  update_persons(context_, r);
}

bool RegistrationRows::set_presence(domain::RegistrationId id, domain::PersonId person, domain::PresenceStatus status) {
  return context_.database.run("update person set presence = ? where id = ? and registration_id = ?", status, person,
                               id) > 0;
}

void RegistrationRows::remove(domain::RegistrationId id) {
  context_.changes.places = true;
  Connection& database = context_.database;
  database.run("delete from outbox where registration_id = ?", id);
  database.run("delete from person where registration_id = ?", id);
  database.run(
      "delete from refused_date where party_key = (select party_key from registration where id = ?) and not exists "
      "(select 1 from registration r where r.party_key = refused_date.party_key and r.id <> ?)",
      id, id);
  database.run("delete from registration where id = ?", id);
}

void RegistrationRows::forget_answers(domain::EventId event) {
  context_.database.run("update registration set answers = '' where event_id = ? and answers <> ''", event);
}

}  // namespace storage
