#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "storage/convert.hpp"

namespace storage {

// What comes behind `where`, with a value for each `?`.
struct Condition {
  std::string sql;
  std::vector<Value> values;

  void add(std::string_view condition) { sql.append(sql.empty() ? "" : " and ").append(condition); }
  void add(std::string_view condition, Value value) {
    add(condition);
    values.push_back(value);
  }
  void add(const Condition& other) {
    if (other.sql.empty()) return;
    add(other.sql);
    values.insert(values.end(), other.values.begin(), other.values.end());
  }
};

// Keeps texts that values name.
class Texts {
 public:
  Value keep(std::string text) { return to_value(kept_.emplace_back(std::move(text))); }

 private:
  std::deque<std::string> kept_;
};

// Keys of rows in their order: a `select` to whose end comes "limit ?". Its most comes behind the values, as often as
// `limits` says.
struct KeyQuery {
  std::string sql;
  std::vector<Value> values;
  int limits = 1;
  // Whatever the values, there is no better plan than that for any: PostgreSQL need not look for one each time, which
  // for two lists side by side takes longer than to walk along them (its documentation, plan_cache_mode).
  bool has_one_plan = false;
};

}  // namespace storage
