#pragma once
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/import_events.hpp"
#include "domain/ports.hpp"
#include "service/changed_here.hpp"
#include "service/import_duplicates.hpp"
#include "service/import_programme.hpp"
#include "service/programme_row.hpp"

namespace service {

// The dates that one row of any source becomes.
// What becomes of what is there already, from elsewhere.
enum class DuplicatesAre {
  left,   // as they are
  shown,  // as they would become
  updated
};

struct RowDates {
  std::vector<domain::ImportedDate> dates;
  std::optional<domain::ImportedSeries> series = {};
  // What the source leaves out.
  domain::KeepStored keep = {};
  FileIs file = FileIs::foreign;
};

// Takes a row's dates into the store, within the transaction of `ports`: looks for duplicates among those that are
// stored nowhere yet, and hands in for approval what the principal may not publish. A row that is shown as a duplicate
// tells what would change and who would hear of it; what was stored for that is the caller's to undo. Throws Error
// where the row is refused.
[[nodiscard]] ImportedRow take_dates(const domain::Ports& ports, const domain::Principal& principal, RowDates row,
                                     Duplicates& duplicates, DuplicatesAre duplicates_are);

// Takes rows of a table. What it is made with outlives it.
class RowImporter {
 public:
  RowImporter(const domain::Principal& principal, const ProgrammeColumns& columns)
      : principal_(principal), columns_(columns) {}

  struct Keys {
    std::vector<std::string> of_rows;  // assign_keys() with what is stored
    std::set<std::string> stored;
    std::vector<std::optional<domain::EventId>> exported;  // for each row: what it was taken out of, in this database
  };
  [[nodiscard]] Keys keys(const domain::Ports& ports, std::vector<ProgrammeRow>& rows, std::string_view source) const;
  // Within the transaction of `ports`. Throws Error where the row is refused.
  [[nodiscard]] ImportedRow take(const domain::Ports& ports, const ProgrammeRow& row, const std::string& key,
                                 std::optional<domain::EventId> exported, Duplicates& duplicates,
                                 DuplicatesAre duplicates_are) const;

 private:
  [[nodiscard]] RowDates dates_of_series(const domain::Ports& ports, ProgrammeRow row, const std::string& key,
                                         ImportedRow& out) const;

  const domain::Principal& principal_;
  const ProgrammeColumns& columns_;
};

}  // namespace service
