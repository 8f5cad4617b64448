#include "storage/interpreters.hpp"

#include <algorithm>
#include <unordered_map>

#include "storage/failure.hpp"
#include "storage/fold_case.hpp"

namespace storage {
namespace {

// As stored: name, phone and email are sealed.
struct InterpreterRow {
  domain::Interpreter interpreter;
  std::string phone;
  std::string email;
};

#define KUTSU_INTERPRETER_COLUMNS                                                                        \
  "id, name, agency, phone, email, message_language, calendar_seed, coalesce(calendar_token_hash, ''), " \
  "active, created_time, version"

auto fields(InterpreterRow& row) {
  domain::Interpreter& i = row.interpreter;
  return std::tie(i.id, i.name, i.agency, row.phone, row.email, i.message_language, i.calendar_seed,
                  i.calendar_token_hash, i.active, i.created_time, i.version);
}

std::vector<domain::Interpreter> complete(Context& context, std::vector<InterpreterRow> rows) {
  std::vector<domain::Interpreter> interpreters;
  if (rows.empty()) return interpreters;
  std::vector<std::int64_t> ids;
  std::unordered_map<domain::InterpreterId, std::size_t> places;
  for (InterpreterRow& row : rows) {
    domain::Interpreter& interpreter = row.interpreter;
    interpreter.name = context.cipher.open("interpreter.name", interpreter.name);
    if (!row.phone.empty()) interpreter.phone.emplace(context.cipher.open("interpreter.phone", row.phone));
    if (!row.email.empty()) interpreter.email.emplace(context.cipher.open("interpreter.email", row.email));
    ids.push_back(interpreter.id.value);
    places.emplace(interpreter.id, interpreters.size());
    interpreters.push_back(std::move(interpreter));
  }
  Connection& database = context.database;
  using Spoken = std::tuple<domain::InterpreterId, domain::LanguageTag, std::string>;
  for (auto& [id, language, dialect] : database.rows<Spoken>(
           "select interpreter_id, language, dialect from interpreter_language where " +
               any_of(database.engine(), "interpreter_id", false) + " order by interpreter_id, position",
           list_value(database.engine(), ids))) {
    interpreters[places.at(id)].languages.push_back({language, std::move(dialect)});
  }
  return interpreters;
}

template <class T>
std::optional<T> first(std::vector<T> found) {
  if (found.empty()) return {};
  return std::move(found.front());
}

struct SealedContact {
  SealedContact(const FieldCipher& cipher, const domain::Interpreter& i)
      : name(cipher.seal("interpreter.name", i.name)),
        phone(i.phone ? cipher.seal("interpreter.phone", i.phone->e164()) : ""),
        email(i.email ? cipher.seal("interpreter.email", i.email->str()) : ""),
        blind_phone(i.phone ? cipher.blind_index("phone", i.phone->e164()) : ""),
        blind_email(i.email ? cipher.blind_index("email", i.email->str()) : "") {}
  std::string name;
  std::string phone;
  std::string email;
  std::string blind_phone;
  std::string blind_email;
};

void write_languages(Connection& database, domain::InterpreterId id,
                     const std::vector<domain::SpokenLanguage>& languages) {
  database.run("delete from interpreter_language where interpreter_id = ?", id);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    database.run("insert into interpreter_language (interpreter_id, position, language, dialect) values (?, ?, ?, ?)",
                 id, i, languages[i].language, languages[i].dialect);
  }
}

}  // namespace

std::optional<domain::Interpreter> InterpreterRows::find(domain::InterpreterId id) const {
  return first(complete(context_, context_.database.rows<InterpreterRow>(
                                      "select " KUTSU_INTERPRETER_COLUMNS " from interpreter where id = ?", id)));
}

std::optional<domain::Interpreter> InterpreterRows::find_by_calendar_hash(std::string_view hash) const {
  return first(complete(
      context_, context_.database.rows<InterpreterRow>(
                    "select " KUTSU_INTERPRETER_COLUMNS " from interpreter where calendar_token_hash = ?", hash)));
}

