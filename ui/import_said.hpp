#pragma once
#include "ui/organiser_import.hpp"

// What a preview says besides its rows.
namespace ui {

// Above the rows: in which language texts come in, and which columns do not.
void add_reading(Values& body, const Reader& reader, const ImportPreview& preview);
// What the source does not hold any more, for a person to decide on.
void add_decisions(Values& body, const Reader& reader, const ImportPreview& preview);
// Such a note of a row is told there, not at the row.
[[nodiscard]] bool is_to_decide(const ImportProblem& note);

// What would undo the work of somebody here, or comes of an older file, is not taken unless somebody ticks it.
[[nodiscard]] bool is_proposed(const ImportLine& line);
void add_changed_here(Values& row, const Reader& reader, const ImportLine& line);
// "ma 22.2.2021 15.00–17.00 – ma 31.5.2021, 12 dates, of these 3 at 10.00–12.00".
[[nodiscard]] std::string when_of(const Reader& reader, const ImportLine& line);
// Which dates of a recurring event are not held, and which were moved.
void add_other_dates(Values& row, const Reader& reader, const ImportLine& line);

}  // namespace ui
