#include "storage/organisations.hpp"

#include "storage/event_content.hpp"
#include "storage/event_index.hpp"
#include "storage/failure.hpp"

namespace storage {
namespace {

#define KUTSU_ORGANISATION_COLUMNS "id, name, municipality, phone, email, kind, approved_by"

struct Row {
  domain::Organisation organisation;
  std::string phone;
  std::string email;
};
auto fields(Row& row) {
  domain::Organisation& o = row.organisation;
  return std::tie(o.id, o.name, o.municipality, row.phone, row.email, o.kind, o.approved_by);
}

domain::Organisation organisation_of(Row& row) {
  if (!row.phone.empty()) row.organisation.phone.emplace(row.phone);
  if (!row.email.empty()) row.organisation.email.emplace(row.email);
  return std::move(row.organisation);
}

std::string phone_text(const domain::Organisation& organisation) {
  return organisation.phone ? organisation.phone->e164() : std::string();
}

std::string email_text(const domain::Organisation& organisation) {
  return organisation.email ? organisation.email->str() : std::string();
}

std::optional<domain::Organisation> first(std::vector<Row> rows) {
  if (rows.empty()) return {};
  return organisation_of(rows.front());
}

}  // namespace

std::optional<domain::Organisation> OrganisationRows::find(domain::OrganisationId id) const {
  return first(context_.database.rows<Row>("select " KUTSU_ORGANISATION_COLUMNS " from organisation where id = ?", id));
}

std::optional<domain::Organisation> OrganisationRows::find_by_name(std::string_view name) const {
  return first(
      context_.database.rows<Row>("select " KUTSU_ORGANISATION_COLUMNS " from organisation where name = ?", name));
}

std::vector<domain::Organisation> OrganisationRows::all() const {
  std::vector<domain::Organisation> all;
  for (Row& row :
       context_.database.rows<Row>("select " KUTSU_ORGANISATION_COLUMNS " from organisation order by name")) {
    all.push_back(organisation_of(row));
  }
  return all;
}

domain::OrganisationId OrganisationRows::insert(const domain::Organisation& organisation) {
  context_.changes.content = true;
  const auto id = context_.database.row<domain::OrganisationId>(
      "insert into organisation (name, municipality, phone, email, kind, approved_by) values (?, ?, ?, ?, ?, ?) "
      "on conflict do nothing returning id",
      organisation.name, organisation.municipality, phone_text(organisation), email_text(organisation),
      organisation.kind, organisation.approved_by);
  if (!id) throw_duplicate();
  return *id;
}

void OrganisationRows::update(const domain::Organisation& organisation) {
  context_.changes.content = true;
  Connection& database = context_.database;
  const auto known = database.row<std::string>("select name from organisation where id = ?", organisation.id);
  // What is kept of its events' contents names the contact. Events first: whoever changes one holds it, and then waits
  // for its organisations.
  const auto events = database.rows<domain::EventId>(
      "select event_id from event_organiser where organisation_id = ? order by event_id", organisation.id);
  for (const domain::EventId event : events) {
    database.run("update event set version = version + 1, content_stamp = ? where id = ?", random_stamp(), event);
  }
  database.run(
      "update organisation set name = ?, municipality = ?, phone = ?, email = ?, kind = ?, approved_by = ? where id = "
      "?",
      organisation.name, organisation.municipality, phone_text(organisation), email_text(organisation),
      organisation.kind, organisation.approved_by, organisation.id);
  if (!known || *known == organisation.name) return;
  context_.new_index_rows.write(database);
  index_events_of(database, organisation.id);
}

}  // namespace storage
