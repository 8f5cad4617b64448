#include "storage/postgresql_store.hpp"

#include <chrono>
#include <random>
#include <thread>

#include "domain/error.hpp"
#include "storage/failure.hpp"
#include "storage/migrate.hpp"
#include "storage/unit.hpp"

namespace storage {
namespace {

constexpr int most_attempts = 20;

std::string with_time_limit(const std::string& url) {
  if (url.find("connect_timeout") != std::string::npos) return url;
  return url + (url.find('?') == std::string::npos ? "?" : "&") + "connect_timeout=5";
}

void wait_a_little(int attempt) {
  thread_local std::minstd_rand random(std::random_device{}());
  std::this_thread::sleep_for(std::chrono::microseconds(random() % (2000UL * static_cast<unsigned long>(attempt + 1))));
}

void roll_back(const ConnectionPool::Lease& lease) {
  try {
    lease->drop_waiting();
    if (lease->is_alive() && lease->in_transaction()) lease->run_once("rollback");
  } catch (...) {
    // The pool throws away what is still in a transaction.
  }
}

}  // namespace

PostgresqlStore::PostgresqlStore(const std::string& url, const KeyRing& keys, std::size_t connections)
    : cipher_(keys),
      pool_(connections, [url] { return Connection::open_postgresql(with_time_limit(url)); }),
      watchers_(1, [url] { return Connection::open_postgresql(with_time_limit(url)); }) {
  auto watcher = watchers_.lease();
  try {
    migrate(*watcher, cipher_);
    learn_all(*watcher, revisions_);
  } catch (const std::exception& error) {
    watcher.discard();
    if (dynamic_cast<const ConnectionLost*>(&error) != nullptr) throw_unavailable();
    throw;
  }
}

// Connections that waited in the pool may have died with a server that is back by now.
ConnectionPool::Lease PostgresqlStore::begin(std::string_view statement) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto lease = pool_.lease();
    try {
      lease->run(statement);
      return lease;
    } catch (const ConnectionLost&) {
      lease.discard();
      pool_.close_idle();
    }
  }
  throw_unavailable();
}

void PostgresqlStore::write(const std::function<void(domain::Transaction&)>& work) {
  bool has_looked_again = false;
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    switch (write_once(work, has_looked_again)) {
      case Outcome::done:
        return;
      case Outcome::lost_race:
        wait_a_little(attempt);
        break;
      case Outcome::look_again:
        has_looked_again = true;
        break;
    }
  }
  throw_unavailable();
}

// A duplicate may be the end of a race: somebody inserted what this work had just looked for in vain. So may a lost
// reference: somebody removed what it had just found. Run again, it sees that, or fails a second time.
PostgresqlStore::Outcome PostgresqlStore::write_once(const std::function<void(domain::Transaction&)>& work,
                                                     bool has_looked_again) {
  auto lease = pool_.lease();
  bool committing = false;
  try {
    lease->later("begin isolation level read committed");
    Unit unit(*lease, cipher_, contents_, false);
    work(unit);
    std::optional<RevisionRow> revision;
    move_revision(*lease, lease.place() % Revisions::stripes, unit.changes(), revision);
    lease->later("commit");
    // Where nothing has been sent, nothing is in doubt.
    if (!lease->is_alive()) throw ConnectionLost();
    committing = true;
    lease->settle();
    revisions_.learn(lease.place() % Revisions::stripes, revision);
    return Outcome::done;
  } catch (const LostRace&) {
    roll_back(lease);
    return Outcome::lost_race;
  } catch (const ConnectionLost& lost) {
    lease.discard();
    pool_.close_idle();
    // Nobody knows whether the commit arrived: only who asked can tell by looking.
    if (committing && !lost.undone()) throw_unavailable();
    return Outcome::lost_race;
  } catch (const domain::Error& error) {
    roll_back(lease);
    if (!has_looked_again && is_duplicate(error)) return Outcome::look_again;
    throw;
  } catch (const ReferenceLost&) {
    roll_back(lease);
    if (!has_looked_again) return Outcome::look_again;
    throw;
  } catch (...) {
    roll_back(lease);
    throw;
  }
}

void PostgresqlStore::read(const std::function<void(const domain::Snapshot&)>& work) {
  auto lease = begin("begin isolation level repeatable read read only");
  try {
    const Unit unit(*lease, cipher_, contents_, true);
    work(unit);
    lease->run("commit");
  } catch (const ConnectionLost&) {
    lease.discard();
    throw_unavailable();
  } catch (const LostRace&) {
    roll_back(lease);
    throw_unavailable();
  } catch (...) {
    roll_back(lease);
    throw;
  }
}

domain::Revision PostgresqlStore::revision() {
  if (revisions_.is_poll_due()) {
    const std::unique_lock lock(watching_, std::try_to_lock);
    if (lock.owns_lock()) {
      try {
        auto watcher = watchers_.lease();
        try {
          learn_all(*watcher, revisions_);
        } catch (...) {
          watcher.discard();
        }
      } catch (const domain::Error&) {
        // What was known is still true of our own commits; the next poll asks again.
      }
    }
  }
  return revisions_.known();
}

void PostgresqlStore::ping() {
  auto lease = begin("select 1");
}

}  // namespace storage
