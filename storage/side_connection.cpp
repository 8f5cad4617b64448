#include "storage/side_connection.hpp"

#include "storage/failure.hpp"

namespace storage {

std::optional<std::filesystem::path> sqlite_file(std::string_view url) {
  constexpr std::string_view scheme = "sqlite3://";
  if (!url.starts_with(scheme) || url.size() == scheme.size()) return {};
  return std::filesystem::path(url.substr(scheme.size()));
}

std::unique_ptr<Connection> open_beside(const std::string& url) {
  if (const auto file = sqlite_file(url)) {
    auto database = Connection::open_sqlite(*file, Access::read_write);
    database->run_once("pragma busy_timeout = 60000");
    database->run_once("pragma foreign_keys = on");
    database->run_once("pragma synchronous = full");
    // As the store's: a small commit here is not the one that moves the log into the database.
    database->run_once("pragma wal_autocheckpoint = 4000");
    return database;
  }
  try {
    auto database = Connection::open_postgresql(url);
    database->run_once("set statement_timeout = '10min'");
    database->run_once("set lock_timeout = '1min'");
    return database;
  } catch (const ConnectionLost&) {
    throw_unavailable();
  }
}

}  // namespace storage
