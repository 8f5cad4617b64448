#include "storage/event_index.hpp"

#include <map>
#include <set>

#include "domain/search_words.hpp"

namespace storage {
namespace {

using domain::Inner;

// In front of words of the name; of private use, so no folded text holds it.
constexpr std::string_view of_name = "\uE000";
// Far more than the longest texts hold; a tsvector has its limit.
constexpr std::size_t most_words = 10'000;
constexpr std::size_t events_at_once = 500;

struct IndexRow {
  std::int64_t sort_key = 0;
  std::string place;
  std::string words;
  friend bool operator==(const IndexRow&, const IndexRow&) = default;
};
auto fields(IndexRow& row) {
  return std::tie(row.sort_key, row.place, row.words);
}

// What a row is made of.
struct Source {
  domain::EventId id;
  domain::Instant start_time;
  domain::Place place;
  std::vector<std::string> names;
  std::vector<std::string> others;  // descriptions and organisers
};

// By start. Events that start together are told apart by their id's last digits, which nobody can guess either.
std::int64_t sort_key_of(const Source& source) {
  constexpr std::int64_t ids = std::int64_t{1} << 29;
  return to_value(source.start_time).number * ids + source.id.value % ids;
}

std::string words_of(const Source& source) {
  std::set<std::string> in_name, words;
  for (const std::string& name : source.names) domain::add_indexed_words(name, Inner::yes, in_name);
  domain::add_indexed_words(source.place.name, Inner::yes, words);
  domain::add_indexed_words(source.place.street_address, Inner::no, words);
  domain::add_indexed_words(source.place.municipality, Inner::no, words);
  for (const std::string& other : source.others) domain::add_indexed_words(other, Inner::no, words);
  std::string all;
  std::size_t count = 0;
  const auto add = [&](std::string_view mark, const std::string& word) {
    if (++count > most_words) return;
    if (!all.empty()) all.push_back(' ');
    all.append(mark).append(word);
  };
  for (const std::string& word : in_name) {
    add(of_name, word);
    add("", word);
  }
  for (const std::string& word : words) {
    if (!in_name.contains(word)) add("", word);
  }
  return all;
}

IndexRow row_of(const Source& source) {
  return {sort_key_of(source), domain::fold_text(source.place.name), words_of(source)};
}

Source source_of(const domain::Event& event) {
  Source source{event.id, event.start_time, event.location, {}, {}};
  for (const auto& [language, text] : event.name) source.names.push_back(text);
  for (const auto& [language, text] : event.short_description) source.others.push_back(text);
  for (const domain::Organiser& organiser : event.organisers) source.others.push_back(organiser.name);
  return source;
}

void insert(Connection& database, domain::EventId event, IndexRow row) {
  // A row's key is SQLite's own; PostgreSQL's rows need none.
  while (database.engine() == Engine::sqlite &&
         !database.rows<int>("select 1 from event_search where sort_key = ?", row.sort_key).empty()) {
    ++row.sort_key;
  }
  database.later("insert into event_search (sort_key, event_id, place, words) values (?, ?, ?, ?)", row.sort_key, event,
                 row.place, row.words);
}

// The next events behind `last`, with plain SQL of their time: later tables are not there yet when a migration runs.
std::map<std::int64_t, Source> next_sources(Connection& database, std::int64_t last) {
  std::map<std::int64_t, Source> sources;
  using EventRow = std::tuple<domain::EventId, domain::Instant, std::string, std::string, std::string>;
  std::vector<std::int64_t> ids;
  for (auto& [id, start, name, street, town] : database.rows<EventRow>(
           "select id, start_time, place_name, street_address, municipality from event where id > ? order by id "
           "limit ?",
           last, events_at_once)) {
    sources.emplace(id.value, Source{id, start, {std::move(name), std::move(street), std::move(town), {}}, {}, {}});
    ids.push_back(id.value);
  }
  if (ids.empty()) return sources;
  const std::string list = list_value(database.engine(), ids);
  using TextRow = std::tuple<std::int64_t, std::string, std::string>;
  for (auto& [event, field, text] : database.rows<TextRow>(
           "select event_id, field, text from event_text where field in ('name', 'short_description') and " +
               any_of(database.engine(), "event_id", false),
           list)) {
    Source& source = sources.at(event);
    (field == "name" ? source.names : source.others).push_back(std::move(text));
  }
  using OrganiserRow = std::tuple<std::int64_t, std::string>;
  for (auto& [event, name] : database.rows<OrganiserRow>("select eo.event_id, o.name from event_organiser eo join "
                                                         "organisation o on o.id = eo.organisation_id where " +
                                                             any_of(database.engine(), "eo.event_id", false),
                                                         list)) {
    sources.at(event).others.push_back(std::move(name));
  }
  return sources;
}

}  // namespace

void insert_index(Connection& database, const domain::Event& event) {
  insert(database, event.id, row_of(source_of(event)));
}

void update_index(Connection& database, const domain::Event& event) {
  IndexRow row = row_of(source_of(event));
  const auto stored =
      database.row<IndexRow>("select sort_key, place, words from event_search where event_id = ?", event.id);
  if (stored && stored->place == row.place && stored->words == row.words && stored->sort_key >= row.sort_key &&
      stored->sort_key < row.sort_key + 1000) {
    return;
  }
  if (stored) database.run("delete from event_search where event_id = ?", event.id);
  insert(database, event.id, std::move(row));
}

void index_events(Connection& database) {
  database.run_once("delete from event_search");
  for (std::int64_t last = 0;;) {
    const auto sources = next_sources(database, last);
    if (sources.empty()) return;
    for (const auto& [id, source] : sources) insert(database, {id}, row_of(source));
    database.settle();
    last = sources.rbegin()->first;
  }
}

std::string all_words(Engine engine, const std::vector<std::string>& words, bool in_name) {
  const bool sqlite = engine == Engine::sqlite;
  std::string query(1, '(');
  for (const std::string& word : words) {
    if (query.size() > 1) query.append(sqlite ? " AND " : " & ");
    query.push_back(sqlite ? '"' : '\'');
    query.append(in_name ? of_name : "").append(word).append(sqlite ? "\" *" : "':*");
  }
  return query.append(")");
}

}  // namespace storage
