#include "service/import_view.hpp"

#include <algorithm>

#include "domain/error.hpp"
#include "service/api_request.hpp"
#include "ui/pages.hpp"

namespace service {
namespace {

constexpr std::size_t shown_examples = 3;
constexpr std::size_t longest_example = 40;

domain::ImportFile file_for(const Request& request, const App& app) {
  const auto& principal = signed_in(request);
  const auto hash = app.ports.secrets.hash_token(request.parameters.at("token"));
  std::optional<domain::ImportFile> file;
  app.ports.store.read([&](const domain::Snapshot& snapshot) { file = snapshot.imports().find_file(hash); });
  const bool theirs = file && principal.account == file->account && principal.organisation == file->organisation;
  if (!theirs || file->expires_time <= app.ports.clock.now())
    throw domain::Error(domain::ErrorKind::not_found, "import_ended", "the file is not kept any more");
  return std::move(*file);
}

std::string letter_of(std::size_t column) {
  std::string letters;
  for (++column; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

std::string shortened(const std::string& text) {
  std::string out;
  std::size_t letters = 0;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U && ++letters > longest_example) return out + "…";
    out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return out;
}

// A problem with the words of the file: which of its columns, and what stands there.
class InWordsOfFile {
 public:
  InWordsOfFile(const OpenFile& open, const ImportOptions& options) : open_(open), options_(options) {
    for (const auto& row : open.table.rows) rows_.emplace(row.line, &row);
  }

  [[nodiscard]] ui::ImportProblem operator()(const domain::Problem& problem, std::size_t line) const {
    ui::ImportProblem out{{}, {}, problem};
    const auto index = column_at_fault(problem.field);
    if (!index) return out;
    out.column = shortened(open_.table.header.cells[*index]);
    // Some are told in more words where they are about a column: "error.unknown_value.import_kind".
    out.problem.field = "import_" + std::string(to_word((*options_.mapping)[*index]->column));
    const auto row = rows_.find(line);
    if (row != rows_.end() && *index < row->second->cells.size()) out.cell = shortened(row->second->cells[*index]);
    return out;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> column_at_fault(const std::string& field) const {
    const auto& cells = open_.table.header.cells;
    for (std::size_t i = 0; options_.mapping && i < std::min(options_.mapping->size(), cells.size()); ++i) {
      const auto& use = (*options_.mapping)[i];
      if (use && (column_name(use->column) == field || (use->language && cells[i] == field))) return i;
    }
    return std::nullopt;
  }

  const OpenFile& open_;
  const ImportOptions& options_;
  std::map<std::size_t, const CsvRow*> rows_;
};

}  // namespace

OpenFile open_file(const Request& request, const App& app) {
  OpenFile open;
  open.file = file_for(request, app);
  open.kind = kind_of_file(open.file.bytes);
  if (open.is_table()) open.table = read_table(open.kind, open.file.bytes);
  return open;
}

std::vector<ui::ImportColumn> columns_of(const CsvTable& table) {
  std::vector<ui::ImportColumn> columns;
  for (std::size_t i = 0; i < table.header.cells.size(); ++i) {
    ui::ImportColumn column{"c" + std::to_string(i), shortened(table.header.cells[i]), letter_of(i), {}};
    for (const auto& row : table.rows) {
      if (column.examples.size() == shown_examples) break;
      if (i >= row.cells.size() || row.cells[i].empty()) continue;
      auto example = shortened(row.cells[i]);
      if (std::ranges::find(column.examples, example) == column.examples.end())
        column.examples.push_back(std::move(example));
    }
    if (!column.heading.empty() || !column.examples.empty()) columns.push_back(std::move(column));
  }
  return columns;
}

std::vector<std::string> uses_for(const ColumnMapping& mapping, const App& app) {
  std::vector<std::string> uses{""};
  std::vector<domain::LanguageTag> languages = app.pages.catalogue().languages();
  for (const auto& use : mapping)
    if (use && use->language && std::ranges::find(languages, *use->language) == languages.end())
      languages.push_back(*use->language);
  for (std::size_t i = 0; i < column_count; ++i) {
    const auto column = static_cast<Column>(i);
    if (column == Column::registered || column == Column::waiting) continue;
    uses.emplace_back(to_word(column));
    if (!is_text(column)) continue;
    for (const auto& language : languages) uses.push_back(to_word(std::optional(ColumnUse{column, language})));
  }
  return uses;
}

std::vector<ui::ImportLine> lines_of(const ImportReport& report, const OpenFile& open, const ImportOptions& options) {
  const InWordsOfFile in_words(open, options);
  std::vector<ui::ImportLine> lines;
  for (const auto& row : report.rows) {
    ui::ImportLine& line = lines.emplace_back();
    line.line = row.line;
    line.title = row.title;
    line.outcome = to_word(row.outcome);
    line.starts = row.starts;
    line.ends = row.ends;
    line.event = row.event;
    line.first = row.first;
    line.handed_in = row.handed_in;
    for (const auto& one : row.changes) line.changes.push_back({one.event, one.change});
    line.told = row.told;
    line.not_held = row.other_than_by_rule.not_held;
    line.moved = row.other_than_by_rule.moved;
    for (const auto& one : row.changed_here) line.changed_here.push_back({one.field, one.time});
    for (const auto& problem : row.problems) line.problems.push_back(in_words(problem, row.line));
    for (const auto& note : row.notes) line.notes.push_back(in_words(note, row.line));
  }
  return lines;
}

ExportTable refused_rows(const ImportReport& report, const OpenFile& open, const ImportOptions& options,
                         const ui::Reader& reader) {
  std::map<std::size_t, const CsvRow*> rows;
  for (const auto& row : open.table.rows) rows.emplace(row.line, &row);
  ExportTable table;
  table.headings = open.table.header.cells;
  table.headings.push_back(reader.text("organiser.import.reason"));
  for (const auto& line : lines_of(report, open, options)) {
    if (line.outcome != "refused") continue;
    auto& cells = table.rows.emplace_back(table.headings.size());
    const auto row = rows.find(line.line);
    for (std::size_t i = 0; row != rows.end() && i < std::min(row->second->cells.size(), cells.size() - 1); ++i)
      cells[i] = row->second->cells[i];
    std::string reasons;
    for (const auto& problem : line.problems)
      reasons += (reasons.empty() ? "" : " ") + ui::import_problem(reader, problem);
    cells.back() = std::move(reasons);
  }
  return table;
}

}  // namespace service
