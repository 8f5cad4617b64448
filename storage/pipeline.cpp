#include "storage/pipeline.hpp"

#include <charconv>
#include <cstdlib>
#include <utility>

#include "storage/dialect.hpp"
#include "storage/engine_failure.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

constexpr std::size_t most_prepared = 500;

std::optional<std::string> text_of(const Value& value) {
  if (value.is_null) return {};
  return value.is_text ? std::string(value.text) : std::to_string(value.number);
}

void read_cells(const PGresult* result, int row, std::vector<Cell>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const int column = static_cast<int>(i);
    Cell& cell = cells[i];
    cell.is_null = PQgetisnull(result, row, column) != 0;
    const char* const text = PQgetvalue(result, row, column);
    const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
    if (cell.is_text) {
      cell.text.assign(text, length);
    } else {
      cell.number = 0;
      std::from_chars(text, text + length, cell.number);
    }
  }
}

}  // namespace

void Pipeline::add(std::string_view sql, std::span<const Value> values, std::span<const bool> text_columns,
                   OnRow on_row) {
  Statement statement{std::string(sql), {}, {text_columns.begin(), text_columns.end()}, std::move(on_row)};
  statement.values.reserve(values.size());
  for (const Value& value : values) statement.values.push_back(text_of(value));
  waiting_.push_back(std::move(statement));
}

std::int64_t Pipeline::settle() {
  if (waiting_.empty()) return 0;
  std::vector<Statement> statements = std::exchange(waiting_, {});
  forget_when_many();
  if (PQenterPipelineMode(connection_) != 1) throw ConnectionLost();
  for (Statement& statement : statements) send(statement);
  if (PQpipelineSync(connection_) != 1) throw ConnectionLost();
  std::int64_t changed = 0;
  for (auto statement = statements.begin(); statement != statements.end(); ++statement) {
    try {
      changed = receive(*statement);
    } catch (...) {
      // What comes after it has not been prepared either.
      for (; statement != statements.end(); ++statement) {
        if (statement->is_new) names_.erase(statement->sql);
      }
      leave();
      throw;
    }
  }
  leave();
  return changed;
}

void Pipeline::forget_when_many() {
  if (names_.size() < most_prepared) return;
  names_.clear();
  // Where it fails, in a failed transaction, the old ones stay until the connection ends.
  const Result result(PQexec(connection_, "deallocate all"));
}

void Pipeline::send(Statement& statement) {
  auto name = names_.find(statement.sql);
  if (name == names_.end()) {
    statement.is_new = true;
    name = names_.emplace(statement.sql, "kutsu_" + std::to_string(++next_name_)).first;
    const std::string sql = number_values(statement.sql, "$");
    if (PQsendPrepare(connection_, name->second.c_str(), sql.c_str(), 0, nullptr) != 1) throw ConnectionLost();
  }
  std::vector<const char*> texts;
  texts.reserve(statement.values.size());
  for (const auto& value : statement.values) texts.push_back(value ? value->c_str() : nullptr);
  if (PQsendQueryPrepared(connection_, name->second.c_str(), static_cast<int>(texts.size()), texts.data(), nullptr,
                          nullptr, 0) != 1) {
    throw ConnectionLost();
  }
}

std::int64_t Pipeline::receive(const Statement& statement) {
  if (statement.is_new) static_cast<void>(take_answer(statement));
  const Result result(take_answer(statement));
  // What is asked to commit a failed transaction says that it has rolled it back, and calls that no error.
  if (statement.sql == "commit" && std::string_view(PQcmdStatus(result.get())) != "COMMIT") {
    throw_fault("25P02", statement.sql);
  }
  if (statement.on_row) {
    std::vector<Cell> cells(statement.text_columns.size());
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i].is_text = statement.text_columns[i];
    for (int row = 0; row < PQntuples(result.get()); ++row) {
      read_cells(result.get(), row, cells);
      statement.on_row(cells);
    }
  }
  return std::strtoll(PQcmdTuples(result.get()), nullptr, 10);
}

// Of the next of what was sent, and the null that ends it.
Pipeline::Result Pipeline::take_answer(const Statement& statement) {
  Result result(PQgetResult(connection_));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    const char* const state = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE);
    try {
      throw_postgresql(state == nullptr ? "unknown" : state, PQstatus(connection_) == CONNECTION_OK, statement.sql);
    } catch (const ConnectionLost&) {
      throw ConnectionLost(state != nullptr && statement.sql != "commit");
    }
  }
  const Result end(PQgetResult(connection_));
  return result;
}

// Reads what is left.
void Pipeline::leave() {
  for (int nulls = 0; nulls < 2 && PQstatus(connection_) == CONNECTION_OK;) {
    const Result result(PQgetResult(connection_));
    if (result != nullptr && PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) break;
    nulls = result == nullptr ? nulls + 1 : 0;
  }
  static_cast<void>(PQexitPipelineMode(connection_));
}

}  // namespace storage
