#pragma once
#include <functional>

#include "storage/connection.hpp"

namespace storage {

// Every commit that changes events leaves a piece of SQLite's full-text index (event_words), and each word is looked up
// in each piece. Makes one of them all (FTS5's documentation, 6.8, "merge"), a few pages a transaction, until nothing
// is left to do or `stop` says so. `database` may write and is in no transaction.
void merge_event_words(Connection& database, const std::function<bool()>& stop);

}  // namespace storage
