#pragma once
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "storage/condition.hpp"
#include "storage/connection.hpp"
#include "storage/event_index.hpp"

namespace storage {

// A filter as queries for keys of events. One text for each combination of the filter's members, so that statements
// stay few.
class EventQuery {
 public:
  EventQuery(const domain::EventFilter& filter, Connection& database);
  EventQuery(const EventQuery&) = delete;
  EventQuery& operator=(const EventQuery&) = delete;

  // One after the other they find all events in their order: those with every word in their names, then the others.
  // None where what is searched for holds no word. Valid as long as this object.
  struct Step {
    std::vector<KeyQuery> parts;  // those that have begun before `from`, and those that begin later
  };
  [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }
  // Whether their keys are those of event_search, and not ids of events.
  [[nodiscard]] bool finds_sort_keys() const { return finds_sort_keys_; }

  // All that holds of `event e`, words aside.
  [[nodiscard]] const Condition& condition() const { return whole_; }

 private:
  void add_list(Condition& to, std::string_view before, std::string_view column, const std::vector<std::string>& texts,
                std::string_view after = "");
  static void add_facets(const domain::EventFilter& filter, IndexQuery& query);
  void add_place(const domain::EventFilter& filter, Connection& database, IndexQuery& query);
  void add_open(const domain::EventFilter& filter);
  void add_whole(const domain::EventFilter& filter, const std::vector<std::string>& organisations);
  void add_parts(const domain::EventFilter& filter, Connection& database, const IndexQuery& facets);
  void add_listed(const domain::EventFilter& filter);
  void add_found(const domain::EventFilter& filter, const IndexQuery& query);
  [[nodiscard]] KeyQuery range(const domain::EventFilter& filter, const IndexQuery& query, bool begun);

  Engine engine_;
  Condition rest_;   // what no index of words holds
  Condition whole_;  // everything
  std::vector<Step> steps_;
  bool finds_sort_keys_ = false;
  Texts texts_;
};

}  // namespace storage
