#include "storage/event_index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "domain/search_words.hpp"

namespace storage {
namespace {

using domain::Inner;

// In front of every token, so that each tells what it is and who may see its event. Of private use: no folded text
// holds them.
enum class Mark { word, name, facet };

std::string mark_of(Mark mark, domain::PublicationStatus publication) {
  // U+E000 and what follows.
  const auto place = static_cast<unsigned>(mark) * 4U + static_cast<unsigned>(publication);
  return std::string("\xEE\x80") + static_cast<char>(0x80U + place);
}

// Far more than the longest texts hold; a tsvector has its limit.
constexpr std::size_t most_words = 10'000;
constexpr std::size_t events_at_once = 500;

struct StoredRow {
  IndexRow row;
};
auto fields(StoredRow& stored) {
  return std::tie(stored.row.sort_key, stored.row.place, stored.row.words);
}

// What a row is made of.
struct Source {
  domain::EventId id;
  domain::Instant start_time;
  domain::PublicationStatus publication = domain::PublicationStatus::draft;
  domain::Place place;
  std::vector<std::string> names{};
  std::vector<std::string> others{};  // descriptions and organisers
  std::set<std::string> facets{};
};

// Names of anything, as a word: FNV-1a of 64 bits, by which nothing meets another by chance.
std::string facet_word(Facet facet, std::string_view value) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : value) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  std::string word(1, static_cast<char>('a' + static_cast<int>(facet)));
  for (int i = 0; i < 16; ++i) word.push_back("0123456789abcdef"[hash >> (60 - 4 * i) & 15U]);
  return word;
}

// Events that start together are told apart by their id's last digits.
std::int64_t sort_key_of(const Source& source) {
  return first_key(to_value(source.start_time).number) + source.id.value % first_key(1);
}

IndexRow row_of(const Source& source) {
  std::set<std::string> in_name, words;
  for (const std::string& name : source.names) domain::add_indexed_words(name, Inner::yes, in_name);
  domain::add_indexed_words(source.place.name, Inner::yes, words);
  domain::add_indexed_words(source.place.street_address, Inner::no, words);
  domain::add_indexed_words(source.place.municipality, Inner::no, words);
  for (const std::string& other : source.others) domain::add_indexed_words(other, Inner::no, words);
  words.insert(in_name.begin(), in_name.end());
  IndexRow row{source.id, sort_key_of(source), domain::fold_text(source.place.name)};
  std::set<std::string> facets = source.facets;
  facets.insert(facet_word(Facet::place, row.place));
  std::size_t count = 0;
  const auto add = [&](Mark mark, const std::set<std::string>& tokens) {
    const std::string beginning = mark_of(mark, source.publication);
    for (const std::string& token : tokens) {
      if (++count > most_words) return;
      if (!row.words.empty()) row.words.push_back(' ');
      row.words.append(beginning).append(token);
    }
  };
  add(Mark::facet, facets);
  add(Mark::name, in_name);
  add(Mark::word, words);
  row.vocabulary.assign(words.begin(), words.end());
  return row;
}

Source source_of(const domain::Event& event) {
  Source source{event.id, event.start_time, event.publication_status, event.location};
  const auto add = [&](Facet facet, std::string_view value) { source.facets.insert(facet_word(facet, value)); };
  for (const auto& [language, text] : event.name) source.names.push_back(text);
  for (const auto& [language, text] : event.short_description) source.others.push_back(text);
  add(Facet::kind, domain::to_word(event.kind));
  add(Facet::municipality, event.location.municipality);
  for (const std::string& keyword : event.keywords) add(Facet::theme, keyword);
  for (const domain::LanguageTag& language : event.in_language) add(Facet::language, language.str());
  for (const domain::LanguageTag& language : event.interpreted_languages) add(Facet::language, language.str());
  for (const domain::Organiser& organiser : event.organisers) {
    source.others.push_back(organiser.name);
    add(Facet::organisation, std::to_string(organiser.id.value));
  }
  return source;
}

