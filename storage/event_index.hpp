#pragma once
#include <string>
#include <vector>

#include "domain/event_filter.hpp"
#include "storage/connection.hpp"
#include "storage/index_rows.hpp"

// What events are found by: folded words (domain/search_words.hpp) and what lists are narrowed by, each together with
// who may see the event. The same on both engines, in SQLite's FTS5 and in PostgreSQL's tsvector; the engines' own ways
// of splitting and folding texts have no part in it.
namespace storage {

[[nodiscard]] IndexRow index_row(const domain::Event& event);
// Of an event whose row is stored; touches nothing where nothing has changed.
void update_index(Connection& database, const domain::Event& event);
// Of its events anew, after its name has changed.
void index_events_of(Connection& database, domain::OrganisationId organisation);
// Of all events anew, as they stand in the tables of migration 0010 and before: for migrations.
void index_events(Connection& database);

// Rows come by start: those of events that start at `start` or later have this key or a greater one.
[[nodiscard]] constexpr std::int64_t first_key(std::int64_t start) {
  return start * (std::int64_t{1} << 29);
}

enum class Facet { kind, theme, language, municipality, organisation, place };

// What a word of a search stands for: the indexed words that begin with it; itself as a beginning where these are many,
// or where the engine is good at that.
struct AskedWord {
  std::vector<std::string> words;
  bool beginning = false;
};
[[nodiscard]] std::vector<AskedWord> look_up(Connection& database, const std::vector<std::string>& asked);

// What an event has to have: of each group one of its tokens, and not one of each excluded group.
class IndexQuery {
 public:
  struct Group {
    std::vector<std::string> tokens;
    bool beginning = false;  // or one that begins with one of them
  };

  // Of events of these; empty: of all.
  explicit IndexQuery(const std::vector<domain::PublicationStatus>& publication);
  // Every word, in the event or in its name.
  void add_words(const std::vector<AskedWord>& asked, bool in_name);
  void add_any_of(Facet facet, const std::vector<std::string>& values);
  // Leaves out what has all that `other` asks for.
  void add_all_but(const IndexQuery& other);
  [[nodiscard]] bool empty() const { return groups_.empty(); }
  [[nodiscard]] const std::vector<Group>& groups() const { return groups_; }
  [[nodiscard]] const std::vector<Group>& excluded() const { return excluded_; }

 private:
  std::vector<domain::PublicationStatus> publication_;
  std::vector<Group> groups_;
  std::vector<Group> excluded_;
};

}  // namespace storage
