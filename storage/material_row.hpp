#pragma once
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/material.hpp"
#include "storage/connection.hpp"

// A material as a row, of an event, of a series or of a template.
namespace storage {

struct MaterialRow {
  domain::Material material;
  std::string language;
  std::string url;
  std::optional<domain::MaterialFileId> file_id;
  domain::MaterialFile file;
};

inline auto fields(MaterialRow& row) {
  domain::Material& m = row.material;
  return std::tie(m.id, m.event, m.series, m.organisation, m.title, row.language, m.for_registered, row.url,
                  m.added_time, row.file_id, row.file.name, row.file.media_type, row.file.size, row.file.digest);
}

inline domain::Material material_of(MaterialRow row) {
  if (!row.language.empty()) row.material.language.emplace(row.language);
  if (row.file_id) {
    row.file.id = *row.file_id;
    row.material.content = std::move(row.file);
  } else {
    row.material.content = domain::Link{std::move(row.url)};
  }
  return std::move(row.material);
}

inline std::vector<domain::Material> materials_of(std::vector<MaterialRow> rows) {
  std::vector<domain::Material> materials;
  materials.reserve(rows.size());
  for (MaterialRow& row : rows) materials.push_back(material_of(std::move(row)));
  return materials;
}

// Whoever removes the last that has the file waits until this transaction has added another, or has been before: false
// then.
[[nodiscard]] bool keep_file(Connection& database, domain::MaterialFileId file);
// So that nobody adds another meanwhile; taken before the row that has it goes.
void hold_file(Connection& database, domain::MaterialFileId file);
void remove_unused_file(Connection& database, domain::MaterialFileId file);

}  // namespace storage
