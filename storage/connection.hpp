#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "storage/convert.hpp"
#include "storage/dialect.hpp"

namespace storage {

enum class Access { read_only, read_write };

// One connection to one database; one thread at a time. Statements are written with `?` for each value and stay
// prepared from their first use on, so their text must be one of few (lists travel as one value: see any_of).
//
// Errors: domain::Error{conflict, "duplicate"} for what breaks a unique index, Error{unavailable, "database"} for what
// the operator must mend, LostRace, ConnectionLost, and std::logic_error for faults of ours.
class Connection {
 public:
  static std::unique_ptr<Connection> open_sqlite(const std::filesystem::path& file, Access access);
  static std::unique_ptr<Connection> open_postgresql(const std::string& url);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  [[nodiscard]] Engine engine() const noexcept;
  // False once the server or the connection went away, as far as has been heard: of no more use then.
  [[nodiscard]] bool is_alive() const noexcept;
  // Whether a transaction is open; a grave failure may have ended it.
  [[nodiscard]] bool in_transaction() const noexcept;

  // Runs a statement and returns how many rows it changed.
  template <class... Args>
  std::int64_t run(std::string_view sql, const Args&... args) {
    const std::tuple<Param<Args>...> params(args...);
    return std::apply([&](const auto&... p) { return execute(sql, std::array<Value, sizeof...(p)>{p.value()...}); },
                      params);
  }

  std::int64_t run_with(std::string_view sql, std::span<const Value> values) { return execute(sql, values); }

  // As run(), for who does not ask what became of it: on PostgreSQL it goes to the server with the next statement whose
  // answer somebody waits for, or with settle(), and fails there. What still waits when the connection ends, or when
  // it is dropped, has never been.
  template <class... Args>
  void later(std::string_view sql, const Args&... args) {
    const std::tuple<Param<Args>...> params(args...);
    std::apply([&](const auto&... p) { later_with(sql, std::array<Value, sizeof...(p)>{p.value()...}); }, params);
  }
  void later_with(std::string_view sql, std::span<const Value> values);
  // As row(), in the same way; `found` lives until then.
  template <class Row, class... Args>
  void row_later(std::optional<Row>& found, std::string_view sql, const Args&... args) {
    const std::tuple<Param<Args>...> params(args...);
    static const auto text_columns = text_columns_of<Row>();
    const OnRow on_row = [&found](std::span<const Cell> cells) { read_row(cells, found.emplace()); };
    std::apply(
        [&](const auto&... p) {
          select_later(sql, std::array<Value, sizeof...(p)>{p.value()...}, text_columns, on_row);
        },
        params);
  }
  // As rows_with(), in the same way.
  template <class Row>
  void rows_later(std::vector<Row>& found, std::string_view sql, std::span<const Value> values) {
    static const auto text_columns = text_columns_of<Row>();
    select_later(sql, values, text_columns,
                 [&found](std::span<const Cell> cells) { read_row(cells, found.emplace_back()); });
  }
  void settle();
  void drop_waiting() noexcept;

  // Row is a scalar of convert.hpp, a tuple of them, or a type with `fields(Row&)` that ties them.
  template <class Row, class... Args>
  std::vector<Row> rows(std::string_view sql, const Args&... args) {
    const std::tuple<Param<Args>...> params(args...);
    std::vector<Row> found;
    std::apply([&](const auto&... p) { collect(sql, std::array<Value, sizeof...(p)>{p.value()...}, found); }, params);
    return found;
  }
  template <class Row>
  std::vector<Row> rows_with(std::string_view sql, std::span<const Value> values) {
    std::vector<Row> found;
    collect(sql, values, found);
    return found;
  }

  // The first row; the query finds one at most.
  template <class Row, class... Args>
  std::optional<Row> row(std::string_view sql, const Args&... args) {
    std::vector<Row> found = rows<Row>(sql, args...);
    if (found.empty()) return {};
    return std::move(found.front());
  }

  // A statement without values that is run once, or seldom.
  void run_once(const std::string& sql);

  // SQLite's write-ahead log, in pages. `moved`: of those, how many are in the database too.
  struct Log {
    int pages = 0;
    int moved = 0;
  };
  // From now on commits leave the log as it is; somebody calls checkpoint().
  void keep_log();
  // After the last commit. After keep_log().
  [[nodiscard]] int log_pages() const noexcept;
  // Moves what no reader still needs from the log into the database, and waits for nobody.
  Log checkpoint();

 private:
  struct Session;
  using OnRow = std::function<void(std::span<const Cell>)>;
  explicit Connection(std::unique_ptr<Session> session);
  std::int64_t execute(std::string_view sql, std::span<const Value> values);
  void select(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns,
              const OnRow& on_row);
  void select_later(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns,
                    const OnRow& on_row);

  template <class Row>
  void collect(std::string_view sql, std::span<const Value> values, std::vector<Row>& found) {
    static const auto text_columns = text_columns_of<Row>();
    select(sql, values, text_columns, [&found](std::span<const Cell> cells) { read_row(cells, found.emplace_back()); });
  }

  std::unique_ptr<Session> session_;
};

}  // namespace storage
