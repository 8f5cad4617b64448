#pragma once
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/connection.hpp"
#include "storage/field_cipher.hpp"
#include "storage/open_store.hpp"
#include "storage/sealed_columns.hpp"

namespace storage {

// What is sealed in a database, whole: checked, and sealed anew with another key while servers work on it. For a
// database that open_store has opened before. Errors as Connection's.
class SealedData {
 public:
  // How many values at most are looked at in each column, the newest first; none: all.
  using Sample = std::optional<std::size_t>;

  explicit SealedData(const StoreSettings& settings);

  // How many values each key has sealed.
  [[nodiscard]] std::map<int, std::size_t> values_by_key();
  // A line for each column that holds something which no key of the ring opens, or which is not found by its blind
  // index.
  [[nodiscard]] std::vector<std::string> unreadable(Sample sample);
  // Seals what older keys sealed with the first key, blind indexes too; answers how many values it changed. May be
  // stopped and run again. Throws std::runtime_error where a value opens with no key.
  std::size_t reseal();
  // From then on the database can be opened without this key. Error{conflict, "key_in_use"} while anything is sealed
  // with it, or while it is the one that seals.
  void retire(int number);

 private:
  struct Row;
  [[nodiscard]] std::vector<Row> rows_after(const SealedColumn& column, std::int64_t id, std::size_t limit);
  std::size_t reseal(const SealedColumn& column);
  std::size_t reseal(const SealedColumn& column, const std::vector<Row>& rows);
  [[nodiscard]] bool is_readable(const SealedColumn& column, const Row& row) const;

  FieldCipher cipher_;
  std::unique_ptr<Connection> database_;
};

}  // namespace storage
