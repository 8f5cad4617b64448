#include "storage/organisations.hpp"

#include "storage/failure.hpp"

namespace storage {
namespace {

struct Row {
  domain::Organisation organisation;
};
auto fields(Row& row) {
  return std::tie(row.organisation.id, row.organisation.name, row.organisation.municipality);
}

std::optional<domain::Organisation> first(std::vector<Row> rows) {
  if (rows.empty()) return {};
  return std::move(rows.front().organisation);
}

}  // namespace

std::optional<domain::Organisation> OrganisationRows::find(domain::OrganisationId id) const {
  return first(context_.database.rows<Row>("select id, name, municipality from organisation where id = ?", id));
}

std::optional<domain::Organisation> OrganisationRows::find_by_name(std::string_view name) const {
  return first(context_.database.rows<Row>("select id, name, municipality from organisation where name = ?", name));
}

std::vector<domain::Organisation> OrganisationRows::all() const {
  std::vector<domain::Organisation> all;
  for (Row& row : context_.database.rows<Row>("select id, name, municipality from organisation order by name")) {
    all.push_back(std::move(row.organisation));
  }
  return all;
}

domain::OrganisationId OrganisationRows::insert(const domain::Organisation& organisation) {
  context_.changes.content = true;
  const auto id = context_.database.row<domain::OrganisationId>(
      "insert into organisation (name, municipality) values (?, ?) on conflict do nothing returning id",
      organisation.name, organisation.municipality);
  if (!id) throw_duplicate();
  return *id;
}

}  // namespace storage
