#pragma once
#include <string>
#include <vector>

#include "domain/material.hpp"
#include "ui/page.hpp"

// What participants are given to read, as pages list it.
namespace ui {

// "1.2 MB".
[[nodiscard]] std::string file_size(const Reader& reader, std::int64_t bytes);
// "PDF · 1.2 MB · Arabic"; of a link its host and language.
[[nodiscard]] std::string material_facts(const Reader& reader, const domain::Material& material);
// Puts {{>MATERIALS}} (materials.html), those in the reader's language first; nothing where there are none. Files are
// at `address` and their id: "/events/7/materials/".
void add_materials(Values& body, const Reader& reader, const std::vector<domain::Material>& materials,
                   const std::string& address);
// Sections TITLE with TEXT_DIR and TEXT_LANG, FACTS, HREF, and IS_FILE.
void set_material(Values& into, const Reader& reader, const domain::Material& material, const std::string& address);

}  // namespace ui
