#pragma once
#include <libpq-fe.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/convert.hpp"

namespace storage {

// Prepared statements of one PostgreSQL connection, sent together and answered together (libpq's pipeline mode,
// PostgreSQL 15, section 34.5): a registration goes to the server and back twice instead of ten times. SOCI has no such
// mode. Errors: as Connection's.
class Pipeline {
 public:
  using OnRow = std::function<void(std::span<const Cell>)>;

  // `connection` lives longer, and is in no transaction of anybody else's making while statements wait.
  explicit Pipeline(PGconn* connection) : connection_(connection) {}

  // Waits for settle(), the values copied. `on_row` gets its rows then; `text_columns` says which columns are texts.
  void add(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns = {},
           OnRow on_row = {});
  // Sends what waits and reads all answers. Throws for the first that failed; nothing after it has been done. Returns
  // how many rows the last statement changed.
  std::int64_t settle();
  [[nodiscard]] bool is_full() const { return waiting_.size() >= most_waiting; }
  // What waits shall not be sent.
  void drop() { waiting_.clear(); }

 private:
  // Answers of these fit into a socket's buffer, so that nobody waits for who waits for them.
  static constexpr std::size_t most_waiting = 32;

  struct Statement {
    std::string sql;
    std::vector<std::optional<std::string>> values;
    std::vector<bool> text_columns;
    OnRow on_row;
    bool is_new = false;  // to be prepared first
  };
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
  };

  struct Clear {
    void operator()(PGresult* result) const { PQclear(result); }
  };
  using Result = std::unique_ptr<PGresult, Clear>;

  void forget_when_many();
  void send(Statement& statement);
  // How many rows the statement changed.
  std::int64_t receive(const Statement& statement);
  Result take_answer(const Statement& statement);
  void leave();

  PGconn* connection_;
  std::vector<Statement> waiting_;
  std::unordered_map<std::string, std::string, TextHash, std::equal_to<>> names_;  // of what is prepared, by SQL
  std::uint64_t next_name_ = 0;
};

}  // namespace storage
