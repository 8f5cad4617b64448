#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "domain/ids.hpp"
#include "storage/connection.hpp"

// How rows of the index of events (event_index.hpp) are written.
namespace storage {

struct IndexRow {
  domain::EventId event;
  std::int64_t sort_key = 0;
  std::string place{};
  std::string words{};
  std::vector<std::string> vocabulary{};  // of words, without marks; not read back
};

// Of events that have none.
void insert_index_rows(Connection& database, std::vector<IndexRow> rows);

// Those of a transaction's new events. SQLite's wait here until somebody looks for events or the transaction ends, and
// are written together: FTS5 writes what it has gathered before each statement that can be undone by itself, and merges
// it again and again where that is one event at a time.
class NewIndexRows {
 public:
  void add(Connection& database, IndexRow row);
  void write(Connection& database);

 private:
  std::vector<IndexRow> waiting_;
};

}  // namespace storage
