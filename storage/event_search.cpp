#include "storage/event_search.hpp"

#include "domain/search_words.hpp"
#include "storage/event_index.hpp"

namespace storage {
namespace {

template <class T>
std::vector<std::string> words_of(const std::vector<T>& values) {
  std::vector<std::string> words;
  words.reserve(values.size());
  for (const T& value : values) words.emplace_back(to_value(value).text);
  return words;
}

}  // namespace

EventQuery::EventQuery(const domain::EventFilter& filter, Engine engine) : engine_(engine) {
  add_list("", "e.publication_status", words_of(filter.publication));
  add_times(filter);
  add_list("", "e.kind", words_of(filter.kinds));
  add_list("", "e.municipality", filter.municipalities);
  add_list("exists (select 1 from event_keyword k where k.event_id = e.id and ", "k.keyword", filter.themes, ")");
  add_list("exists (select 1 from event_language l where l.event_id = e.id and ", "l.language",
           words_of(filter.languages), ")");
  add_organisations(filter);
  if (filter.series) add_number("e.series_id = ?", filter.series->value);
  add_place(filter);
  add_open(filter);
  add_parts(filter);
}

void EventQuery::add(std::string_view condition) {
  condition_.append(" and ").append(condition);
}

void EventQuery::add_number(std::string_view condition, std::int64_t number) {
  add(condition);
  values_.push_back(to_value(number));
}

Value EventQuery::keep(std::string text) {
  return to_value(texts_.emplace_back(std::move(text)));
}

void EventQuery::add_list(std::string_view before, std::string_view column, const std::vector<std::string>& texts,
                          std::string_view after) {
  if (texts.empty()) return;
  // Nearly always one: then an index finds it.
  if (texts.size() == 1) {
    add(std::string(before).append(column).append(" = ?").append(after));
    add_text(texts.front());
  } else {
    add(std::string(before).append(any_of(engine_, column, true)).append(after));
    add_text(list_value(engine_, texts));
  }
}

void EventQuery::add_times(const domain::EventFilter& filter) {
  if (filter.from) add_number("e.end_time > ?", to_value(*filter.from).number);
  if (filter.to) add_number("e.start_time < ?", to_value(*filter.to).number);
}

void EventQuery::add_organisations(const domain::EventFilter& filter) {
  if (filter.organiser) {
    add_number("exists (select 1 from event_organiser eo where eo.event_id = e.id and eo.organisation_id = ?)",
               filter.organiser->value);
  }
  if (filter.organisations.empty()) return;
  add("exists (select 1 from event_organiser eo join organisation o on o.id = eo.organisation_id "
      "where eo.event_id = e.id and (" +
      any_of(engine_, "o.name", true) + " or " + any_of(engine_, "cast(o.id as text)", true) + "))");
  add_text(list_value(engine_, filter.organisations));
  add_text(list_value(engine_, filter.organisations));
}

void EventQuery::add_place(const domain::EventFilter& filter) {
  const std::string place = domain::fold_text(filter.place);
  if (place.empty()) return;
  // Folded texts hold no sign that LIKE takes for another.
  add("exists (select 1 from event_search p where p.event_id = e.id and p.place like ?)");
  add_text("%" + place + "%");
}

// domain::enrolment_state(event, open_at) == Enrolment::open.
void EventQuery::add_open(const domain::EventFilter& filter) {
  if (!filter.open_at) return;
  const std::int64_t now = to_value(*filter.open_at).number;
  add("e.publication_status <> 'draft' and e.status <> 'EventCancelled' and e.external_registration_url = '' "
      "and e.invited_only = 0");
  add_number("e.start_time > ?", now);
  add_number("(e.enrolment_end_time is null or e.enrolment_end_time > ?)", now);
  add_number("(e.enrolment_start_time is null or e.enrolment_start_time <= ?)", now);
  add("(e.maximum_attendee_capacity is null or e.confirmed_persons < e.maximum_attendee_capacity)");
}

void EventQuery::add_parts(const domain::EventFilter& filter) {
  const std::string_view direction = filter.latest_first ? " desc" : "";
  if (filter.q.empty()) {
    std::string order = " order by e.start_time";
    parts_.push_back(
        {" from event e where " + condition_, values_, order.append(direction).append(", e.id").append(direction)});
    return;
  }
  const std::vector<std::string> words = domain::asked_words(filter.q);
  if (words.empty()) return;
  const std::string in_name = all_words(engine_, words, true);
  add_part_of_words(in_name, direction);
  add_part_of_words(all_words(engine_, words, false) + (engine_ == Engine::sqlite ? " NOT " : " & !") + in_name,
                    direction);
}

// Both engines give events in the order of their keys, which is that of their starts, and stop when there are enough.
void EventQuery::add_part_of_words(std::string words, std::string_view direction) {
  Part part;
  std::string key;
  if (engine_ == Engine::sqlite) {
    part.from =
        " from event_words w cross join event_search s on s.sort_key = w.rowid cross join event e on e.id = s.event_id "
        "where w.event_words match ? and ";
    key = "w.rowid";
  } else {
    part.from = " from event_search s join event e on e.id = s.event_id where s.lexemes @@ cast(? as tsquery) and ";
    key = "s.sort_key";
  }
  part.from.append(condition_);
  part.values.push_back(keep(std::move(words)));
  part.values.insert(part.values.end(), values_.begin(), values_.end());
  part.order.append(" order by ").append(key).append(direction);
  parts_.push_back(std::move(part));
}

}  // namespace storage
