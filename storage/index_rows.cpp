#include "storage/index_rows.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace storage {
namespace {

constexpr std::size_t most_waiting = 500;

// A row's key is its own on SQLite; PostgreSQL's rows need none.
void take_free_keys(Connection& database, std::vector<IndexRow>& rows) {
  std::set<std::int64_t> taken;
  for (IndexRow& row : rows) {
    while (taken.contains(row.sort_key) ||
           !database.rows<int>("select 1 from event_search where sort_key = ?", row.sort_key).empty()) {
      ++row.sort_key;
    }
    taken.insert(row.sort_key);
  }
}

// By key, as FTS5 wants them to gather them in memory.
void insert_together(Connection& database, std::vector<IndexRow>& rows) {
  take_free_keys(database, rows);
  std::ranges::sort(rows, {}, &IndexRow::sort_key);
  std::set<std::string> words;
  std::string list(1, '[');
  for (const IndexRow& row : rows) {
    words.insert(row.vocabulary.begin(), row.vocabulary.end());
    const std::array columns{std::to_string(row.sort_key), std::to_string(row.event.value), row.place, row.words};
    if (list.size() > 1) list.push_back(',');
    list.append(list_value(Engine::sqlite, columns));
  }
  list.push_back(']');
  const std::vector<std::string> vocabulary(words.begin(), words.end());
  database.run("insert into search_word (word) select value from json_each(?) where true on conflict do nothing",
               list_value(Engine::sqlite, vocabulary));
  database.run(
      "insert into event_search (sort_key, event_id, place, words) select cast(value ->> 0 as integer), "
      "cast(value ->> 1 as integer), value ->> 2, value ->> 3 from json_each(?)",
      list);
}

}  // namespace

void insert_index_rows(Connection& database, std::vector<IndexRow> rows) {
  if (database.engine() == Engine::sqlite) return insert_together(database, rows);
  for (const IndexRow& row : rows) {
    database.later("insert into event_search (sort_key, event_id, place, words) values (?, ?, ?, ?)", row.sort_key,
                   row.event, row.place, row.words);
  }
}

void NewIndexRows::add(Connection& database, IndexRow row) {
  waiting_.push_back(std::move(row));
  if (database.engine() == Engine::postgresql || waiting_.size() == most_waiting) write(database);
}

void NewIndexRows::write(Connection& database) {
  if (!waiting_.empty()) insert_index_rows(database, std::exchange(waiting_, {}));
}

}  // namespace storage
