#pragma once
#include <map>
#include <string>
#include <vector>

#include "domain/import_store.hpp"
#include "service/app.hpp"
#include "service/export_table.hpp"
#include "service/http.hpp"
#include "service/import_programme.hpp"
#include "ui/organiser_import.hpp"

// A file between its upload and the button, as the console's pages show it.
namespace service {

// What was uploaded, read.
struct OpenFile {
  domain::ImportFile file;
  FileKind kind = FileKind::csv;
  CsvTable table;  // empty of a calendar
  [[nodiscard]] bool is_table() const { return kind != FileKind::calendar; }
};
// The one of the address's {token}. Error{not_found, "import_ended"} where it is not kept any more, or is somebody
// else's.
[[nodiscard]] OpenFile open_file(const Request& request, const App& app);

// With a few examples of what stands below each; empty ones without a heading are left out.
[[nodiscard]] std::vector<ui::ImportColumn> columns_of(const CsvTable& table);
// What a column may be: texts also in each of the pages' languages and those of the headings.
[[nodiscard]] std::vector<std::string> uses_for(const ColumnMapping& mapping, const App& app);

// The report with the words of the file: which of its columns a problem is about, and what stands there.
[[nodiscard]] std::vector<ui::ImportLine> lines_of(const ImportReport& report, const OpenFile& open,
                                                   const ImportOptions& options);
// The rows that were refused, each with the reasons behind it, to be mended in a spreadsheet.
[[nodiscard]] ExportTable refused_rows(const ImportReport& report, const OpenFile& open, const ImportOptions& options,
                                       const ui::Reader& reader);

}  // namespace service
