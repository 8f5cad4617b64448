#pragma once
#include <memory>
#include <mutex>

#include "domain/store.hpp"
#include "storage/connection_pool.hpp"
#include "storage/event_content.hpp"
#include "storage/field_cipher.hpp"
#include "storage/revisions.hpp"

namespace storage {

// A pool of connections to one PostgreSQL, which several instances may share. Writes run `read committed`: the lock
// that a work begins with (`update … set version = version + 1`) makes those of one aggregate queue, and every later
// statement sees what the one before committed. Reads run `repeatable read`: one state.
class PostgresqlStore final : public domain::Store {
 public:
  PostgresqlStore(const std::string& url, const KeyRing& keys, std::size_t connections);
  void write(const std::function<void(domain::Transaction&)>& work) override;
  void read(const std::function<void(const domain::Snapshot&)>& work) override;
  [[nodiscard]] domain::Revision revision() override;
  void ping() override;
  // Autovacuum does it.
  void tidy(const std::function<bool()>&) override {}

 private:
  enum class Outcome { done, lost_race, look_again };
  Outcome write_once(const std::function<void(domain::Transaction&)>& work, bool has_looked_again);
  ConnectionPool::Lease begin(std::string_view statement);

  FieldCipher cipher_;
  EventContents contents_;
  Revisions revisions_;
  ConnectionPool pool_;
  std::mutex watching_;
  ConnectionPool watchers_;  // one, so that looking at the revision never waits for those who work
};

}  // namespace storage
