#include "bench/raw_sqlite.hpp"

#include <sqlite3.h>

#include <array>
#include <chrono>
#include <map>
#include <stdexcept>
#include <string>
#include <variant>

namespace bench {
namespace {

using Value = std::variant<std::monostate, std::int64_t, std::string>;
using Row = std::vector<Value>;

class Database {
 public:
  explicit Database(const std::filesystem::path& path) {
    if (sqlite3_open(path.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("no database");
    run("pragma journal_mode = wal");
    run("pragma synchronous = full");
    run("pragma foreign_keys = on");
    // As much memory and as long a log as the store gives itself.
    run("pragma cache_size = -32768");
    run("pragma wal_autocheckpoint = 4000");
  }
  ~Database() { sqlite3_close(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  void run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(handle_));
    }
  }
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

class Statement {
 public:
  Statement(Database& database, const std::string& sql) : database_(database) {
    if (sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &handle_, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(database.handle()));
    }
  }
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  [[nodiscard]] std::vector<Row> rows() {
    std::vector<Row> rows;
    while (sqlite3_step(handle_) == SQLITE_ROW) {
      auto& row = rows.emplace_back();
      for (int i = 0; i < sqlite3_column_count(handle_); ++i) row.push_back(column(i));
    }
    return rows;
  }
  void run(const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) bind(static_cast<int>(i) + 1, row[i]);
    if (sqlite3_step(handle_) != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(database_.handle()));
    sqlite3_reset(handle_);
  }

 private:
  [[nodiscard]] Value column(int i) const {
    switch (sqlite3_column_type(handle_, i)) {
      case SQLITE_NULL:
        return {};
      case SQLITE_INTEGER:
        return std::int64_t{sqlite3_column_int64(handle_, i)};
      default:
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(handle_, i)),
                           static_cast<std::size_t>(sqlite3_column_bytes(handle_, i)));
    }
  }
  void bind(int i, const Value& value) {
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      sqlite3_bind_int64(handle_, i, *number);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      sqlite3_bind_text(handle_, i, text->data(), static_cast<int>(text->size()), SQLITE_STATIC);
    } else {
      sqlite3_bind_null(handle_, i);
    }
  }

  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

std::string insert_into(const char* table, std::size_t columns) {
  std::string sql = std::string("insert into ") + table + " values (?";
  for (std::size_t i = 1; i < columns; ++i) sql += ", ?";
  return sql + ")";
}

// By the registration they belong to.
std::map<std::int64_t, std::vector<Row>> grouped(Database& database, const std::string& table, std::int64_t after) {
  std::map<std::int64_t, std::vector<Row>> groups;
  Statement select(database, "select registration_id, * from " + table + " where registration_id > " +
                                 std::to_string(after) + " order by id");
  for (auto& row : select.rows()) {
    const auto registration = std::get<std::int64_t>(row.front());
    row.erase(row.begin());
    groups[registration].push_back(std::move(row));
  }
  return groups;
}

}  // namespace

struct Rows::Tables {
  std::vector<Row> registrations;  // id, event_id, …
  std::map<std::int64_t, std::vector<Row>> persons;
  std::map<std::int64_t, std::vector<Row>> messages;
};

std::vector<std::int64_t> event_ids(const std::filesystem::path& path) {
  Database database(path);
  Statement select(database, "select id from event order by start_time");
  std::vector<std::int64_t> ids;
  for (const auto& row : select.rows()) ids.push_back(std::get<std::int64_t>(row.front()));
  return ids;
}

Rows::Rows(const std::filesystem::path& path, std::int64_t after) : tables_(std::make_unique<Tables>()) {
  Database database(path);
  tables_->registrations =
      Statement(database, "select * from registration where id > " + std::to_string(after) + " order by id").rows();
  tables_->persons = grouped(database, "person", after);
  tables_->messages = grouped(database, "outbox", after);
}

Rows::~Rows() = default;

std::size_t Rows::registrations() const {
  return tables_->registrations.size();
}

double Rows::write(const std::filesystem::path& path, std::size_t per_commit) const {
  Database database(path);
  if (tables_->registrations.empty()) return 0;
  const auto& any = std::get<std::int64_t>(tables_->registrations.front().front());
  Statement move(database,
                 "update event set version = version + 1, confirmed_persons = confirmed_persons + 1 where id = ?");
  Statement revise(database, "update programme_revision set places = places + 1 where stripe = 1");
  Statement registration(database, insert_into("registration", tables_->registrations.front().size()));
  Statement person(database, insert_into("person", tables_->persons.at(any).front().size()));
  Statement message(database, insert_into("outbox", tables_->messages.at(any).front().size()));
  const auto began = std::chrono::steady_clock::now();
  std::size_t in_commit = 0;
  for (const auto& row : tables_->registrations) {
    if (in_commit == 0) database.run("begin immediate");
    const auto id = std::get<std::int64_t>(row[0]);
    move.run({row[1]});
    registration.run(row);
    if (const auto found = tables_->persons.find(id); found != tables_->persons.end()) {
      for (const auto& each : found->second) person.run(each);
    }
    if (const auto found = tables_->messages.find(id); found != tables_->messages.end()) {
      for (const auto& each : found->second) message.run(each);
    }
    if (++in_commit < per_commit) continue;
    revise.run({});
    database.run("commit");
    in_commit = 0;
  }
  if (in_commit > 0) database.run("commit");
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - began;
  return static_cast<double>(tables_->registrations.size()) / elapsed.count();
}

void copy_database(const std::filesystem::path& from, const std::filesystem::path& into) {
  Database source(from);
  source.run(("vacuum into '" + into.string() + "'").c_str());
}

double write_tables(const std::filesystem::path& from, const std::filesystem::path& into,
                    const std::vector<std::string>& tables) {
  std::vector<std::vector<Row>> contents;
  {
    Database source(from);
    for (const auto& table : tables) contents.push_back(Statement(source, "select * from " + table).rows());
  }
  Database target(into);
  const auto began = std::chrono::steady_clock::now();
  target.run("begin immediate");
  for (std::size_t i = 0; i < tables.size(); ++i) {
    if (contents[i].empty()) continue;
    Statement insert(target, insert_into(tables[i].c_str(), contents[i].front().size()));
    for (const Row& row : contents[i]) insert.run(row);
  }
  target.run("commit");
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace bench
