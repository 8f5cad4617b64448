// What events of a series have in common.
#include "storage/events.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

struct SeriesRow {
  domain::Series series;
};
auto fields(SeriesRow& row) {
  return std::tie(row.series.id, row.series.recurrence, row.series.import_key);
}

std::optional<domain::Series> complete(Connection& database, std::vector<SeriesRow> rows) {
  if (rows.empty()) return {};
  domain::Series series = std::move(rows.front().series);
  using Text = std::tuple<domain::LanguageTag, std::string>;
  for (auto& [language, text] :
       database.rows<Text>("select language, text from series_text where series_id = ?", series.id)) {
    series.name.emplace(language, std::move(text));
  }
  for (const auto& day :
       database.rows<std::string>("select day from series_exception where series_id = ? order by day", series.id)) {
    series.exceptions.push_back(domain::parse_date(day, "exceptions"));
  }
  return series;
}

}  // namespace

std::optional<domain::Series> EventRows::find(domain::SeriesId id) const {
  return complete(context_.database,
                  context_.database.rows<SeriesRow>(
                      "select id, recurrence, coalesce(import_key, '') from series where id = ?", id));
}

std::optional<domain::Series> EventRows::find_series_by_import_key(std::string_view key) const {
  return complete(context_.database,
                  context_.database.rows<SeriesRow>(
                      "select id, recurrence, coalesce(import_key, '') from series where import_key = ?", key));
}

domain::SeriesId EventRows::insert(const domain::Series& series) {
  context_.changes.content = true;
  Connection& database = context_.database;
  const auto id = database.row<domain::SeriesId>(
      "insert into series (recurrence, import_key) values (?, nullif(?, '')) on conflict do nothing returning id",
      series.recurrence, series.import_key);
  if (!id) throw_duplicate();
  for (const auto& [language, text] : series.name) {
    database.run("insert into series_text (series_id, language, text) values (?, ?, ?)", *id, language, text);
  }
  for (const auto& day : series.exceptions) {
    const std::string text = domain::format_date(day);
    database.run("insert into series_exception (series_id, day) values (?, ?) on conflict do nothing", *id, text);
  }
  return *id;
}

}  // namespace storage
