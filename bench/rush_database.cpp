#include "bench/rush_database.hpp"

#include <algorithm>
#include <chrono>
#include <memory>

#include "bench/programme.hpp"
#include "bench/table.hpp"
#include "domain/register_participants.hpp"

namespace bench {
namespace {

using storage::Connection;
using storage::Engine;

constexpr std::string_view sqlite = "sqlite3://";

std::string quoted(const std::string& text) {
  std::string literal = "'";
  for (const char c : text) literal.append(c == '\'' ? 2 : 1, c);
  return literal + "'";
}

std::vector<std::string> column_names(Connection& database, const std::string& table) {
  if (database.engine() == Engine::sqlite) {
    return database.rows<std::string>("select name from pragma_table_info('" + table + "') order by cid");
  }
  return database.rows<std::string>(
      "select cast(column_name as text) from information_schema.columns where table_schema = 'public' and "
      "table_name = '" +
      table + "' order by ordinal_position");
}

// `number` stands in the select that the text is for.
std::string random_text(Engine engine, std::size_t length, const std::string& column) {
  const auto size = std::to_string(length);
  if (engine == Engine::sqlite) return "substr(hex(randomblob(" + size + ")), 1, " + size + ")";
  return "left(repeat(md5(number || '" + column + "'), " + std::to_string(length / 32 + 1) + "), " + size + ")";
}

// `changed` says what some columns become; "" leaves one out.
using Changes = std::vector<std::pair<std::string, std::string>>;

std::string copy_statement(Connection& database, const std::string& table, const std::string& condition,
                           const std::string& numbers, const Changes& changed) {
  std::string names;
  std::string values;
  for (const auto& column : model_row(database, table, condition)) {
    std::string value = column.is_random ? random_text(database.engine(), column.length, column.name) : column.value;
    for (const auto& [name, other] : changed) {
      if (name == column.name) value = other;
    }
    if (value.empty()) continue;
    names.append(names.empty() ? "" : ", ").append(column.name);
    values.append(values.empty() ? "" : ", ").append(value);
  }
  return "insert into " + table + " (" + names + ") select " + values + " " + numbers;
}

// Rows of (number, event) to copy for.
std::string numbers_of(Connection& database, std::size_t registrations, std::size_t events) {
  const auto count = std::to_string(registrations);
  const std::string series =
      database.engine() == Engine::sqlite
          ? "(with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < " +
                count + ") select number from numbers)"
          : "generate_series(1, " + count + ")";
  return "from " + series + (database.engine() == Engine::sqlite ? "" : " as numbers (number)") +
         " join bench_event on place = (number - 1) * " + std::to_string(events) + " / " + count;
}

}  // namespace

std::filesystem::path file_of(const RushDatabase& database) {
  return database.url.substr(sqlite.size());
}

std::unique_ptr<Connection> connect(const RushDatabase& database) {
  if (!database.url.starts_with(sqlite)) return Connection::open_postgresql(database.url);
  return Connection::open_sqlite(file_of(database), storage::Access::read_write);
}

void make(const RushDatabase& database, std::size_t events) {
  const House house(database.folder, database.url);
  add_events(house.ports(), events);
  domain::RegistrationRequest request;
  request.event = {events_of(*connect(database)).front()};
  request.contact = {"Esimerkki 123456", domain::PhoneNumber("+358405550000"),
                     domain::EmailAddress("esimerkki123456@example.org"), domain::LanguageTag("fi")};
  request.persons.resize(1);
  request.persons[0].name = request.contact.name;
  (void)domain::register_participants(house.ports(), request);
}

void fill(const RushDatabase& to, std::size_t registrations) {
  if (registrations == 0) return;
  const auto database = connect(to);
  const bool lite = database->engine() == Engine::sqlite;
  // What is filled in need not survive a power cut.
  database->run_once(lite ? "pragma synchronous = off" : "set synchronous_commit = off");
  database->run_once(lite ? "pragma cache_size = -1000000" : "set statement_timeout = 0");
  const auto events = events_of(*database).size();
  database->run_once("create table bench_event (place bigint primary key, event bigint not null)");
  database->run_once("insert into bench_event select row_number() over (order by id) - 1, id from event");
  const std::string numbers = numbers_of(*database, registrations, events);
  database->run_once(
      copy_statement(*database, "registration", "id = 1", numbers, {{"id", "number + 1"}, {"event_id", "event"}}));
  database->run_once(copy_statement(*database, "person", "registration_id = 1", numbers,
                                    {{"id", ""}, {"registration_id", "number + 1"}}));
  for (const auto id : model_messages(*database)) {
    database->run_once(copy_statement(*database, "outbox", "id = " + std::to_string(id), numbers,
                                      {{"id", ""},
                                       {"event_id", "event"},
                                       {"registration_id", "number + 1"},
                                       {"state", "'sent'"},
                                       {"claim_time", "null"}}));
  }
  database->run_once("update event set confirmed_persons = confirmed_persons + " +
                     std::to_string(registrations / events));
  database->run_once("drop table bench_event");
  if (!lite) {
    static_cast<void>(database->rows<std::int64_t>(
        "select setval(pg_get_serial_sequence('registration', 'id'), (select max(id) from registration))"));
    database->run_once("vacuum analyze");
    database->run_once("checkpoint");
  }
}

double bare_commit(const RushDatabase& of) {
  const auto database = connect(of);
  database->run_once("create table bench_commit (value bigint not null)");
  std::vector<double> times;
  for (int i = 0; i < 1000; ++i) {
    const auto began = std::chrono::steady_clock::now();
    database->run("insert into bench_commit (value) values (?)", i);
    times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count());
  }
  database->run_once("drop table bench_commit");
  return median(std::move(times));
}

std::vector<std::int64_t> events_of(Connection& database) {
  return database.rows<std::int64_t>("select id from event order by id");
}

std::vector<ModelColumn> model_row(Connection& database, const std::string& table, const std::string& condition) {
  std::vector<ModelColumn> columns;
  const bool lite = database.engine() == Engine::sqlite;
  for (const auto& name : column_names(database, table)) {
    using Found = std::tuple<std::optional<std::string>, std::string>;
    const auto found =
        database.row<Found>("select cast(" + name + " as text), cast(" + (lite ? "typeof(" : "pg_typeof(") + name +
                            ") as text) from " + table + " where " + condition);
    if (!found) throw std::runtime_error("no model in " + table);
    const auto& [value, type] = *found;
    ModelColumn column{name, "null", 0, type == "text", false};
    if (value) {
      column.value = column.is_text ? quoted(*value) : *value;
      column.length = value->size();
      // Words of the contract are long, too, but of small letters.
      column.is_random = column.is_text && column.length >= 20 &&
                         !std::ranges::all_of(*value, [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); });
    }
    columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<std::int64_t> model_messages(Connection& database) {
  return database.rows<std::int64_t>("select id from outbox where registration_id = 1 order by id");
}

}  // namespace bench
