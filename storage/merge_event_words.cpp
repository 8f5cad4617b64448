#include "storage/merge_event_words.hpp"

#include <chrono>
#include <thread>

namespace storage {
namespace {

// Some milliseconds of writing, and a pause in which whoever waits to write comes between: SQLite wakes nobody.
constexpr int pages_at_once = 64;
constexpr std::chrono::milliseconds pause{20};

// Whether anything was left to do: less than two changes are the statement's own.
bool merge(Connection& database, int pages) {
  const auto changes = [&] { return database.rows<std::int64_t>("select total_changes()")[0]; };
  const std::int64_t before = changes();
  database.run("insert into event_words (event_words, rank) values ('merge', ?)", pages);
  return changes() - before > 1;
}

}  // namespace

void merge_event_words(Connection& database, const std::function<bool()>& stop) {
  // Below zero: all pieces, whatever their sizes. What was begun goes on above zero.
  for (int pages = -pages_at_once; !stop() && merge(database, pages); std::this_thread::sleep_for(pause)) {
    pages = pages_at_once;
  }
}

}  // namespace storage