using Sources = std::map<std::int64_t, Source>;

// With plain SQL of their time: later tables are not there yet when a migration runs.
template <class Row, class Take>
void add_rows(Connection& database, const std::string& select, const std::string& events, const Take& take) {
  for (auto& row : database.rows<Row>(select + any_of(database.engine(), "event_id", false), events)) {
    std::apply(take, std::move(row));
  }
}

void add_content(Connection& database, Sources& sources) {
  std::vector<std::int64_t> ids;
  for (const auto& [id, source] : sources) ids.push_back(id);
  const std::string events = list_value(database.engine(), ids);
  using Text = std::tuple<std::int64_t, std::string, std::string>;
  using Word = std::tuple<std::int64_t, std::string>;
  using Organiser = std::tuple<std::int64_t, std::int64_t, std::string>;
  const auto add = [&](std::int64_t event, Facet facet, std::string_view value) {
    sources.at(event).facets.insert(facet_word(facet, value));
  };
  add_rows<Text>(database,
                 "select event_id, field, text from event_text where field in ('name', 'short_description') and ",
                 events, [&](std::int64_t event, const std::string& field, std::string text) {
                   Source& source = sources.at(event);
                   (field == "name" ? source.names : source.others).push_back(std::move(text));
                 });
  add_rows<Word>(database, "select event_id, keyword from event_keyword where ", events,
                 [&](std::int64_t event, const std::string& keyword) { add(event, Facet::theme, keyword); });
  add_rows<Word>(database, "select event_id, language from event_language where ", events,
                 [&](std::int64_t event, const std::string& language) { add(event, Facet::language, language); });
  add_rows<Organiser>(
      database,
      "select event_id, o.id, o.name from event_organiser eo join organisation o on o.id = eo.organisation_id where ",
      events, [&](std::int64_t event, std::int64_t id, std::string name) {
        sources.at(event).others.push_back(std::move(name));
        add(event, Facet::organisation, std::to_string(id));
      });
}

// The next events behind `last`: of one organisation, or of all.
Sources next_sources(Connection& database, std::int64_t last, std::optional<domain::OrganisationId> of) {
  Sources sources;
  using Row = std::tuple<domain::EventId, domain::Instant, domain::PublicationStatus, std::string, std::string,
                         std::string, std::string>;
  const std::string select =
      "select id, start_time, publication_status, kind, place_name, street_address, municipality from event where id > "
      "? ";
  const auto rows =
      of ? database.rows<Row>(select +
                                  "and exists (select 1 from event_organiser eo where eo.event_id = event.id and "
                                  "eo.organisation_id = ?) order by id limit ?",
                              last, *of, events_at_once)
         : database.rows<Row>(select + "order by id limit ?", last, events_at_once);
  for (const auto& [id, start, publication, kind, name, street, town] : rows) {
    Source source{id, start, publication, {name, street, town, {}}};
    source.facets = {facet_word(Facet::kind, kind), facet_word(Facet::municipality, source.place.municipality)};
    sources.emplace(id.value, std::move(source));
  }
  if (!sources.empty()) add_content(database, sources);
  return sources;
}

}  // namespace

IndexRow index_row(const domain::Event& event) {
  return row_of(source_of(event));
}

void update_index(Connection& database, const domain::Event& event) {
  IndexRow row = row_of(source_of(event));
  const auto found =
      database.row<StoredRow>("select sort_key, place, words from event_search where event_id = ?", event.id);
  const auto same = [&](const IndexRow& stored) {
    return stored.place == row.place && stored.words == row.words && stored.sort_key >= row.sort_key &&
           stored.sort_key < row.sort_key + 1000;
  };
  if (found && same(found->row)) return;
  if (found) database.run("delete from event_search where event_id = ?", event.id);
  insert_index_rows(database, {std::move(row)});
}

