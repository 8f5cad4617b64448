#pragma once
#include "domain/time.hpp"
#include "service/programme_row.hpp"
#include "service/programme_row_cells.hpp"

namespace service {

// Fills in the times, the deadline and the repetition of `out`.
void read_times(RowCells& cells, const domain::TimeZones& zones, ProgrammeRow& out);

}  // namespace service
