#pragma once
#include <string>
#include <vector>

#include "domain/event.hpp"
#include "storage/connection.hpp"

// What events are found by: folded words (domain/search_words.hpp), the same on both engines, in SQLite's FTS5 and in
// PostgreSQL's tsvector. The engines' own ways of splitting and folding texts have no part in it.
namespace storage {

// Of an event that has no such row yet.
void insert_index(Connection& database, const domain::Event& event);
// Of one that has; touches nothing where nothing has changed.
void update_index(Connection& database, const domain::Event& event);
// Of all events anew, as they stand in the tables of migration 0010 and before: for migrations.
void index_events(Connection& database);

// A query that wants every word, each the beginning of one of the event, or of one of its name.
[[nodiscard]] std::string all_words(Engine engine, const std::vector<std::string>& words, bool in_name);

}  // namespace storage
