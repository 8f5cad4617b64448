#include "tests/contract/databases.hpp"

#include <libpq-fe.h>
#include <sqlite3.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace contract {
namespace {

class SqliteDatabase final : public Database {
 public:
  std::string url() const override { return "sqlite3://" + file().string(); }

  std::vector<std::string> query(const std::string& sql) override {
    sqlite3* opened = nullptr;
    if (sqlite3_open(file().c_str(), &opened) != SQLITE_OK) throw std::runtime_error("cannot open the file");
    const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, sqlite3_close);
    sqlite3_busy_timeout(opened, 5000);
    std::vector<std::string> rows;
    const auto add = [](void* to, int, char** columns, char**) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(columns[0] == nullptr ? "" : columns[0]);
      return 0;
    };
    if (sqlite3_exec(opened, sql.c_str(), add, &rows, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(opened));
    }
    return rows;
  }

  std::string bytes() override {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator(file().parent_path())) {
      std::ifstream stream(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(stream), {});
    }
    return all;
  }

  bool cut_connections() override { return false; }

 private:
  // A space and a quote in the path are nobody's business but the file system's.
  std::filesystem::path file() const { return folder_.path() / "a town's folder" / "kutsu.db"; }
  fixtures::TemporaryFolder folder_;
};

std::string server() {
  const char* const url = std::getenv("KUTSU_TEST_POSTGRESQL_URL");
  if (url == nullptr) {
    throw std::runtime_error("KUTSU_TEST_POSTGRESQL_URL names no server; run this by script/with_postgresql");
  }
  return url;
}

// A schema of its own in the server's one database.
class PostgresqlDatabase final : public Database {
 public:
  PostgresqlDatabase() {
    static std::atomic<int> count{0};
    schema_ = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count);
    run_at(server(), "create schema " + schema_);
  }
  ~PostgresqlDatabase() override {
    try {
      run_at(server(), "drop schema " + schema_ + " cascade");
    } catch (const std::exception&) {
      ADD_FAILURE() << "the schema " << schema_ << " stays behind";
    }
  }

  std::string url() const override {
    const std::string base = server();
    return base + (base.find('?') == std::string::npos ? "?" : "&") + "options=-csearch_path%3D" + schema_;
  }
  std::vector<std::string> query(const std::string& sql) override { return run_at(url(), sql); }

  std::string bytes() override {
    std::string all;
    const std::string of_schema =
        "select table_name from information_schema.tables where table_schema = '" + schema_ + "'";
    for (const std::string& table : query(of_schema)) {
      for (const std::string& row : query("select t::text from " + table + " t")) all.append(row).append("\n");
    }
    return all;
  }

  bool cut_connections() override {
    run_at(server(),
           "select pg_terminate_backend(pid)::text from pg_stat_activity "
           "where pid <> pg_backend_pid() and backend_type = 'client backend'");
    return true;
  }

 private:
  static std::vector<std::string> run_at(const std::string& where, const std::string& sql) {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> connection(PQconnectdb(where.c_str()), PQfinish);
    PQsetNoticeProcessor(
        connection.get(), [](void*, const char*) {}, nullptr);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection.get(), sql.c_str()), PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
      throw std::runtime_error(PQerrorMessage(connection.get()));
    }
    std::vector<std::string> rows;
    for (int i = 0; i < PQntuples(result.get()); ++i) rows.emplace_back(PQgetvalue(result.get(), i, 0));
    return rows;
  }

  std::string schema_;
};

}  // namespace

storage::MasterKey Database::key() const {
  storage::MasterKey key{};
  key.fill(7);
  return key;
}

std::unique_ptr<domain::Store> Database::open(std::size_t connections) const {
  return storage::open_store({url(), key(), connections});
}

std::unique_ptr<Database> make_database(const std::string& engine) {
  if (engine == "sqlite") return std::make_unique<SqliteDatabase>();
  return std::make_unique<PostgresqlDatabase>();
}

}  // namespace contract
