#include "storage/sqlite_store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <thread>

#include "domain/error.hpp"
#include "storage/failure.hpp"
#include "storage/merge_event_words.hpp"
#include "storage/migrate.hpp"
#include "storage/unit.hpp"

namespace storage {
namespace {

// Two processes that turn the same new file to write-ahead logging meet SQLITE_BUSY whatever the timeout.
void use_write_ahead_log(Connection& database) {
  for (int attempt = 0;; ++attempt) {
    try {
      return database.run_once("pragma journal_mode = wal");
    } catch (const domain::Error&) {
      if (attempt == 100) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }
}

// The file tells of persons: its owner's alone. SQLite gives its logs the same mode. One that is there already is not
// opened: closing it would end every lock that this process's connections hold on it (SQLite's "How to corrupt", 2.2),
// and the next process to leave the database would take itself for the last one and remove the log from under them.
void create_file(const std::filesystem::path& file) {
  std::error_code failed;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), failed);
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor >= 0)
    ::close(descriptor);
  else if (errno != EEXIST)
    throw_unavailable();
}

std::unique_ptr<Connection> open_writer(const std::filesystem::path& file, const FieldCipher& cipher) {
  create_file(file);
  auto database = Connection::open_sqlite(file, Access::read_write);
  use_write_ahead_log(*database);
  database->run_once("pragma busy_timeout = 60000");
  database->run_once("pragma foreign_keys = on");
  migrate(*database, cipher);
  database->run_once("pragma busy_timeout = 5000");
  database->run_once("pragma synchronous = full");
  database->run_once("pragma temp_store = memory");
  database->run_once("pragma cache_size = -32768");
  database->keep_log();
  return database;
}

// For upkeep beside the writer.
std::unique_ptr<Connection> open_beside(const std::filesystem::path& file) {
  create_file(file);
  return Connection::open_sqlite(file, Access::read_write);
}

std::unique_ptr<Connection> open_reader(const std::filesystem::path& file) {
  auto database = Connection::open_sqlite(file, Access::read_only);
  database->run_once("pragma query_only = on");
  database->run_once("pragma temp_store = memory");
  database->run_once("pragma cache_size = -8192");
  return database;
}

}  // namespace

SqliteStore::SqliteStore(const std::filesystem::path& file, const KeyRing& keys, std::size_t readers)
    : file_(file),
      cipher_(keys),
      checkpointer_(open_beside(file)),
      writer_(std::make_unique<GroupCommit>(open_writer(file, cipher_), cipher_, contents_, revisions_, checkpointer_)),
      readers_(readers, [file] { return open_reader(file); }),
      watcher_(open_reader(file)) {
  learn_all(*watcher_, revisions_);
}

void SqliteStore::write(const std::function<void(domain::Transaction&)>& work) {
  writer_->run(work);
}

void SqliteStore::read(const std::function<void(const domain::Snapshot&)>& work) {
  const auto reader = readers_.lease();
  reader->run("begin");
  try {
    const Unit unit(*reader, cipher_, contents_, true);
    work(unit);
  } catch (...) {
    reader->run("rollback");
    throw;
  }
  reader->run("commit");
}

domain::Revision SqliteStore::revision() {
  if (revisions_.is_poll_due()) {
    const std::unique_lock lock(watching_, std::try_to_lock);
    if (lock.owns_lock()) {
      try {
        // Moves with every commit of anybody else, on the watcher's own connection.
        const auto version = watcher_->rows<long long>("pragma data_version")[0];
        if (version != seen_data_version_) learn_all(*watcher_, revisions_);
        seen_data_version_ = version;
      } catch (const domain::Error&) {
        // What was known is still true of our own commits; the next poll asks again.
      }
    }
  }
  return revisions_.known();
}

void SqliteStore::ping() {
  const auto reader = readers_.lease();
  static_cast<void>(reader->rows<int>("select count(*) from schema_migration"));
}

void SqliteStore::tidy(const std::function<bool()>& stop) {
  merge_event_words(*open_beside(file_), stop);
}

}  // namespace storage
