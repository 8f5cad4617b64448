#include "storage/registrations.hpp"

#include <unordered_map>

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
  "manage_token_hash, coalesce(idempotency_key_hash, ''), request_fingerprint from registration where "

auto fields(RegistrationRow& row) {
  domain::Registration& r = row.registration;
  return std::tie(r.id, r.event, r.status, r.contact.name, row.phone, row.email, r.contact.language, row.answers,
                  r.consent.version, r.consent.language, r.consent.time, r.made_by_staff, r.reminders_wanted,
                  r.created_time, r.version, r.link_seed, r.manage_token_hash, r.idempotency_key_hash,
                  r.request_fingerprint);
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
  context.database.run(
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

}  // namespace

std::optional<domain::Registration> RegistrationRows::find(domain::RegistrationId id) const {
  return first(context_, KUTSU_REGISTRATION "id = ?", id);
}

std::optional<domain::Registration> RegistrationRows::find_by_token_hash(std::string_view hash) const {
  return first(context_, KUTSU_REGISTRATION "manage_token_hash = ?", hash);
}

std::optional<domain::Registration> RegistrationRows::find_by_idempotency_key(domain::EventId event,
                                                                              std::string_view key_hash) const {
  return first(context_, KUTSU_REGISTRATION "event_id = ? and idempotency_key_hash = ?", event, key_hash);
}

std::vector<domain::Registration> RegistrationRows::of_event(domain::EventId event) const {
  return complete(context_,
                  context_.database.rows<RegistrationRow>(KUTSU_REGISTRATION "event_id = ? order by id", event));
}

std::vector<domain::Registration> RegistrationRows::waiting(domain::EventId event) const {
  return complete(context_, context_.database.rows<RegistrationRow>(
                                KUTSU_REGISTRATION "event_id = ? and status = 'waitlisted' order by id", event));
}

std::optional<int> RegistrationRows::waiting_position(const domain::Registration& registration) const {
  if (registration.status != domain::RegistrationStatus::waitlisted) return {};
  return context_.database.row<int>(
      "select count(*) from registration where event_id = ? and status = 'waitlisted' and id <= ?", registration.event,
      registration.id);
}

domain::RegistrationId RegistrationRows::insert(const domain::Registration& r) {
  context_.changes.places = true;
  const SealedContact sealed(context_.cipher, r);
  const auto id = context_.database.row<domain::RegistrationId>(
      "insert into registration (event_id, status, contact_name, contact_phone, contact_email, blind_phone, "
      "blind_email, language, answers, consent_version, consent_language, consent_time, made_by_staff, "
      "reminders_wanted, created_time, version, link_seed, manage_token_hash, idempotency_key_hash, "
      "request_fingerprint) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?) "
      "on conflict do nothing returning id",
      r.event, r.status, sealed.name, sealed.phone, sealed.email, sealed.blind_phone, sealed.blind_email,
      r.contact.language, sealed.answers, r.consent.version, r.consent.language, r.consent.time, r.made_by_staff,
      r.reminders_wanted, r.created_time, r.version, r.link_seed, r.manage_token_hash, r.idempotency_key_hash,
      r.request_fingerprint);
  if (!id) throw_duplicate();
  for (std::size_t i = 0; i < r.persons.size(); ++i) insert_person(context_, *id, i, r.persons[i]);
  return *id;
}

void RegistrationRows::update(const domain::Registration& r) {
  context_.changes.places = true;
  const SealedContact sealed(context_.cipher, r);
  context_.database.run(
      "update registration set status = ?, contact_name = ?, contact_phone = ?, contact_email = ?, blind_phone = ?, "
      "blind_email = ?, language = ?, answers = ?, reminders_wanted = ?, link_seed = ?, manage_token_hash = ?, "
      "version = version + 1 where id = ?",
      r.status, sealed.name, sealed.phone, sealed.email, sealed.blind_phone, sealed.blind_email, r.contact.language,
      sealed.answers, r.reminders_wanted, r.link_seed, r.manage_token_hash, r.id);
  update_persons(context_, r);
}

bool RegistrationRows::set_presence(domain::RegistrationId id, domain::PersonId person, domain::PresenceStatus status) {
  return context_.database.run("update person set presence = ? where id = ? and registration_id = ?", status, person,
                               id) > 0;
}

}  // namespace storage
