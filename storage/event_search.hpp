#pragma once
#include <deque>
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "storage/connection.hpp"
#include "storage/event_index.hpp"

namespace storage {

// A filter as what comes behind `select <columns of event>`. One text for each combination of the filter's members, so
// that statements stay few.
class EventQuery {
 public:
  EventQuery(const domain::EventFilter& filter, Connection& database);
  EventQuery(const EventQuery&) = delete;
  EventQuery& operator=(const EventQuery&) = delete;

  // One after the other they hold all events in their order: those with every word in their names, the others; of each
  // those that have begun before `from`, the others. None where what is searched for holds no word.
  struct Part {
    std::string from;   // " from event e … where …"
    std::string count;  // the same, or less where that is enough to count by
    std::string order;  // " order by …"
    std::vector<Value> values;
  };
  // Valid as long as this object.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // All that holds of `event e`, words aside.
  [[nodiscard]] const std::string& condition() const { return whole_.sql; }
  [[nodiscard]] const std::vector<Value>& values() const { return whole_.values; }

 private:
  struct Condition {
    std::string sql;
    std::vector<Value> values;
    void add(std::string_view condition);
    void add(std::string_view condition, Value value);
  };
  Value keep(std::string text);
  void add_list(Condition& to, std::string_view before, std::string_view column, const std::vector<std::string>& texts,
                std::string_view after = "");
  static void add_facets(const domain::EventFilter& filter, IndexQuery& query);
  void add_place(const domain::EventFilter& filter, Connection& database, IndexQuery& query);
  void add_open(const domain::EventFilter& filter);
  void add_whole(const domain::EventFilter& filter, const std::vector<std::string>& organisations);
  void add_parts(const domain::EventFilter& filter, Connection& database, const IndexQuery& facets);
  void add_listed(const domain::EventFilter& filter);
  void add_found(const domain::EventFilter& filter, const IndexQuery& query);
  void add_range(const domain::EventFilter& filter, const std::string& query, bool begun);

  Engine engine_;
  Condition rest_;   // what no index holds
  Condition whole_;  // everything
  std::vector<Part> parts_;
  std::deque<std::string> texts_;
};

}  // namespace storage
