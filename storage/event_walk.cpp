#include "storage/event_walk.hpp"

#include <algorithm>

namespace storage {
namespace {

using Group = IndexQuery::Group;

// More of them are looked up one after the other rather than each for every event.
constexpr std::size_t many_tokens = 16;

void append_match(std::string& text, const std::vector<Group>& groups) {
  for (const Group& group : groups) {
    text.append(text.empty() ? "(" : " AND (");
    for (const std::string& token : group.tokens) {
      if (&token != &group.tokens.front()) text.append(" OR ");
      text.append("\"").append(token).append(group.beginning ? "\" *" : "\"");
    }
    text.push_back(')');
  }
}

// FTS5's words for it (its documentation, section 3).
std::string match_of(const IndexQuery& query) {
  std::string text;
  append_match(text, query.groups());
  if (query.excluded().empty()) return text;
  std::string excluded;
  append_match(excluded, query.excluded());
  return "(" + text + ") NOT (" + excluded + ")";
}

void add_bounds(Condition& to, const std::string& key, const Walk& walk) {
  for (const Walk::Bound& bound : walk.bounds) to.add(key + bound.sql, bound.value);
}

KeyQuery walk_sqlite(const Walk& walk, Texts& texts) {
  std::string sql = "select w.rowid from event_words w";
  if (!walk.of_event.sql.empty()) {
    sql += " cross join event_search s on s.sort_key = w.rowid cross join event e on e.id = s.event_id";
  }
  Condition condition;
  condition.add("w.event_words match ?", texts.keep(match_of(walk.query)));
  add_bounds(condition, "w.rowid", walk);
  condition.add(walk.of_event);
  return {sql + " where " + condition.sql + " order by w.rowid" + (walk.latest_first ? " desc" : ""),
          std::move(condition.values)};
}

// Whether the event of row `t` has one of a group's tokens, or nothing. PostgreSQL takes no such question for a join,
// so that it reads no more of the other tokens than it is asked for.
Condition has_any(const Group& group, Texts& texts) {
  Condition condition;
  if (group.beginning) {
    std::vector<std::string> patterns;
    // A token's mark stands at its beginning and nowhere else; no token holds a sign that LIKE takes for another.
    for (const std::string& token : group.tokens) patterns.push_back("%" + token + "%");
    condition.add(
        "(select true from event_search s where s.event_id = t.event_id and s.words like any(cast(? as text[])))",
        texts.keep(list_value(Engine::postgresql, patterns)));
  } else {
    condition.add(
        "(select true from event_token p where p.token = any(cast(? as text[])) and p.sort_key = t.sort_key "
        "and p.event_id = t.event_id limit 1)",
        texts.keep(list_value(Engine::postgresql, group.tokens)));
  }
  return condition;
}

void add_has_not_all(Condition& to, const std::vector<Group>& groups, Texts& texts) {
  if (groups.empty()) return;
  Condition all;
  for (const Group& group : groups) {
    const Condition one = has_any(group, texts);
    all.add("coalesce(" + one.sql + ", false)", one.values.front());
  }
  to.add("not (" + all.sql + ")");
  to.values.insert(to.values.end(), all.values.begin(), all.values.end());
}

// What holds of row `t` beside the groups that its table is read by.
Condition rest_of(const Walk& walk, const std::vector<const Group*>& groups, Texts& texts) {
  Condition rest;
  for (const Group* group : groups) rest.add(has_any(*group, texts));
  add_has_not_all(rest, walk.query.excluded(), texts);
  if (!walk.of_event.sql.empty()) {
    rest.add("(select true from event e where e.id = t.event_id and " + walk.of_event.sql + ")");
    rest.values.insert(rest.values.end(), walk.of_event.values.begin(), walk.of_event.values.end());
  }
  return rest;
}

std::string order_of(const Walk& walk, const std::string& of) {
  const std::string direction = walk.latest_first ? " desc" : "";
  return " order by " + of + "sort_key" + direction + ", " + of + "event_id" + direction;
}

// Tokens that stand alone: their lists are in one order and go side by side.
KeyQuery walk_single(const Walk& walk, const std::vector<const Group*>& single, const std::vector<const Group*>& others,
                     Texts& texts) {
  std::string sql = "select t.event_id from event_token t";
  Condition condition;
  for (std::size_t i = 0; i < single.size(); ++i) {
    const std::string alias = i == 0 ? "t" : "t" + std::to_string(i);
    if (i > 0) {
      sql += " join event_token " + alias + " on " + alias + ".sort_key = t.sort_key and " + alias +
             ".event_id = t.event_id";
    }
    condition.add(alias + ".token = ?", texts.keep(single[i]->tokens.front()));
    add_bounds(condition, alias + ".sort_key", walk);
  }
  condition.add(rest_of(walk, others, texts));
  return {sql + " where " + condition.sql + order_of(walk, "t."), std::move(condition.values), 1, single.size() > 1};
}

// Of each token as many as are wanted of all.
KeyQuery walk_each(const Walk& walk, const Group& group, const std::vector<const Group*>& others, Texts& texts) {
  Condition condition;
  condition.add("t.token = w.token");
  add_bounds(condition, "t.sort_key", walk);
  condition.add(rest_of(walk, others, texts));
  condition.values.insert(condition.values.begin(), texts.keep(list_value(Engine::postgresql, group.tokens)));
  return {
      "select d.event_id from (select distinct x.sort_key, x.event_id from unnest(cast(? as text[])) w (token) cross "
      "join lateral (select t.sort_key, t.event_id from event_token t where " +
          condition.sql + order_of(walk, "t.") + " limit ?) x) d" + order_of(walk, "d."),
      std::move(condition.values), 2};
}

// Beginnings of so many words that most events have one.
KeyQuery walk_all(const Walk& walk, const std::vector<const Group*>& others, Texts& texts) {
  Condition condition;
  add_bounds(condition, "t.sort_key", walk);
  condition.add(rest_of(walk, others, texts));
  return {"select t.event_id from event_search t where " + condition.sql + order_of(walk, "t."),
          std::move(condition.values)};
}

KeyQuery walk_postgresql(const Walk& walk, Texts& texts) {
  std::vector<const Group*> single, others;
  for (const Group& group : walk.query.groups()) {
    (group.tokens.size() == 1 && !group.beginning ? single : others).push_back(&group);
  }
  // A long list goes first, and else the shortest.
  const auto rank = [](const Group* group) {
    const std::size_t tokens = group->tokens.size();
    return group->beginning ? std::string::npos : tokens > many_tokens ? 0 : tokens;
  };
  const auto first = std::ranges::min_element(others, {}, rank);
  const bool is_long = first != others.end() && rank(*first) == 0;
  if (!single.empty() && !is_long) return walk_single(walk, single, others, texts);
  others.insert(others.end(), single.begin(), single.end());
  const auto leads = std::ranges::min_element(others, {}, rank);
  if ((*leads)->beginning) return walk_all(walk, others, texts);
  const Group& group = **leads;
  others.erase(leads);
  return walk_each(walk, group, others, texts);
}

}  // namespace

KeyQuery walk(Engine engine, const Walk& walk, Texts& texts) {
  return engine == Engine::sqlite ? walk_sqlite(walk, texts) : walk_postgresql(walk, texts);
}

}  // namespace storage
