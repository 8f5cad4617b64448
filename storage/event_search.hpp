#pragma once
#include <deque>
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "storage/connection.hpp"

namespace storage {

// A filter as the condition of a `where` over `event e`, with its values. One text for each combination of the
// filter's members, so that statements stay few.
class EventCondition {
 public:
  EventCondition(const domain::EventFilter& filter, Engine engine);
  EventCondition(const EventCondition&) = delete;
  EventCondition& operator=(const EventCondition&) = delete;

  [[nodiscard]] const std::string& sql() const { return sql_; }
  // Valid as long as this object.
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }

 private:
  void add(std::string_view condition);
  void add_number(std::string_view condition, std::int64_t number);
  void add_text(std::string text);
  void add_list(std::string_view before, std::string_view column, const std::vector<std::string>& texts,
                std::string_view after = "");
  void add_times(const domain::EventFilter& filter);
  void add_organisations(const domain::EventFilter& filter);
  void add_words(const domain::EventFilter& filter);
  void add_open(const domain::EventFilter& filter);

  Engine engine_;
  std::string sql_ = "1 = 1";
  std::vector<Value> values_;
  std::deque<std::string> texts_;
};

}  // namespace storage
