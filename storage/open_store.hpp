#pragma once
#include <cstddef>
#include <memory>
#include <string>

#include "domain/store.hpp"
#include "storage/key_ring.hpp"

namespace storage {

struct StoreSettings {
  // "sqlite3://data/kutsu.db" (relative), "sqlite3:///var/lib/kutsu/kutsu.db", or libpq's "postgresql://…".
  std::string url;
  // Seal what tells of persons; the same for every instance that shares the database.
  KeyRing keys;
  // SQLite: how many read at once. PostgreSQL: how many read or write at once.
  std::size_t connections = 16;
};

// Makes the database where it does not exist (SQLite), brings its tables up to date, and opens it. Errors: invalid
// "database_url", invalid "key" (made with another one), conflict "schema_newer", unavailable "database".
[[nodiscard]] std::unique_ptr<domain::Store> open_store(const StoreSettings& settings);

}  // namespace storage
