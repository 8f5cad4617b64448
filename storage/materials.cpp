#include "storage/materials.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

#include "storage/failure.hpp"
#include "storage/material_row.hpp"

namespace storage {
namespace {

// A row of this size is kept beside the tree that it belongs to, and travels without filling anybody's memory.
constexpr std::size_t chunk_bytes = 192 * 1024;
constexpr int base64 = sodium_base64_VARIANT_ORIGINAL;

#define KUTSU_MATERIAL                                                                                      \
  "select m.id, m.event_id, m.series_id, m.organisation_id, m.title, m.language, m.for_registered, m.url, " \
  "m.added_time, m.file_id, coalesce(f.name, ''), coalesce(f.media_type, ''), coalesce(f.size, 0), "        \
  "coalesce(f.digest, '') from material m left join material_file f on f.id = m.file_id "

std::string encode(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    base64);
  text.pop_back();  // its terminating zero
  return text;
}

void append_decoded(std::string& bytes, const std::string& text) {
  const std::size_t before = bytes.size();
  std::size_t size = 0;
  bytes.resize(before + text.size());
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()) + before, text.size(), text.data(), text.size(),
                        nullptr, &size, nullptr, base64) != 0) {
    throw std::runtime_error("a material's bytes are no base64");
  }
  bytes.resize(before + size);
}

}  // namespace

bool keep_file(Connection& database, domain::MaterialFileId file) {
  const std::string_view sql = database.engine() == Engine::sqlite
                                   ? "select id from material_file where id = ?"
                                   : "select id from material_file where id = ? for key share";
  return database.row<domain::MaterialFileId>(sql, file).has_value();
}

void hold_file(Connection& database, domain::MaterialFileId file) {
  // SQLite's one writer has the whole database.
  if (database.engine() == Engine::sqlite) return;
  (void)database.rows<domain::MaterialFileId>("select id from material_file where id = ? for update", file);
}

void remove_unused_file(Connection& database, domain::MaterialFileId file) {
  database.run(
      "delete from material_file where id = ? and not exists (select 1 from material where file_id = ?) "
      "and not exists (select 1 from template_material where file_id = ?)",
      file, file, file);
}

std::optional<domain::Material> MaterialRows::find(domain::MaterialId id) const {
  auto row = context_.database.row<MaterialRow>(KUTSU_MATERIAL "where m.id = ?", id);
  if (!row) return {};
  return material_of(std::move(*row));
}

std::vector<domain::Material> MaterialRows::of(const domain::Event& event) const {
  auto materials =
      materials_of(context_.database.rows<MaterialRow>(KUTSU_MATERIAL "where m.event_id = ? order by m.id", event.id));
  if (event.super_event) std::ranges::move(of_series(*event.super_event), std::back_inserter(materials));
  std::ranges::sort(materials, {}, &domain::Material::id);
  return materials;
}

std::vector<domain::Material> MaterialRows::of_series(domain::SeriesId series) const {
  return materials_of(
      context_.database.rows<MaterialRow>(KUTSU_MATERIAL "where m.series_id = ? order by m.id", series));
}

std::string MaterialRows::content(domain::MaterialFileId file) const {
  Connection& database = context_.database;
  std::string bytes;
  const auto size = database.row<std::int64_t>("select size from material_file where id = ?", file);
  if (!size) return bytes;
  // With room for the last chunk as text.
  bytes.reserve(static_cast<std::size_t>(*size) + 2 * chunk_bytes);
  for (std::int64_t position = 0; bytes.size() < static_cast<std::size_t>(*size); ++position) {
    const auto chunk = database.row<std::string>("select bytes from material_chunk where file_id = ? and position = ?",
                                                 file, position);
    if (!chunk) return {};
    append_decoded(bytes, *chunk);
  }
  return bytes;
}

std::int64_t MaterialRows::bytes_of(domain::OrganisationId organisation) const {
  return context_.database
      .row<std::int64_t>("select cast(coalesce(sum(size), 0) as bigint) from material_file where organisation_id = ?",
                         organisation)
      .value_or(0);
}

std::vector<domain::MaterialId> MaterialRows::files_ended_before(domain::Instant before, std::size_t limit) const {
  return context_.database.rows<domain::MaterialId>(
      "select m.id from material m where m.file_id is not null and (case when m.event_id is not null then "
      "(select e.end_time from event e where e.id = m.event_id) else "
      "(select max(e.end_time) from event e where e.series_id = m.series_id) end) < ? order by m.id limit ?",
      before, limit);
}

void MaterialRows::lock(domain::OrganisationId organisation) {
  Connection& database = context_.database;
  // SQLite's one writer has the whole database.
  if (database.engine() == Engine::sqlite) return;
  (void)database.rows<domain::OrganisationId>("select id from organisation where id = ? for no key update",
                                              organisation);
}

domain::MaterialFileId MaterialRows::insert(const domain::MaterialFile& file, domain::OrganisationId organisation,
                                            std::string_view bytes) {
  Connection& database = context_.database;
  const auto id = database.row<domain::MaterialFileId>(
      "insert into material_file (organisation_id, name, media_type, size, digest) values (?, ?, ?, ?, ?) returning id",
      organisation, file.name, file.media_type, bytes.size(), file.digest);
  if (!id) throw std::logic_error("a row that was inserted has no id");
  for (std::int64_t position = 0; !bytes.empty(); ++position) {
    const auto chunk = bytes.substr(0, chunk_bytes);
    const std::string text = encode(chunk);
    database.run("insert into material_chunk (file_id, position, bytes) values (?, ?, ?)", *id, position, text);
    bytes.remove_prefix(chunk.size());
  }
  return *id;
}

std::optional<domain::MaterialId> MaterialRows::insert(const domain::Material& material) {
  Connection& database = context_.database;
  const auto* file = material.file();
  std::optional<domain::MaterialFileId> file_id;
  if (file != nullptr) {
    file_id = file->id;
    if (!keep_file(database, *file_id)) return {};
  }
  context_.changes.content = true;
  const std::string language = material.language ? material.language->str() : "";
  const std::string url = file == nullptr ? std::get<domain::Link>(material.content).url : "";
  return database.row<domain::MaterialId>(
      "insert into material (event_id, series_id, organisation_id, title, language, for_registered, url, file_id, "
      "added_time) values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id",
      material.event, material.series, material.organisation, material.title, language, material.for_registered, url,
      file_id, material.added_time);
}

void MaterialRows::remove(domain::MaterialId id) {
  context_.changes.content = true;
  Connection& database = context_.database;
  const auto material = find(id);
  if (!material) return;
  const auto* file = material->file();
  if (file != nullptr) hold_file(database, file->id);
  database.run("delete from material where id = ?", id);
  if (file != nullptr) remove_unused_file(database, file->id);
}

}  // namespace storage
