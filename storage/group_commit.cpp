#include "storage/group_commit.hpp"

#include <algorithm>
#include <stdexcept>

#include "domain/error.hpp"
#include "storage/unit.hpp"

namespace storage {
namespace {

// Longer ones would make the first wait for the last.
constexpr std::size_t most_together = 256;
// SQLite numbers rows of one process's commits in one place.
constexpr std::size_t own_stripe = 0;

}  // namespace

// Lives on the stack of who waits for it.
struct GroupCommit::Job {
  explicit Job(const Work& to_do) : work(to_do) {}
  const Work& work;
  std::exception_ptr failure;
  std::mutex mutex;
  std::condition_variable answered;
  bool done = false;
};

GroupCommit::GroupCommit(std::unique_ptr<Connection> database, const FieldCipher& cipher, EventContents& contents,
                         Revisions& revisions, Checkpointer& checkpointer)
    : database_(std::move(database)),
      cipher_(cipher),
      contents_(contents),
      revisions_(revisions),
      checkpointer_(checkpointer),
      writer_([this] { serve(); }) {}

GroupCommit::~GroupCommit() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  waiting_.notify_one();
  writer_.join();
}

void GroupCommit::run(const Work& work) {
  if (std::this_thread::get_id() == writer_.get_id()) throw std::logic_error("a write inside a write");
  Job job(work);
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(&job);
    if (queue_.size() == 1) waiting_.notify_one();
  }
  std::unique_lock lock(job.mutex);
  job.answered.wait(lock, [&] { return job.done; });
  if (job.failure) std::rethrow_exception(job.failure);
}

void GroupCommit::serve() {
  Jobs jobs;
  while (true) {
    {
      std::unique_lock lock(mutex_);
      waiting_.wait(lock, [&] { return stopping_ || !queue_.empty(); });
      if (queue_.empty()) return;
      const auto end = queue_.begin() + static_cast<std::ptrdiff_t>(std::min(queue_.size(), most_together));
      jobs.assign(queue_.begin(), end);
      queue_.erase(queue_.begin(), end);
    }
    write_together(jobs);
    answer(jobs);
    tend_log();
  }
}

// Leaves every job either durable or with its failure.
void GroupCommit::write_together(const Jobs& jobs) {
  try {
    Changes changes;
    database_->run("begin immediate");
    const bool written = jobs.size() == 1 ? write_alone(*jobs.front(), changes) : write_all(jobs, changes);
    if (written) return commit(jobs, changes);
  } catch (...) {
    return abandon(jobs);
  }
  // One of them broke the transaction of all (a full disk): the others again, each for itself.
  for (Job* job : jobs) {
    if (!job->failure) write_together({job});
  }
}

bool GroupCommit::write_all(const Jobs& jobs, Changes& changes) {
  for (Job* job : jobs) {
    if (!write_one(*job, changes)) return false;
  }
  return true;
}

void GroupCommit::work_on(Job& job, Changes& changes) {
  Unit unit(*database_, cipher_, contents_, true);
  job.work(unit);
  unit.finish();
  changes.content = changes.content || unit.changes().content;
  changes.places = changes.places || unit.changes().places;
}

// False where the transaction is gone. With a savepoint SQLite keeps every page as it was before, and walks through all
// of them at the end of each statement that could be undone by itself: seasons are brought in by one job, alone.
bool GroupCommit::write_alone(Job& job, Changes& changes) {
  try {
    work_on(job, changes);
  } catch (...) {
    job.failure = std::current_exception();
    if (database_->in_transaction()) database_->run("rollback");
    return false;
  }
  return true;
}

// The same.
bool GroupCommit::write_one(Job& job, Changes& changes) {
  database_->run("savepoint work");
  try {
    work_on(job, changes);
    database_->run("release work");
  } catch (...) {
    job.failure = std::current_exception();
    if (!database_->in_transaction()) return false;
    database_->run("rollback to work");
    database_->run("release work");
  }
  return true;
}

void GroupCommit::commit(const Jobs& jobs, Changes changes) {
  try {
    std::optional<RevisionRow> revision;
    move_revision(*database_, own_stripe, changes, revision);
    database_->run("commit");
    revisions_.learn(own_stripe, revision);
  } catch (...) {
    abandon(jobs);
  }
}

// Called while an exception is handled, which becomes that of every job without one of its own: a copy for each, since
// each is caught by another thread.
void GroupCommit::abandon(const Jobs& jobs) {
  for (Job* job : jobs) {
    if (job->failure) continue;
    try {
      throw;
    } catch (const domain::Error& error) {
      job->failure = std::make_exception_ptr(error);
    } catch (...) {
      job->failure = std::current_exception();
    }
  }
  try {
    if (database_->in_transaction()) database_->run("rollback");
  } catch (...) {
    // SQLite rolls back by itself what it cannot roll back when told; `begin` would say so.
  }
}

void GroupCommit::answer(const Jobs& jobs) {
  for (Job* job : jobs) {
    const std::lock_guard lock(job->mutex);
    job->done = true;
    job->answered.notify_one();
  }
}

void GroupCommit::tend_log() {
  if (!checkpointer_.log_grew(database_->log_pages())) return;
  try {
    static_cast<void>(database_->checkpoint());
  } catch (const domain::Error&) {
    // The log stays; the next commit meets what is wrong.
  }
}

}  // namespace storage
