#include "storage/event_templates.hpp"

#include <algorithm>

#include "storage/failure.hpp"
#include "storage/fold_case.hpp"
#include "storage/material_row.hpp"

namespace storage {
namespace {

#define KUTSU_TEMPLATE_COLUMNS "id, organisation_id, name, content, last_modified_time, version"

struct Row {
  domain::EventTemplate row;
};
auto fields(Row& row) {
  domain::EventTemplate& t = row.row;
  return std::tie(t.id, t.organisation, t.name, t.content, t.last_modified_time, t.version);
}

std::optional<domain::EventTemplate> opened(std::optional<Row> row) {
  if (!row) return {};
  return std::move(row->row);
}

}  // namespace

std::optional<domain::EventTemplate> EventTemplateRows::find(domain::EventTemplateId id) const {
  return opened(context_.database.row<Row>("select " KUTSU_TEMPLATE_COLUMNS " from event_template where id = ?", id));
}

std::vector<domain::EventTemplate> EventTemplateRows::all(std::optional<domain::OrganisationId> organisation) const {
  Connection& database = context_.database;
  auto rows = organisation ? database.rows<Row>("select " KUTSU_TEMPLATE_COLUMNS
                                                " from event_template where organisation_id = ? order by id",
                                                *organisation)
                           : database.rows<Row>("select " KUTSU_TEMPLATE_COLUMNS " from event_template order by id");
  std::vector<domain::EventTemplate> all;
  for (Row& row : rows) all.push_back(std::move(row.row));
  std::ranges::stable_sort(
      all, {}, [](const domain::EventTemplate& one) { return std::pair(one.organisation, fold_case(one.name)); });
  return all;
}

std::optional<domain::EventTemplate> EventTemplateRows::lock(domain::EventTemplateId id) {
  // SQLite's one writer has the whole database.
  if (context_.database.engine() == Engine::sqlite) return find(id);
  return opened(
      context_.database.row<Row>("select " KUTSU_TEMPLATE_COLUMNS " from event_template where id = ? for update", id));
}

domain::EventTemplateId EventTemplateRows::insert(const domain::EventTemplate& made) {
  const auto id = context_.database.row<domain::EventTemplateId>(
      "insert into event_template (organisation_id, name, content, last_modified_time, version) values (?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      made.organisation, made.name, made.content, made.last_modified_time, made.version);
  if (!id) throw_duplicate();
  return *id;
}

void EventTemplateRows::update(const domain::EventTemplate& changed) {
  context_.database.run(
      "update event_template set name = ?, content = ?, last_modified_time = ?, version = version + 1 where id = ?",
      changed.name, changed.content, changed.last_modified_time, changed.id);
}

void EventTemplateRows::remove(domain::EventTemplateId id) {
  Connection& database = context_.database;
  const auto files = database.rows<domain::MaterialFileId>(
      "select distinct file_id from template_material where template_id = ? and file_id is not null order by file_id",
      id);
  for (const domain::MaterialFileId file : files) hold_file(database, file);
  database.run("delete from event_template where id = ?", id);
  for (const domain::MaterialFileId file : files) remove_unused_file(database, file);
}

}  // namespace storage
