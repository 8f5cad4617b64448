#pragma once
#include <deque>
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "storage/connection.hpp"

namespace storage {

// A filter as what comes behind `select <columns of event>`. One text for each combination of the filter's members, so
// that statements stay few.
class EventQuery {
 public:
  EventQuery(const domain::EventFilter& filter, Engine engine);
  EventQuery(const EventQuery&) = delete;
  EventQuery& operator=(const EventQuery&) = delete;

  // Without words to search for, one. With words, first the events that have them all in their names, then the others;
  // none where what is searched for holds no word.
  struct Part {
    std::string from;  // " from event e where …"
    std::vector<Value> values;
    std::string order;  // " order by …"
  };
  // Valid as long as this object.
  [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }

  // What holds of `event e`, words aside.
  [[nodiscard]] const std::string& condition() const { return condition_; }
  [[nodiscard]] const std::vector<Value>& values() const { return values_; }

 private:
  void add(std::string_view condition);
  void add_number(std::string_view condition, std::int64_t number);
  Value keep(std::string text);
  void add_text(std::string text) { values_.push_back(keep(std::move(text))); }
  void add_list(std::string_view before, std::string_view column, const std::vector<std::string>& texts,
                std::string_view after = "");
  void add_times(const domain::EventFilter& filter);
  void add_organisations(const domain::EventFilter& filter);
  void add_place(const domain::EventFilter& filter);
  void add_open(const domain::EventFilter& filter);
  void add_parts(const domain::EventFilter& filter);
  void add_part_of_words(std::string words, std::string_view direction);

  Engine engine_;
  std::string condition_ = "1 = 1";
  std::vector<Value> values_;
  std::vector<Part> parts_;
  std::deque<std::string> texts_;
};

}  // namespace storage
