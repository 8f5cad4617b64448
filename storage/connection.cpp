#include "storage/connection.hpp"

#include <soci/postgresql/soci-postgresql.h>
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <unordered_map>

#include "storage/engine_failure.hpp"
#include "storage/failure.hpp"
#include "storage/pipeline.hpp"

namespace storage {
namespace {

constexpr std::size_t most_kept_statements = 500;

// A prepared statement of SQLite with the values and cells that it is bound to for good.
class Statement {
 public:
  Statement(soci::session& session, std::string_view sql, std::span<const Value> values,
            std::span<const bool> text_columns)
      : statement_(session),
        params_(values.size()),
        cells_(text_columns.size()),
        indicators_(values.size()),
        cell_indicators_(text_columns.size()) {
    statement_.alloc();
    for (std::size_t i = 0; i < values.size(); ++i) bind(params_[i], values[i].is_text, indicators_[i]);
    for (std::size_t i = 0; i < text_columns.size(); ++i) define(cells_[i], text_columns[i], cell_indicators_[i]);
    // SOCI names its placeholders.
    statement_.prepare(number_values(sql, ":v"));
    statement_.define_and_bind();
  }

  bool execute(std::span<const Value> values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      params_[i].number = values[i].number;
      params_[i].text = values[i].text;
      indicators_[i] = values[i].is_null ? soci::i_null : soci::i_ok;
    }
    return found(statement_.execute(true));
  }
  bool next() { return found(statement_.fetch()); }
  [[nodiscard]] std::span<const Cell> cells() const { return cells_; }

 private:
  void bind(Cell& param, bool is_text, soci::indicator& indicator) {
    param.is_text = is_text;
    if (is_text) {
      statement_.exchange(soci::use(static_cast<const std::string&>(param.text), indicator));
    } else {
      statement_.exchange(soci::use(static_cast<const long long&>(param.number), indicator));
    }
  }
  void define(Cell& cell, bool is_text, soci::indicator& indicator) {
    cell.is_text = is_text;
    if (is_text) {
      statement_.exchange(soci::into(cell.text, indicator));
    } else {
      statement_.exchange(soci::into(cell.number, indicator));
    }
  }
  bool found(bool got) {
    if (!got) return false;
    for (std::size_t i = 0; i < cells_.size(); ++i) cells_[i].is_null = cell_indicators_[i] == soci::i_null;
    return true;
  }

  soci::statement statement_;
  std::vector<Cell> params_;
  std::vector<Cell> cells_;
  std::vector<soci::indicator> indicators_;
  std::vector<soci::indicator> cell_indicators_;
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
};

void forget_notice(void*, const char*) {}

}  // namespace

struct Connection::Session {
  Session(Engine which, const soci::backend_factory& factory, const std::string& parameters)
      : engine(which), session(factory, parameters) {
    if (engine == Engine::postgresql) pipeline.emplace(postgresql());
  }

  [[nodiscard]] sqlite_api::sqlite3* sqlite() {
    return static_cast<soci::sqlite3_session_backend*>(session.get_backend())->conn_;
  }
  [[nodiscard]] PGconn* postgresql() {
    return static_cast<soci::postgresql_session_backend*>(session.get_backend())->conn_;
  }

  Statement& prepared(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns) {
    if (const auto known = statements.find(sql); known != statements.end()) return *known->second;
    if (statements.size() >= most_kept_statements) statements.clear();
    auto statement = std::make_unique<Statement>(session, sql, values, text_columns);
    return *statements.emplace(std::string(sql), std::move(statement)).first->second;
  }

  // An interrupted statement keeps its locks until it is finalised.
  void forget(std::string_view sql) {
    if (const auto known = statements.find(sql); known != statements.end()) statements.erase(known);
  }

  // Called while a driver's exception is handled: throws what storage says instead.
  [[noreturn]] void translate(std::string_view sql) {
    forget(sql);
    try {
      throw;
    } catch (const soci::sqlite3_soci_error& error) {
      throw_sqlite(error.result() & 0xff, sqlite_api::sqlite3_extended_errcode(sqlite()), sql);
    } catch (const soci::postgresql_soci_error& error) {
      throw_postgresql(error.sqlstate(), PQstatus(postgresql()) == CONNECTION_OK, sql);
    } catch (const soci::soci_error&) {
      if (engine == Engine::postgresql && PQstatus(postgresql()) != CONNECTION_OK) throw ConnectionLost();
      throw_fault("unknown", sql);
    }
  }

  Engine engine;
  int log_pages = 0;
  soci::session session;
  std::unordered_map<std::string, std::unique_ptr<Statement>, TextHash, std::equal_to<>> statements;  // SQLite's
  std::optional<Pipeline> pipeline;                                                                   // PostgreSQL's
};

Connection::Connection(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Connection::~Connection() = default;

namespace {

// One connection belongs to one thread at a time, so SQLite need not lock each call; it need not count its memory, for
// which all threads take turns; and rows of a registration's size shall not cost an allocation each.
void configure_sqlite() {
  using namespace sqlite_api;
  static const bool once = [] {
    sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 2048, 128);
    return true;
  }();
  static_cast<void>(once);
}

}  // namespace

