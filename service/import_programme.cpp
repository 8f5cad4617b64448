#include "service/import_programme.hpp"

#include <algorithm>
#include <array>

#include "service/import_row.hpp"
#include "service/programme_csv.hpp"
#include "service/programme_row.hpp"
#include "service/trial_store.hpp"

namespace service {
namespace {

constexpr std::string_view source = "programme";

}  // namespace

std::string_view to_word(RowOutcome outcome) {
  constexpr std::array<std::string_view, 4> words{"created", "updated", "unchanged", "refused"};
  return words[static_cast<std::size_t>(outcome)];
}

std::size_t ImportReport::count(RowOutcome outcome) const {
  return static_cast<std::size_t>(
      std::count_if(rows.begin(), rows.end(), [&](const auto& row) { return row.outcome == outcome; }));
}

ImportReport import_programme(const domain::Ports& ports, const domain::Principal& principal, std::string_view bytes,
                              bool dry_run) {
  const auto table = read_csv(bytes);
  const auto columns = read_columns(table.header);
  ImportReport report{table.encoding, table.separator, dry_run, columns.unknown, {}};
  TrialStore trial(ports.store);
  domain::Store& store = dry_run ? static_cast<domain::Store&>(trial) : ports.store;
  const domain::Ports used{store, ports.clock, ports.zones, ports.secrets, ports.quiet_hours};
  const RowImporter importer(used, principal, columns);
  std::vector<ProgrammeRow> rows;
  for (const auto& row : table.rows) rows.push_back(read_row(columns, row, ports.zones));
  const auto keys = importer.keys(rows, source);
  for (std::size_t i = 0; i < rows.size(); ++i) report.rows.push_back(importer.take(rows[i], keys[i]));
  return report;
}

}  // namespace service