void index_events_of(Connection& database, domain::OrganisationId organisation) {
  for (std::int64_t last = 0;;) {
    const Sources sources = next_sources(database, last, organisation);
    if (sources.empty()) return;
    for (const auto& [id, source] : sources) {
      database.run("delete from event_search where event_id = ?", id);
      insert_index_rows(database, {row_of(source)});
    }
    last = sources.rbegin()->first;
  }
}

void index_events(Connection& database) {
  database.run_once("delete from event_search");
  for (std::int64_t last = 0;;) {
    const Sources sources = next_sources(database, last, {});
    if (sources.empty()) return;
    std::vector<IndexRow> rows;
    for (const auto& [id, source] : sources) rows.push_back(row_of(source));
    insert_index_rows(database, std::move(rows));
    database.settle();
    last = sources.rbegin()->first;
  }
}

namespace {

constexpr std::string_view greatest_sign = "\xF4\x8F\xBF\xBF";  // U+10FFFF

// At most `limit`, of which each may come once for each status.
std::vector<std::string> words_in_tokens(Connection& database, const std::string& word, std::size_t limit) {
  using enum domain::PublicationStatus;
  std::vector<std::string> beginnings;
  for (const auto status : {draft, open_to_all, unlisted, staff}) {
    beginnings.push_back(mark_of(Mark::word, status) + word);
  }
  // From one token to the next, so that it costs what there are tokens and not events.
  const auto tokens = database.rows<std::string>(
      "with recursive known (beginning, token) as (select b, (select min(token) from event_token where token >= b and "
      "token < b || ?) from unnest(cast(? as text[])) b union all select beginning, (select min(token) from "
      "event_token "
      "where token > known.token and token < beginning || ?) from known where token is not null) "
      "select token from known where token is not null limit ?",
      greatest_sign, list_value(Engine::postgresql, beginnings), greatest_sign, limit * beginnings.size());
  std::set<std::string> words;
  for (const std::string& token : tokens) words.insert(token.substr(mark_of(Mark::word, draft).size()));
  return {words.begin(), words.end()};
}

}  // namespace

std::vector<AskedWord> look_up(Connection& database, const std::vector<std::string>& asked) {
  const bool sqlite = database.engine() == Engine::sqlite;
  const std::size_t many = sqlite ? 9 : 25;
  std::vector<AskedWord> found;
  for (const std::string& word : asked) {
    AskedWord& one = found.emplace_back(AskedWord{{word}, true});
    auto known = sqlite ? database.rows<std::string>(
                              "select word from search_word where word >= ? and word < ? order by word limit ?", word,
                              word + std::string(greatest_sign), many)
                        : words_in_tokens(database, word, many);
    if (known.size() >= many) continue;
    one.beginning = false;
    if (!known.empty()) one.words = std::move(known);
  }
  return found;
}

IndexQuery::IndexQuery(const std::vector<domain::PublicationStatus>& publication) : publication_(publication) {
  using enum domain::PublicationStatus;
  if (publication_.empty()) publication_ = {draft, open_to_all, unlisted, staff};
}

void IndexQuery::add_words(const std::vector<AskedWord>& asked, bool in_name) {
  for (const AskedWord& one : asked) {
    Group& group = groups_.emplace_back();
    group.beginning = one.beginning;
    for (const std::string& word : one.words) {
      for (const auto status : publication_) {
        group.tokens.push_back(mark_of(in_name ? Mark::name : Mark::word, status) + word);
      }
    }
  }
}

void IndexQuery::add_any_of(Facet facet, const std::vector<std::string>& values) {
  Group& group = groups_.emplace_back();
  for (const std::string& value : values) {
    for (const auto status : publication_) {
      group.tokens.push_back(mark_of(Mark::facet, status) + facet_word(facet, value));
    }
  }
}

void IndexQuery::add_all_but(const IndexQuery& other) {
  excluded_ = other.groups_;
}

}  // namespace storage
