#pragma once
#include <cstddef>
#include <functional>
#include <vector>

#include "domain/ports.hpp"
#include "service/import_programme.hpp"
#include "service/import_row.hpp"

namespace service {

// By what somebody decided about the row, or wants of all; a dry run shows what is left alone.
[[nodiscard]] DuplicatesAre duplicates_of(const ImportOptions& options, std::size_t line);

// A row on its way in.
struct PendingRow {
  std::size_t line = 0;
  std::string title;
  std::vector<domain::Problem> problems;  // with any it is refused as it is
  std::size_t dates = 1;                  // about how many events it becomes
  // Whether something of it is stored: then others may be at it, and it has a transaction of its own. Without: nothing.
  std::function<bool(const domain::Snapshot&)> known = {};
  // Takes it in; called within a transaction, and perhaps more than once. Throws Error where the row is refused.
  std::function<ImportedRow(const domain::Ports&)> take = {};
};

// In a dry run what would become of rows is told without a writing transaction where that can be (rehearsal.hpp), and
// so are rows that are stored already as they are. Rows that are new share a transaction, so that a season costs a few
// commits. Where one of those is refused, each of them gets its own: what is wrong with one row hinders no other. A
// decision that no longer fits what a row becomes is skipped, its transaction undone; so is everything in a dry run.
// Throws only Error{unavailable}.
[[nodiscard]] std::vector<ImportedRow> take_rows(const domain::Ports& ports, const std::vector<PendingRow>& rows,
                                                 const ImportOptions& options);

}  // namespace service
