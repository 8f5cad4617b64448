#pragma once
#include "storage/condition.hpp"
#include "storage/event_index.hpp"

// How the engines go through what events are found by: in the order of their starts, as far as somebody wants to.
namespace storage {

struct Walk {
  const IndexQuery& query;
  // Of rows' keys: `column` stands for each, and is written as each needs it.
  struct Bound {
    std::string sql;  // behind the key, as " >= ?"
    Value value;
  };
  std::vector<Bound> bounds;
  // Of `event e`; empty: of no event.
  Condition of_event;
  bool latest_first = false;
};

// Answers keys of SQLite's event_search (sort_key), on PostgreSQL ids of events.
[[nodiscard]] KeyQuery walk(Engine engine, const Walk& walk, Texts& texts);

}  // namespace storage
