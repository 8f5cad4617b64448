#include "storage/open_store.hpp"

#include <string_view>

#include "domain/error.hpp"
#include "storage/postgresql_store.hpp"
#include "storage/sqlite_store.hpp"

namespace storage {

std::unique_ptr<domain::Store> open_store(const StoreSettings& settings) {
  constexpr std::string_view sqlite = "sqlite3://";
  const std::string_view url = settings.url;
  if (url.starts_with(sqlite) && url.size() > sqlite.size()) {
    return std::make_unique<SqliteStore>(url.substr(sqlite.size()), settings.key, settings.connections);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return std::make_unique<PostgresqlStore>(settings.url, settings.key, settings.connections);
  }
  throw domain::Error(domain::ErrorKind::invalid, "database_url", "must begin with sqlite3:// or postgresql://",
                      "database.url");
}

}  // namespace storage
