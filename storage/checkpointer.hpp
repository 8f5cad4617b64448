#pragma once
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "storage/connection.hpp"

namespace storage {

// Moves what SQLite's write-ahead log holds into the database, on a thread and a connection of its own, so that no
// commit waits for it. A log begins anew only when all of it was moved while nobody writes: what little is left then is
// the writer's to move.
class Checkpointer {
 public:
  explicit Checkpointer(std::unique_ptr<Connection> database);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Told by the writer after a commit: how many pages the log holds. True where the writer shall move the rest.
  [[nodiscard]] bool log_grew(int pages);

 private:
  void serve();
  void move_most();

  std::unique_ptr<Connection> database_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  int last_pages_ = 0;
  int begin_at_;
  bool wanted_ = false;
  bool moved_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace storage
