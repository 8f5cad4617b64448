#include "storage/event_search.hpp"

#include <algorithm>

#include "domain/search_words.hpp"
#include "storage/event_walk.hpp"

namespace storage {
namespace {

template <class T>
std::vector<std::string> words_of(const std::vector<T>& values) {
  std::vector<std::string> words;
  words.reserve(values.size());
  for (const T& value : values) words.emplace_back(to_value(value).text);
  return words;
}

// Ids of organisations by id or name; an id that there is none of where there is none.
std::vector<std::string> ids_of(Connection& database, const std::vector<std::string>& organisations) {
  const std::string list = list_value(database.engine(), organisations);
  std::vector<std::string> ids;
  for (const std::int64_t id :
       database.rows<std::int64_t>("select id from organisation where " + any_of(database.engine(), "name", true) +
                                       " or " + any_of(database.engine(), "cast(id as text)", true) + " order by id",
                                   list, list)) {
    ids.push_back(std::to_string(id));
  }
  if (ids.empty()) ids.emplace_back("0");
  return ids;
}

constexpr std::string_view place_like =
    "exists (select 1 from event_search p where p.event_id = e.id and p.place like ?)";

// No event that has begun so long ago goes on.
constexpr std::string_view longest = "(select coalesce(max(end_time - start_time), 0) from event)";

}  // namespace

EventQuery::EventQuery(const domain::EventFilter& filter, Connection& database) : engine_(database.engine()) {
  add_open(filter);
  if (filter.series) rest_.add("e.series_id = ?", to_value(filter.series->value));
  if (filter.attendance_closed) {
    rest_.add(*filter.attendance_closed ? "e.attendance_closed_time is not null" : "e.attendance_closed_time is null");
  }
  IndexQuery facets(filter.publication);
  add_place(filter, database, facets);
  std::vector<std::string> organisations;
  if (!filter.organisations.empty()) organisations = ids_of(database, filter.organisations);
  if (!organisations.empty()) facets.add_any_of(Facet::organisation, organisations);
  add_facets(filter, facets);
  add_whole(filter, organisations);
  add_parts(filter, database, facets);
  if (filter.from) whole_.add("e.end_time > ?", to_value(*filter.from));
}

void EventQuery::add_parts(const domain::EventFilter& filter, Connection& database, const IndexQuery& facets) {
  if (!filter.q.empty()) {
    const std::vector<std::string> asked = domain::asked_words(filter.q);
    if (asked.empty()) return;
    const std::vector<AskedWord> words = look_up(database, asked);
    IndexQuery in_name = facets, in_name_alone(filter.publication), others = facets;
    in_name.add_words(words, true);
    in_name_alone.add_words(words, true);
    others.add_words(words, false);
    others.add_all_but(in_name_alone);
    add_found(filter, in_name);
    add_found(filter, others);
  } else if (!facets.empty()) {
    add_found(filter, facets);
  } else {
    add_listed(filter);
  }
}

void EventQuery::add_list(Condition& to, std::string_view before, std::string_view column,
                          const std::vector<std::string>& texts, std::string_view after) {
  if (texts.empty()) return;
  // Nearly always one: then an index finds it.
  if (texts.size() == 1) {
    to.add(std::string(before).append(column).append(" = ?").append(after), texts_.keep(texts.front()));
  } else {
    to.add(std::string(before).append(any_of(engine_, column, true)).append(after),
           texts_.keep(list_value(engine_, texts)));
  }
}

void EventQuery::add_facets(const domain::EventFilter& filter, IndexQuery& query) {
  const auto add = [&](Facet facet, const std::vector<std::string>& values) {
    if (!values.empty()) query.add_any_of(facet, values);
  };
  add(Facet::municipality, filter.municipalities);
  add(Facet::theme, filter.themes);
  add(Facet::language, words_of(filter.languages));
  add(Facet::kind, words_of(filter.kinds));
  if (filter.organiser) add(Facet::organisation, {std::to_string(filter.organiser->value)});
}

// There are far fewer places than events: their names are looked through, from one to the next, and events found by
// them.
void EventQuery::add_place(const domain::EventFilter& filter, Connection& database, IndexQuery& query) {
  constexpr std::size_t many = 100;
  const std::string part = domain::fold_text(filter.place);
  if (part.empty()) return;
  // Folded texts hold no sign that LIKE takes for another.
  const std::string pattern = "%" + part + "%";
  auto places = database.rows<std::string>(
      "with recursive known (name) as (select min(place) from event_search where place > '' union all "
      "select (select min(place) from event_search where place > known.name) from known where known.name is not null) "
      "select name from known where name like ? limit ?",
      pattern, many);
  if (places.size() == many) {
    rest_.add(place_like, texts_.keep(pattern));
  } else if (places.empty()) {
    rest_.add("1 = 0");
  } else {
    query.add_any_of(Facet::place, places);
    whole_.add(place_like, texts_.keep(pattern));
  }
}

// domain::enrolment_state(event, open_at) == Enrolment::open.
void EventQuery::add_open(const domain::EventFilter& filter) {
  if (!filter.open_at) return;
  const Value now = to_value(*filter.open_at);
  // As the index event_open has it.
  rest_.add(
      "e.is_full = 0 and e.status <> 'EventCancelled' and e.external_registration_url = '' and e.invited_only = 0");
  rest_.add("e.publication_status <> 'draft'");
  // An index begins with one of two moments: the later.
  rest_.add(filter.from && *filter.from > *filter.open_at ? "+e.start_time > ?" : "e.start_time > ?", now);
  rest_.add("(e.enrolment_end_time is null or e.enrolment_end_time > ?)", now);
  rest_.add("(e.enrolment_start_time is null or e.enrolment_start_time <= ?)", now);
}

// In plain SQL, for who asks about events otherwise than for a page of them.
void EventQuery::add_whole(const domain::EventFilter& filter, const std::vector<std::string>& organisations) {
  whole_.add("1 = 1");
  constexpr std::size_t every = 4;
  if (filter.publication.size() < every) {
    add_list(whole_, "", "e.publication_status", words_of(filter.publication));
  }
  add_list(whole_, "", "e.kind", words_of(filter.kinds));
  add_list(whole_, "", "e.municipality", filter.municipalities);
  add_list(whole_, "exists (select 1 from event_keyword k where k.event_id = e.id and ", "k.keyword", filter.themes,
           ")");
  add_list(whole_, "exists (select 1 from event_language l where l.event_id = e.id and ", "l.language",
           words_of(filter.languages), ")");
  add_list(whole_, "exists (select 1 from event_organiser eo where eo.event_id = e.id and ",
           "cast(eo.organisation_id as text)", organisations, ")");
  if (filter.organiser) {
    whole_.add("exists (select 1 from event_organiser eo where eo.event_id = e.id and eo.organisation_id = ?)",
               to_value(filter.organiser->value));
  }
  whole_.add(rest_);
  if (filter.to) whole_.add("e.start_time < ?", to_value(*filter.to));
}

// By the events' own indexes.
void EventQuery::add_listed(const domain::EventFilter& filter) {
  const std::string_view direction = filter.latest_first ? " desc" : "";
  std::string order = " order by e.start_time";
  order.append(direction).append(", e.id").append(direction);
  // SQLite would rather begin with who may see the event, and read each of them.
  const bool hint = filter.open_at && engine_ == Engine::sqlite;
  const std::string table = std::string(" from event e") + (hint ? " indexed by event_open" : "");
  Step& step = steps_.emplace_back();
  const auto add = [&](std::string_view range, std::size_t times) {
    KeyQuery part{"select e.id" + table + " where " + whole_.sql + std::string(range) + order, whole_.values};
    if (times > 0) part.values.insert(part.values.end(), times, to_value(*filter.from));
    step.parts.push_back(std::move(part));
  };
  if (!filter.from) return add("", 0);
  // The plus keeps an index by end out of it, which would have to read everything that is to come.
  add(" and e.start_time < ? and e.start_time > ? - " + std::string(longest) + " and +e.end_time > ?", 3);
  add(" and e.start_time >= ?", 1);
  if (filter.latest_first) std::ranges::reverse(step.parts);
}

// By the index of words and facets.
void EventQuery::add_found(const domain::EventFilter& filter, const IndexQuery& query) {
  finds_sort_keys_ = engine_ == Engine::sqlite;
  Step& step = steps_.emplace_back();
  if (filter.from) step.parts.push_back(range(filter, query, true));
  step.parts.push_back(range(filter, query, false));
  if (filter.latest_first) std::ranges::reverse(step.parts);
}

// `begun`: those that had begun before `from` and go on, else those that begin later.
KeyQuery EventQuery::range(const domain::EventFilter& filter, const IndexQuery& query, bool begun) {
  const auto key_of = [](domain::Instant time) { return to_value(first_key(to_value(time).number)); };
  Walk from{query, {}, {}, filter.latest_first};
  if (filter.from) from.bounds.push_back({begun ? " < ?" : " >= ?", key_of(*filter.from)});
  if (filter.to) from.bounds.push_back({" < ?", key_of(*filter.to)});
  if (begun) {
    from.bounds.push_back(
        {" > (? - " + std::string(longest) + ") * " + std::to_string(first_key(1)), to_value(*filter.from)});
    from.of_event.add("e.end_time > ?", to_value(*filter.from));
  }
  from.of_event.add(rest_);
  return walk(engine_, from, texts_);
}

}  // namespace storage
