#include "storage/backup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "domain/error.hpp"
#include "storage/server_presence.hpp"
#include "storage/side_connection.hpp"

namespace storage {
namespace {

namespace fs = std::filesystem;
using domain::Error;
using domain::ErrorKind;

fs::path database_file(const StoreSettings& settings) {
  if (const auto file = sqlite_file(settings.url)) return *file;
  throw Error(ErrorKind::invalid, "backup_postgresql",
              "copies SQLite databases; for PostgreSQL use pg_dump --format=custom and pg_restore");
}

[[noreturn]] void fail(const fs::path& file) {
  throw Error(ErrorKind::unavailable, "backup_file", file.string() + " cannot be written");
}

// Nobody else may read what is in it, from its first byte on.
void create_empty(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0 && errno == EEXIST) {
    throw Error(ErrorKind::conflict, "backup_exists", file.string() + " exists already");
  }
  if (descriptor < 0) fail(file);
  ::close(descriptor);
}

void put_on_the_disk(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
  if (descriptor >= 0) ::close(descriptor);
  if (!done) fail(file);
}

void copy_state(Connection& database, const fs::path& target) {
  create_empty(target);
  try {
    database.run("vacuum into ?", target.string());
    put_on_the_disk(target);
  } catch (...) {
    std::error_code ignored;
    fs::remove(target, ignored);
    throw;
  }
}

void require_whole(const StoreSettings& settings, const fs::path& file) {
  const Error refusal(ErrorKind::invalid, "backup_file", file.string() + " is no whole copy of a database of Kutsu");
  if (!fs::is_regular_file(file)) throw refusal;
  try {
    const auto database = Connection::open_sqlite(file, Access::read_only);
    if (database->rows<std::string>("pragma integrity_check") != std::vector<std::string>{"ok"}) throw refusal;
    if (database->rows<int>("select count(*) from schema_migration")[0] == 0) throw refusal;
  } catch (const std::exception&) {
    throw refusal;
  }
  // Its keys, and its version: as whoever starts with it would find out.
  open_store({"sqlite3://" + file.string(), settings.keys, 1}).reset();
}

void remove_logs_of(const fs::path& file) {
  for (const char* suffix : {"-wal", "-shm"}) {
    std::error_code ignored;
    fs::remove(file.string() + suffix, ignored);
  }
}

// With what its log still holds, and nobody else at it.
void put_aside(const StoreSettings& settings, const fs::path& file, const fs::path& aside, domain::Instant now) {
  if (!running_servers(settings, now).empty()) {
    throw Error(ErrorKind::conflict, "servers_run", "a server uses the database: stop it first");
  }
  std::error_code ignored;
  fs::remove(aside, ignored);
  copy_state(*open_beside("sqlite3://" + file.string()), aside);
}

}  // namespace

void back_up(const StoreSettings& settings, const fs::path& file) {
  (void)database_file(settings);
  copy_state(*open_beside(settings.url), file);
}

void restore(const StoreSettings& settings, const fs::path& file, domain::Instant now) {
  const fs::path target = database_file(settings);
  const fs::path draft = target.string() + ".restoring";
  if (!fs::is_regular_file(file)) {
    throw Error(ErrorKind::invalid, "backup_file", "there is no file " + file.string());
  }
  std::error_code failed;
  fs::remove(draft, failed);
  create_empty(draft);
  if (!fs::copy_file(file, draft, fs::copy_options::overwrite_existing, failed)) fail(draft);
  fs::permissions(draft, fs::perms::owner_read | fs::perms::owner_write, failed);
  try {
    require_whole(settings, draft);
    // Closing it moves its log into it.
    forget_servers({"sqlite3://" + draft.string(), settings.keys, 1});
    remove_logs_of(draft);
    put_on_the_disk(draft);
    if (fs::exists(target)) put_aside(settings, target, target.string() + ".before-restore", now);
  } catch (...) {
    remove_logs_of(draft);
    fs::remove(draft, failed);
    throw;
  }
  remove_logs_of(target);
  fs::rename(draft, target, failed);
  if (failed) fail(target);
  put_on_the_disk(target.has_parent_path() ? target.parent_path() : fs::path("."));
}

}  // namespace storage
