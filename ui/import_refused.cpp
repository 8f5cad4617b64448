#include "ui/import_refused.hpp"

#include <algorithm>
#include <map>

#include "ui/links.hpp"

namespace ui {
namespace {

constexpr std::size_t most_problems = 200;
// So often the same is said above, not at each row.
constexpr std::size_t many = 3;

// What is wrong, whatever stands in the row.
std::string reason_of(const Reader& reader, ImportProblem problem) {
  problem.cell.clear();
  return import_problem(reader, problem);
}

struct Often {
  std::vector<std::size_t> rows = {};
  const ImportProblem* problem = nullptr;
};
using Reasons = std::map<std::string, Often>;

Reasons reasons_of(const Reader& reader, const std::vector<const ImportLine*>& lines) {
  Reasons reasons;
  for (const ImportLine* line : lines) {
    for (const ImportProblem& problem : line->problems) {
      // Of this one the cell says the half.
      if (problem.problem.code.starts_with("weekday_is_")) continue;
      Often& often = reasons[reason_of(reader, problem)];
      if (often.rows.empty() || often.rows.back() != line->line) often.rows.push_back(line->line);
      often.problem = &problem;
    }
  }
  std::erase_if(reasons, [](const auto& reason) { return reason.second.rows.size() < many; });
  return reasons;
}

// This page, were the column not taken.
std::string without_column(const ImportPreview& preview, const std::string& input) {
  Query query;
  for (const auto& [name, value] : preview.state.values)
    if (name != input) query.emplace_back(name, value);
  return preview.address + query_string(query);
}

// This page, were the own organisation put beside the others.
std::string with_own_beside(const ImportPreview& preview) {
  Query query;
  for (const auto& [name, value] : preview.state.values)
    if (name != "own") query.emplace_back(name, value);
  query.emplace_back("own", "beside");
  return preview.address + query_string(query);
}

std::string lines_in_words(const Reader& reader, const std::vector<std::size_t>& lines, bool is_table) {
  constexpr std::size_t most = 20;
  std::vector<std::string> numbers;
  for (const std::size_t line : lines) numbers.push_back(numbers.size() < most ? std::to_string(line) : "…");
  numbers.resize(std::min(numbers.size(), most + 1));
  return reader.text(is_table ? "organiser.import.often_rows" : "organiser.import.often_lines",
                     {{"lines", reader.joined(numbers)}});
}

void add_reasons(Values& section, const Reader& reader, const ImportPreview& preview, const Reasons& reasons) {
  for (const auto& [reason, often] : reasons) {
    Values one = section.add("OFTEN");
    const char* often_in = preview.is_table ? "organiser.import.often" : "organiser.import.often_events";
    one.set("OFTEN_ROWS", reader.text(often_in, {{"count", std::int64_t(often.rows.size())}}));
    one.set("OFTEN_REASON", reason);
    one.set("OFTEN_LINES", lines_in_words(reader, often.rows, preview.is_table));
    const auto column = std::ranges::find(preview.columns, often.problem->column, &ImportColumn::heading);
    if (often.problem->problem.code != "own_organisation_missing" || column == preview.columns.end()) continue;
    if (!preview.takes_organisers) one.add("OWN_BESIDE").set("BESIDE_ADDRESS", with_own_beside(preview));
    Values leave = one.add("LEAVE_OUT");
    leave.set("LEAVE_ADDRESS", without_column(preview, column->input));
    leave.set("LEAVE_TEXT", reader.text("organiser.import.leave_out", {{"column", column->heading}}));
  }
}

void add_row(Values& section, const Reader& reader, const ImportPreview& preview, const ImportLine& line,
             const Reasons& said) {
  Values row = section.add("BAD_ROW");
  row.set("BAD_LINE", reader.text(preview.is_table ? "organiser.import.row" : "organiser.import.event",
                                  {{"line", std::int64_t(line.line)}}));
  row.set_if("BAD_TITLE", line.title);
  std::optional<Values> list;
  for (const ImportProblem& problem : line.problems) {
    if (said.contains(reason_of(reader, problem))) continue;
    if (!list) list = row.add("WHYS");
    list->add("WHY").set("REASON", import_problem(reader, problem));
  }
  if (!list) row.add("WHYS").add("WHY").set("REASON", reader.text("organiser.import.said_above"));
}

// "2026-12-01" of "dates[2026-12-01].location".
std::string date_of(const Reader& reader, std::string_view field) {
  constexpr std::string_view beginning = "dates[";
  if (!field.starts_with(beginning)) return {};
  field.remove_prefix(beginning.size());
  const std::chrono::sys_days day{domain::parse_date(field.substr(0, field.find(']')), "dates")};
  return reader.by_skeleton(domain::Instant{day.time_since_epoch()}, "UTC", "EEEdMy");
}

}  // namespace

std::string import_problem(const Reader& reader, const ImportProblem& problem) {
  const std::string why = reader.problem({problem.problem.field, problem.problem.code, {}});
  const std::string column = problem.column.empty() ? date_of(reader, problem.problem.field) : problem.column;
  if (column.empty()) return why;
  if (problem.cell.empty()) return reader.text("organiser.import.problem", {{"column", column}, {"problem", why}});
  return reader.text("organiser.import.problem_with_cell",
                     {{"column", column}, {"cell", problem.cell}, {"problem", why}});
}

void add_refused(Values& body, const Reader& reader, const ImportPreview& preview) {
  std::vector<const ImportLine*> lines;
  for (const ImportLine& line : preview.lines)
    if (line.outcome == "refused") lines.push_back(&line);
  if (lines.empty()) return;
  Values section = body.add("REFUSED");
  section.set("REFUSED_TITLE",
              reader.text(preview.is_table ? "organiser.import.count.refused" : "organiser.import.count.refused_events",
                          {{"count", std::int64_t(lines.size())}}));
  section.set_if("ERRORS_FILE", preview.errors_file);
  const Reasons reasons = reasons_of(reader, lines);
  add_reasons(section, reader, preview, reasons);
  const auto shown = std::min(lines.size(), most_problems);
  for (std::size_t i = 0; i < shown; ++i) add_row(section, reader, preview, *lines[i], reasons);
  const auto rest = static_cast<std::int64_t>(lines.size() - shown);
  if (rest > 0) section.set_if("MORE", reader.text("organiser.import.more", {{"count", rest}}));
}

bool lacks_place(const ImportPreview& preview) {
  return std::ranges::any_of(preview.lines, [](const ImportLine& line) {
    return std::ranges::any_of(line.problems,
                               [](const ImportProblem& one) { return one.problem.code == "import_no_place"; });
  });
}

}  // namespace ui
