#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "domain/store.hpp"
#include "storage/checkpointer.hpp"
#include "storage/connection.hpp"
#include "storage/context.hpp"
#include "storage/revisions.hpp"

namespace storage {

// The one writer of a SQLite database: a thread that takes every work that waits, runs each in a savepoint, commits
// them together and then answers all. What one work throws undoes that work alone.
class GroupCommit {
 public:
  using Work = std::function<void(domain::Transaction&)>;

  GroupCommit(std::unique_ptr<Connection> database, const FieldCipher& cipher, EventContents& contents,
              Revisions& revisions, Checkpointer& checkpointer);
  // Finishes what was handed over.
  ~GroupCommit();
  GroupCommit(const GroupCommit&) = delete;
  GroupCommit& operator=(const GroupCommit&) = delete;

  // Returns when the work is durable; throws what it threw, or Error{unavailable}. Any thread but the writer's own: a
  // work that hands over another would wait for itself, and is std::logic_error.
  void run(const Work& work);

 private:
  struct Job;
  using Jobs = std::vector<Job*>;
  void serve();
  void write_together(const Jobs& jobs);
  bool write_all(const Jobs& jobs, Changes& changes);
  bool write_one(Job& job, Changes& changes);
  bool write_alone(Job& job, Changes& changes);
  void work_on(Job& job, Changes& changes);
  void commit(const Jobs& jobs, Changes changes);
  void abandon(const Jobs& jobs);
  static void answer(const Jobs& jobs);
  void tend_log();

  std::unique_ptr<Connection> database_;
  const FieldCipher& cipher_;
  EventContents& contents_;
  Revisions& revisions_;
  Checkpointer& checkpointer_;
  std::mutex mutex_;
  std::condition_variable waiting_;
  Jobs queue_;
  bool stopping_ = false;
  std::thread writer_;
};

}  // namespace storage
