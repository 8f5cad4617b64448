#include "storage/open_store.hpp"

#include <string_view>

#include "domain/error.hpp"
#include "storage/postgresql_store.hpp"
#include "storage/side_connection.hpp"
#include "storage/sqlite_store.hpp"

namespace storage {

std::unique_ptr<domain::Store> open_store(const StoreSettings& settings) {
  const std::string_view url = settings.url;
  if (const auto file = sqlite_file(url)) {
    return std::make_unique<SqliteStore>(*file, settings.keys, settings.connections);
  }
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return std::make_unique<PostgresqlStore>(settings.url, settings.keys, settings.connections);
  }
  throw domain::Error(domain::ErrorKind::invalid, "database_url", "must begin with sqlite3:// or postgresql://",
                      "database.url");
}

}  // namespace storage