std::vector<domain::Interpreter> InterpreterRows::all() const {
  std::vector<domain::Interpreter> interpreters =
      complete(context_, context_.database.rows<InterpreterRow>("select " KUTSU_INTERPRETER_COLUMNS
                                                                " from interpreter where active = 1 order by id"));
  // The database cannot read names.
  std::ranges::stable_sort(interpreters, {}, [](const domain::Interpreter& one) { return fold_case(one.name); });
  return interpreters;
}

std::vector<domain::Interpreter> InterpreterRows::of_contact(const std::optional<domain::PhoneNumber>& phone,
                                                             const std::optional<domain::EmailAddress>& email) const {
  Connection& database = context_.database;
  const FieldCipher& cipher = context_.cipher;
  const auto engine = database.engine();
  return complete(context_, database.rows<InterpreterRow>(
                                "select " KUTSU_INTERPRETER_COLUMNS " from interpreter where " +
                                    any_of(engine, "blind_phone", true) + " or " + any_of(engine, "blind_email", true) +
                                    " order by id",
                                list_value(engine, cipher.blind_indexes("phone", phone ? phone->e164() : "")),
                                list_value(engine, cipher.blind_indexes("email", email ? email->str() : ""))));
}

std::vector<domain::IdleInterpreter> InterpreterRows::idle(domain::Instant inactive_before,
                                                           domain::Instant active_before, std::size_t limit) const {
  using Idle = std::tuple<domain::InterpreterId, domain::Instant>;
  std::vector<domain::IdleInterpreter> idle;
  for (const auto& [id, since] : context_.database.rows<Idle>(
           "select id, since from (select i.id, i.active, case when b.end_time > i.created_time then b.end_time "
           "else i.created_time end as since from interpreter i left join (select interpreter_id, max(end_time) as "
           "end_time from interpreter_booking group by interpreter_id) b on b.interpreter_id = i.id "
           "where i.name <> '') named where (active = 0 and since < ?) or (active = 1 and since < ?) "
           "order by since, id limit ?",
           inactive_before, active_before, limit)) {
    idle.push_back({id, since});
  }
  return idle;
}

std::optional<domain::Interpreter> InterpreterRows::lock(domain::InterpreterId id) {
  return first(complete(
      context_, context_.database.rows<InterpreterRow>("update interpreter set version = version + 1 where id = ? "
                                                       "returning " KUTSU_INTERPRETER_COLUMNS,
                                                       id)));
}

domain::InterpreterId InterpreterRows::insert(const domain::Interpreter& i) {
  const SealedContact sealed(context_.cipher, i);
  const auto id = context_.database.row<domain::InterpreterId>(
      "insert into interpreter (name, agency, phone, email, blind_phone, blind_email, message_language, "
      "calendar_seed, calendar_token_hash, active, created_time, version) "
      "values (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?) on conflict do nothing returning id",
      sealed.name, i.agency, sealed.phone, sealed.email, sealed.blind_phone, sealed.blind_email, i.message_language,
      i.calendar_seed, i.calendar_token_hash, i.active, i.created_time, i.version);
  if (!id) throw_duplicate();
  write_languages(context_.database, *id, i.languages);
  return *id;
}

void InterpreterRows::update(const domain::Interpreter& i) {
  const SealedContact sealed(context_.cipher, i);
  context_.database.run(
      "update interpreter set name = ?, agency = ?, phone = ?, email = ?, blind_phone = ?, blind_email = ?, "
      "message_language = ?, calendar_seed = ?, calendar_token_hash = nullif(?, ''), active = ? where id = ?",
      sealed.name, i.agency, sealed.phone, sealed.email, sealed.blind_phone, sealed.blind_email, i.message_language,
      i.calendar_seed, i.calendar_token_hash, i.active, i.id);
  write_languages(context_.database, i.id, i.languages);
}

}  // namespace storage
