#pragma once
#include "ui/organiser_import.hpp"

namespace ui {

[[nodiscard]] bool comes_in(const ImportLine& line);
// What a row changes of what is there, and who hears of it.
void add_changes(Values& row, const Reader& reader, const ImportLine& line);
// That each row tells who hears of it, where somebody does.
void add_told(Values& form, const ImportPreview& preview);

}  // namespace ui