std::unique_ptr<Connection> Connection::open_sqlite(const std::filesystem::path& file, Access access) {
  std::string quoted;
  for (const char c : file.string()) {
    if (c == '"' || c == '\\') throw_unavailable();
    quoted.push_back(c);
  }
  configure_sqlite();
  try {
    const std::string mode = access == Access::read_only ? " readonly=true" : "";
    auto session = std::make_unique<Session>(Engine::sqlite, soci::sqlite3, "dbname=\"" + quoted + "\"" + mode);
    sqlite_api::sqlite3_busy_timeout(session->sqlite(), 5000);
    return std::unique_ptr<Connection>(new Connection(std::move(session)));
  } catch (const soci::soci_error&) {
    throw_unavailable();
  }
}

std::unique_ptr<Connection> Connection::open_postgresql(const std::string& url) {
  try {
    auto session = std::make_unique<Session>(Engine::postgresql, soci::postgresql, url);
    PQsetNoticeProcessor(session->postgresql(), forget_notice, nullptr);
    if (PQsetClientEncoding(session->postgresql(), "UTF8") != 0) throw_unavailable();
    std::unique_ptr<Connection> connection(new Connection(std::move(session)));
    connection->run_once("set statement_timeout = '30s'");
    connection->run_once("set lock_timeout = '10s'");
    connection->run_once("set idle_in_transaction_session_timeout = '60s'");
    return connection;
  } catch (const soci::soci_error&) {
    throw ConnectionLost();
  }
}

Engine Connection::engine() const noexcept {
  return session_->engine;
}

bool Connection::is_alive() const noexcept {
  if (session_->engine == Engine::sqlite) return true;
  PGconn* const connection = session_->postgresql();
  // A server's last words first, then the end of them.
  for (int reading = 0; reading < 2; ++reading) {
    if (PQstatus(connection) == CONNECTION_OK) static_cast<void>(PQconsumeInput(connection));
  }
  return PQstatus(connection) == CONNECTION_OK;
}

bool Connection::in_transaction() const noexcept {
  if (session_->engine == Engine::sqlite) return sqlite_api::sqlite3_get_autocommit(session_->sqlite()) == 0;
  const PGTransactionStatusType status = PQtransactionStatus(session_->postgresql());
  return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

void Connection::run_once(const std::string& sql) {
  settle();
  try {
    session_->session << sql;
  } catch (const soci::soci_error&) {
    session_->translate(sql);
  }
}

void Connection::keep_log() {
  sqlite_api::sqlite3_wal_hook(
      session_->sqlite(),
      [](void* session, sqlite_api::sqlite3*, const char*, int pages) {
        static_cast<Session*>(session)->log_pages = pages;
        return SQLITE_OK;
      },
      session_.get());
}

int Connection::log_pages() const noexcept {
  return session_->log_pages;
}

Connection::Log Connection::checkpoint() {
  Log log;
  const auto move = [&] {
    return sqlite_api::sqlite3_wal_checkpoint_v2(session_->sqlite(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &log.pages,
                                                 &log.moved);
  };
  int result = move();
  // A connection that has read nothing yet knows of no log, and says -1.
  if (result == SQLITE_OK && log.pages < 0) {
    run_once("pragma schema_version");
    result = move();
  }
  // Somebody else is at it.
  if ((result & 0xff) == SQLITE_BUSY) return {};
  if (result != SQLITE_OK) throw_unavailable();
  return log;
}

std::int64_t Connection::execute(std::string_view sql, std::span<const Value> values) {
  if (session_->pipeline) {
    session_->pipeline->add(sql, values);
    return session_->pipeline->settle();
  }
  try {
    session_->prepared(sql, values, {}).execute(values);
    return sqlite_api::sqlite3_changes(session_->sqlite());
  } catch (const soci::soci_error&) {
    session_->translate(sql);
  }
}

void Connection::select(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns,
                        const OnRow& on_row) {
  select_later(sql, values, text_columns, on_row);
  settle();
}

void Connection::select_later(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns,
                              const OnRow& on_row) {
  if (session_->pipeline) {
    if (session_->pipeline->is_full()) settle();
    return session_->pipeline->add(sql, values, text_columns, on_row);
  }
  try {
    Statement& statement = session_->prepared(sql, values, text_columns);
    for (bool more = statement.execute(values); more; more = statement.next()) on_row(statement.cells());
  } catch (const soci::soci_error&) {
    session_->translate(sql);
  } catch (...) {
    session_->forget(sql);
    throw;
  }
}

void Connection::later_with(std::string_view sql, std::span<const Value> values) {
  if (!session_->pipeline) return static_cast<void>(execute(sql, values));
  if (session_->pipeline->is_full()) settle();
  session_->pipeline->add(sql, values);
}

void Connection::settle() {
  if (session_->pipeline) static_cast<void>(session_->pipeline->settle());
}

void Connection::drop_waiting() noexcept {
  if (session_->pipeline) session_->pipeline->drop();
}

}  // namespace storage
