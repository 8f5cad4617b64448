#include "storage/event_search.hpp"

#include "storage/fold_case.hpp"

namespace storage {
namespace {

constexpr std::size_t most_words = 8;

template <class T>
std::vector<std::string> words_of(const std::vector<T>& values) {
  std::vector<std::string> words;
  words.reserve(values.size());
  for (const T& value : values) words.emplace_back(to_value(value).text);
  return words;
}

}  // namespace

EventCondition::EventCondition(const domain::EventFilter& filter, Engine engine) : engine_(engine) {
  add_list("", "e.publication_status", words_of(filter.publication));
  add_times(filter);
  add_list("", "e.kind", words_of(filter.kinds));
  add_list("", "e.municipality", filter.municipalities);
  add_list("exists (select 1 from event_keyword k where k.event_id = e.id and ", "k.keyword", filter.themes, ")");
  add_list("exists (select 1 from event_language l where l.event_id = e.id and ", "l.language",
           words_of(filter.languages), ")");
  add_organisations(filter);
  if (filter.series) add_number("e.series_id = ?", filter.series->value);
  add_words(filter);
  add_open(filter);
}

void EventCondition::add(std::string_view condition) {
  sql_.append(" and ").append(condition);
}

void EventCondition::add_number(std::string_view condition, std::int64_t number) {
  add(condition);
  values_.push_back(to_value(number));
}

void EventCondition::add_text(std::string text) {
  values_.push_back(to_value(texts_.emplace_back(std::move(text))));
}

void EventCondition::add_list(std::string_view before, std::string_view column, const std::vector<std::string>& texts,
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

void EventCondition::add_times(const domain::EventFilter& filter) {
  if (filter.from) add_number("e.end_time > ?", to_value(*filter.from).number);
  if (filter.to) add_number("e.start_time < ?", to_value(*filter.to).number);
}

void EventCondition::add_organisations(const domain::EventFilter& filter) {
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

void EventCondition::add_words(const domain::EventFilter& filter) {
  std::vector<std::string> words = search_words(filter.q);
  if (words.size() > most_words) words.resize(most_words);
  const std::string place = fold_case(filter.place);
  if (words.empty() && place.empty()) return;
  std::string condition = "exists (select 1 from event_search s where s.event_id = e.id";
  if (!place.empty()) {
    condition.append(" and s.place like ? escape '\\'");
    add_text("%" + escape_like(place) + "%");
  }
  for (const std::string& word : words) {
    condition.append(" and s.words like ? escape '\\'");
    add_text("%" + escape_like(word) + "%");
  }
  add(condition + ")");
}

// domain::enrolment_state(event, open_at) == Enrolment::open.
void EventCondition::add_open(const domain::EventFilter& filter) {
  if (!filter.open_at) return;
  const std::int64_t now = to_value(*filter.open_at).number;
  add("e.publication_status <> 'draft' and e.status <> 'EventCancelled' and e.external_registration_url = '' "
      "and e.invited_only = 0");
  add_number("e.start_time > ?", now);
  add_number("(e.enrolment_end_time is null or e.enrolment_end_time > ?)", now);
  add_number("(e.enrolment_start_time is null or e.enrolment_start_time <= ?)", now);
  add("(e.maximum_attendee_capacity is null or e.confirmed_persons < e.maximum_attendee_capacity)");
}

}  // namespace storage
