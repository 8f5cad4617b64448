#include "storage/material_row.hpp"
#include "storage/materials.hpp"

// What templates give to read. Their files are those of events.
namespace storage {

std::vector<domain::Material> MaterialRows::of_template(domain::EventTemplateId id) const {
  return materials_of(context_.database.rows<MaterialRow>(
      "select m.id, null, null, m.organisation_id, m.title, m.language, m.for_registered, m.url, m.added_time, "
      "m.file_id, coalesce(f.name, ''), coalesce(f.media_type, ''), coalesce(f.size, 0), coalesce(f.digest, '') "
      "from template_material m left join material_file f on f.id = m.file_id where m.template_id = ? order by m.id",
      id));
}

void MaterialRows::insert(domain::EventTemplateId id, const domain::Material& material) {
  Connection& database = context_.database;
  const auto* file = material.file();
  if (file != nullptr && !keep_file(database, file->id)) return;
  database.run(
      "insert into template_material (template_id, organisation_id, title, language, for_registered, url, file_id, "
      "added_time) values (?, ?, ?, ?, ?, ?, ?, ?)",
      id, material.organisation, material.title, material.language ? material.language->str() : "",
      material.for_registered, file == nullptr ? std::get<domain::Link>(material.content).url : "",
      file == nullptr ? std::nullopt : std::optional(file->id), material.added_time);
}

void MaterialRows::remove(domain::EventTemplateId id, domain::MaterialId material) {
  Connection& database = context_.database;
  const auto file = database.row<std::optional<domain::MaterialFileId>>(
      "select file_id from template_material where template_id = ? and id = ?", id, material);
  if (!file) return;
  if (*file) hold_file(database, **file);
  database.run("delete from template_material where template_id = ? and id = ?", id, material);
  if (*file) remove_unused_file(database, **file);
}

}  // namespace storage
