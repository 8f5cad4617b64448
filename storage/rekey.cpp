#include "storage/rekey.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <stdexcept>
#include <utility>

#include "domain/error.hpp"
#include "storage/migrate.hpp"
#include "storage/side_connection.hpp"

namespace storage {
namespace {

constexpr std::size_t rows_at_once = 200;
// While a batch is worked on others may store values with an older key; each pass takes what the last one missed.
constexpr int most_passes = 5;

std::string join(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) text += part;
  return text;
}

// id, the sealed value, its blind index.
std::string select_rows(const SealedColumn& column, std::string_view condition) {
  return join({"select id, ", column.column, ", ", column.blind.empty() ? "''" : column.blind, " from ", column.table,
               " where ", column.column, " <> '' and ", condition, " limit ?"});
}

std::string update_row(const SealedColumn& column) {
  return join({"update ", column.table, " set ", column.column, " = ?", column.blind.empty() ? "" : ", ", column.blind,
               column.blind.empty() ? "" : " = ?", " where id = ? and ", column.column, " = ?"});
}

// SQLite: one commit for the batch. PostgreSQL: each row for itself, so that no lock is held while another is waited
// for.
class Batch {
 public:
  explicit Batch(Connection& database) : database_(database), one_commit_(database.engine() == Engine::sqlite) {
    if (one_commit_) database_.run_once("begin immediate");
  }
  void commit() {
    if (std::exchange(one_commit_, false)) database_.run_once("commit");
  }
  ~Batch() {
    try {
      if (one_commit_ && database_.in_transaction()) database_.run_once("rollback");
    } catch (...) {
      // The connection is not used any more.
    }
  }
  Batch(const Batch&) = delete;
  Batch& operator=(const Batch&) = delete;

 private:
  Connection& database_;
  bool one_commit_;
};

}  // namespace

struct SealedData::Row {
  std::int64_t id = 0;
  std::string sealed;
  std::string blind;
  friend auto fields(Row& row) { return std::tie(row.id, row.sealed, row.blind); }
};

SealedData::SealedData(const StoreSettings& settings) : cipher_(settings.keys), database_(open_beside(settings.url)) {
  // What a crash of the database undoes is found and sealed again.
  if (database_->engine() == Engine::postgresql) database_->run_once("set synchronous_commit = off");
}

std::map<int, std::size_t> SealedData::values_by_key() {
  std::map<int, std::size_t> counts;
  using Group = std::tuple<std::string, std::size_t>;
  for (const SealedColumn& column : sealed_columns()) {
    // The key's number and two bytes that are the same for all that one run of a program sealed.
    const std::string sql = join({"select substr(", column.column, ", 1, 4), count(*) from ", column.table, " where ",
                                  column.column, " <> '' group by 1"});
    for (const auto& [beginning, count] : database_->rows<Group>(sql)) counts[sealed_by(beginning)] += count;
  }
  return counts;
}

bool SealedData::is_readable(const SealedColumn& column, const Row& row) const {
  std::string text;
  try {
    text = cipher_.open(column.name(), row.sealed);
  } catch (const std::runtime_error&) {
    return false;
  }
  if (column.kind.empty()) return true;
  const auto indexes = cipher_.blind_indexes(column.kind, text);
  return std::ranges::find(indexes, row.blind) != indexes.end();
}

std::vector<std::string> SealedData::unreadable(Sample sample) {
  std::vector<std::string> problems;
  const auto limit = sample.value_or(std::numeric_limits<std::int64_t>::max());
  for (const SealedColumn& column : sealed_columns()) {
    std::size_t seen = 0, broken = 0;
    std::int64_t before = std::numeric_limits<std::int64_t>::max();
    const std::string sql = select_rows(column, "id < ? order by id desc");
    while (seen < limit) {
      const auto rows = database_->rows<Row>(sql, before, std::min(rows_at_once, limit - seen));
      if (rows.empty()) break;
      before = rows.back().id;
      seen += rows.size();
      broken += static_cast<std::size_t>(
          std::ranges::count_if(rows, [&](const Row& row) { return !is_readable(column, row); }));
    }
    if (broken > 0) {
      problems.push_back(column.name() + ": " + std::to_string(broken) + " of " + std::to_string(seen) +
                         " values do not open with their key, or are not found by their index");
    }
  }
  return problems;
}

std::vector<SealedData::Row> SealedData::rows_after(const SealedColumn& column, std::int64_t id, std::size_t limit) {
  return database_->rows<Row>(select_rows(column, "id > ? order by id"), id, limit);
}

// A row that somebody changed meanwhile is left as they stored it.
std::size_t SealedData::reseal(const SealedColumn& column, const std::vector<Row>& rows) {
  const std::string sql = update_row(column);
  std::size_t changed = 0;
  Batch batch(*database_);
  for (const Row& row : rows) {
    const std::string text = cipher_.open(column.name(), row.sealed);
    const std::string sealed = cipher_.seal(column.name(), text);
    const std::int64_t done =
        column.blind.empty() ? database_->run(sql, sealed, row.id, row.sealed)
                             : database_->run(sql, sealed, cipher_.blind_index(column.kind, text), row.id, row.sealed);
    changed += static_cast<std::size_t>(done);
  }
  batch.commit();
  return changed;
}

std::size_t SealedData::reseal(const SealedColumn& column) {
  std::size_t changed = 0;
  std::int64_t last = 0;
  for (;;) {
    std::vector<Row> rows = rows_after(column, last, rows_at_once);
    if (rows.empty()) return changed;
    last = rows.back().id;
    std::erase_if(rows, [&](const Row& row) { return sealed_by(row.sealed) == cipher_.sealing_key(); });
    if (!rows.empty()) changed += reseal(column, rows);
  }
}

std::size_t SealedData::reseal() {
  std::size_t changed = 0;
  for (int pass = 0; pass < most_passes; ++pass) {
    std::size_t now = 0;
    for (const SealedColumn& column : sealed_columns()) now += reseal(column);
    changed += now;
    if (now == 0) break;
  }
  return changed;
}

void SealedData::retire(int number) {
  if (number == cipher_.sealing_key()) {
    throw domain::Error(domain::ErrorKind::conflict, "key_in_use",
                        "key " + std::to_string(number) + " is the one that seals");
  }
  if (const auto counts = values_by_key(); counts.contains(number)) {
    throw domain::Error(domain::ErrorKind::conflict, "key_in_use",
                        std::to_string(counts.at(number)) + " values are still sealed with key " +
                            std::to_string(number) + ": run kutsu key reseal first");
  }
  // Durable whatever was said before: all that reseal did is on the disk with it.
  if (database_->engine() == Engine::postgresql) database_->run_once("set synchronous_commit = on");
  database_->run("delete from installation where name = ?", key_check_name(number));
}

}  // namespace storage
