#pragma once
#include <filesystem>
#include <memory>
#include <mutex>

#include "domain/store.hpp"
#include "storage/checkpointer.hpp"
#include "storage/connection_pool.hpp"
#include "storage/event_content.hpp"
#include "storage/field_cipher.hpp"
#include "storage/group_commit.hpp"
#include "storage/revisions.hpp"

namespace storage {

// One file, one writer thread, several readers that the writer does not hold up (write-ahead log). Another process may
// use the same file.
class SqliteStore final : public domain::Store {
 public:
  SqliteStore(const std::filesystem::path& file, const KeyRing& keys, std::size_t readers);
  void write(const std::function<void(domain::Transaction&)>& work) override;
  void read(const std::function<void(const domain::Snapshot&)>& work) override;
  [[nodiscard]] domain::Revision revision() override;
  void ping() override;
  void tidy(const std::function<bool()>& stop) override;

 private:
  std::filesystem::path file_;
  FieldCipher cipher_;
  EventContents contents_;
  Revisions revisions_;
  Checkpointer checkpointer_;
  std::unique_ptr<GroupCommit> writer_;
  ConnectionPool readers_;
  std::mutex watching_;
  std::unique_ptr<Connection> watcher_;
  long long seen_data_version_ = 0;
};

}  // namespace storage
