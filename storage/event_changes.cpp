#include "storage/event_changes.hpp"

#include <limits>
#include <unordered_map>

#include "storage/event_ids.hpp"

namespace storage {
namespace {

#define KUTSU_CHANGE                                                                                \
  "select c.id, c.event_id, c.series_id, c.time, c.account_id, c.actor, c.kind, c.note, c.undoes, " \
  "case when c.bundle is null then 1 else "                                                         \
  "(select count(distinct o.event_id) from event_change o where o.bundle = c.bundle) end "          \
  "from event_change c "

struct ChangeRow {
  domain::EventChange change;
};
auto fields(ChangeRow& row) {
  domain::EventChange& c = row.change;
  return std::tie(c.id, c.event, c.series, c.time, c.account, c.actor, c.kind, c.note, c.undoes, c.dates);
}

struct FieldRow {
  domain::EventChangeId change;
  domain::FieldChange field;
};
auto fields(FieldRow& row) {
  return std::tie(row.change, row.field.field, row.field.language, row.field.before, row.field.after);
}

// With their fields.
std::vector<domain::EventChange> complete(Connection& database, std::vector<ChangeRow> rows) {
  std::vector<domain::EventChange> changes;
  std::vector<std::int64_t> ids;
  std::unordered_map<domain::EventChangeId, std::size_t> places;
  for (ChangeRow& row : rows) {
    ids.push_back(row.change.id.value);
    places[row.change.id] = changes.size();
    changes.push_back(std::move(row.change));
  }
  if (ids.empty()) return changes;
  const std::string sql =
      "select change_id, field, language, value_before, value_after from event_change_field where " +
      any_of(database.engine(), "change_id", false) + " order by change_id, position";
  for (FieldRow& row : database.rows<FieldRow>(sql, list_value(database.engine(), ids))) {
    changes[places.at(row.change)].fields.push_back(std::move(row.field));
  }
  return changes;
}

struct OriginRow {
  domain::EventChange change;
  std::optional<std::string> before;
};
auto fields(OriginRow& row) {
  domain::EventChange& c = row.change;
  return std::tie(c.id, c.event, c.series, c.time, c.account, c.actor, c.kind, c.note, c.undoes, row.before);
}

// What was brought in once more has fields.
constexpr std::string_view select_origins =
    "select c.id, c.event_id, c.series_id, c.time, c.account_id, c.actor, c.kind, c.note, c.undoes, f.value_before "
    "from event_change c left join event_change_field f on f.change_id = c.id and f.field = 'publication_status' and "
    "f.value_after = 'draft' where (f.change_id is not null or c.kind in ('created', 'copied') or (c.kind = 'imported' "
    "and not exists (select 1 from event_change_field o where o.change_id = c.id))) and ";

domain::EventChangeId end_of(std::optional<domain::EventChangeId> before) {
  return before.value_or(domain::EventChangeId{std::numeric_limits<std::int64_t>::max()});
}

}  // namespace

std::optional<domain::EventChange> EventChangeRows::find(domain::EventChangeId id) const {
  Connection& database = context_.database;
  auto found = complete(database, database.rows<ChangeRow>(KUTSU_CHANGE "where c.id = ?", id));
  if (found.empty()) return {};
  return std::move(found.front());
}

std::vector<domain::EventChange> EventChangeRows::of_event(domain::EventId event, std::size_t limit,
                                                           std::optional<domain::EventChangeId> before) const {
  Connection& database = context_.database;
  return complete(database,
                  database.rows<ChangeRow>(KUTSU_CHANGE "where c.event_id = ? and c.id < ? order by c.id desc limit ?",
                                           event, end_of(before), limit));
}

std::vector<domain::EventChange> EventChangeRows::of_series(domain::SeriesId series, std::size_t limit,
                                                            std::optional<domain::EventChangeId> before) const {
  Connection& database = context_.database;
  return complete(database,
                  database.rows<ChangeRow>(
                      KUTSU_CHANGE "where c.series_id = ? and c.id < ? and (c.bundle is null or c.event_id = (select "
                                   "o.event_id from event_change o where o.bundle = c.bundle and o.series_id = "
                                   "c.series_id order by o.id limit 1)) order by c.id desc limit ?",
                      series, end_of(before), limit));
}

std::vector<domain::EventChange> EventChangeRows::along_with(domain::EventChangeId id) const {
  Connection& database = context_.database;
  return complete(database,
                  database.rows<ChangeRow>(
                      KUTSU_CHANGE "where c.id = ? or c.bundle = (select o.bundle from event_change o where o.id = ?) "
                                   "order by c.event_id, c.id",
                      id, id));
}

std::vector<domain::EventChange> EventChangeRows::origins(std::span<const domain::EventId> events) const {
  std::vector<domain::EventChange> changes;
  if (events.empty()) return changes;
  std::vector<std::int64_t> ids;
  for (const domain::EventId id : events) ids.push_back(id.value);
  Connection& database = context_.database;
  const EventIds these(database.engine(), ids);
  const std::string sql = std::string(select_origins) + these.are("c.event_id") + " order by c.event_id, c.id";
  for (OriginRow& row : database.rows_with<OriginRow>(sql, these.value())) {
    if (row.before) row.change.fields = {{"publication_status", "", std::move(*row.before), "draft"}};
    changes.push_back(std::move(row.change));
  }
  return changes;
}

domain::EventChangeId EventChangeRows::insert(const domain::EventChange& c) {
  Connection& database = context_.database;
  if (first_ && !several_) {
    several_ = true;
    database.later("update event_change set bundle = id where id = ?", *first_);
  }
  const auto id = database
                      .row<domain::EventChangeId>(
                          "insert into event_change (event_id, series_id, bundle, time, account_id, actor, kind, note, "
                          "undoes) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
                          c.event, c.series, first_, c.time, c.account, c.actor, c.kind, c.note, c.undoes)
                      .value();
  if (!first_) first_ = id;
  for (std::size_t i = 0; i < c.fields.size(); ++i) {
    const domain::FieldChange& field = c.fields[i];
    database.later(
        "insert into event_change_field (change_id, position, field, language, value_before, value_after) "
        "values (?, ?, ?, ?, ?, ?)",
        id, i, field.field, field.language, field.before, field.after);
  }
  using enum domain::ChangeKind;
  const bool first_of_all = c.kind == created || c.kind == copied || (c.kind == imported && c.fields.empty());
  if (!first_of_all) {
    database.later(
        "delete from event_change where event_id = ? and id <= (select id from event_change where event_id = ? "
        "order by id desc limit 1 offset ?)",
        c.event, c.event, domain::most_changes_kept);
  }
  return id;
}

std::size_t EventChangeRows::remove_before(domain::Instant time, std::size_t limit) {
  return static_cast<std::size_t>(context_.database.run(
      "delete from event_change where id in (select id from event_change where time < ? order by time limit ?)", time,
      limit));
}

std::optional<domain::Instant> EventChangeRows::oldest() const {
  return context_.database.rows<std::optional<domain::Instant>>("select min(time) from event_change")[0];
}

}  // namespace storage
