#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <optional>
#include <ostream>

#include "service/import_programme.hpp"
#include "service/programme_csv.hpp"

namespace service {
namespace {

// "22.2.2021 15.00", as the file has it.
std::string finnish_time(domain::LocalTime time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{time - day};
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "%u.%u.%d %d.%02d", static_cast<unsigned>(date.day()),
                static_cast<unsigned>(date.month()), static_cast<int>(date.year()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()));
  return text.data();
}

void print_problems(const std::vector<domain::Problem>& problems, std::string_view lead, std::ostream& out) {
  for (const domain::Problem& problem : problems)
    out << lead << (problem.field.empty() ? "row" : problem.field) << ": " << problem.message << " [" << problem.code
        << "]\n";
}

void print_changes(const ImportedRow& row, std::ostream& out) {
  if (row.outcome == RowOutcome::duplicate && !row.changed.empty()) out << "    with --update-duplicates:\n";
  if (!row.changed.empty()) {
    out << "    changed:";
    for (const auto& field : row.changed) out << ' ' << field;
    out << '\n';
  }
  for (const auto& one : row.changed_here)
    out << "    changed here since: " << one.field << " (" << domain::format_rfc3339(one.time) << ")\n";
  const auto& told = row.told;
  if (told.parties + told.unreachable + told.interpreters == 0) return;
  out << "    told: " << told.parties << " registrations (" << told.persons << " persons), " << told.interpreters
      << " interpreters; without phone and email: " << told.unreachable << '\n';
}

void print_row(const ImportedRow& row, std::ostream& out) {
  out << "line " << row.line << ": " << to_word(row.outcome) << ": " << (row.title.empty() ? "(no title)" : row.title);
  if (!row.starts.empty()) out << ", " << finnish_time(row.starts.front());
  if (row.starts.size() > 1) {
    out << " – " << finnish_time(row.starts.back()) << ", " << row.starts.size() << " dates";
    if (row.outcome == RowOutcome::updated)
      out << " (" << row.created << " created, " << row.updated << " updated, " << row.unchanged << " unchanged)";
  }
  out << '\n';
  print_changes(row, out);
  print_problems(row.problems, "    ", out);
  print_problems(row.notes, "    note: ", out);
}

std::string format_of(const ImportReport& report) {
  if (report.kind == FileKind::calendar) return "a calendar";
  if (report.kind == FileKind::xlsx) return "XLSX";
  const char* separator = report.separator == '\t' ? "tabs" : report.separator == ',' ? "commas" : "semicolons";
  return report.encoding + ", " + separator;
}

// A byte more than is allowed at most, which is enough to be refused.
std::optional<std::string> read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) return std::nullopt;
  std::string bytes(maximum_csv_bytes + 1, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (file.bad()) return std::nullopt;
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  return bytes;
}

}  // namespace

void print_report(const ImportReport& report, std::ostream& out) {
  out << format_of(report) << ", " << report.rows.size()
      << (report.kind == FileKind::calendar ? " events\n" : " rows\n");
  print_problems(report.notes, "note: ", out);
  std::size_t dates = 0;
  for (const auto& row : report.rows) {
    print_row(row, out);
    dates += row.starts.size();
  }
  out << report.rows.size() << " rows:";
  for (const auto outcome :
       {RowOutcome::created, RowOutcome::updated, RowOutcome::unchanged, RowOutcome::duplicate, RowOutcome::refused}) {
    if (outcome == RowOutcome::duplicate && report.count(outcome) == 0) continue;
    out << ' ' << report.count(outcome) << ' ' << to_word(outcome) << (outcome == RowOutcome::refused ? "" : ",");
  }
  out << "; " << dates << " dated events\n";
  for (const auto& one : report.gone)
    out << "no longer in the calendar: event " << one.first.id.value << ", " << one.dates << " dates, " << one.persons
        << " persons registered\n";
  if (report.dry_run) out << "Dry run: nothing was written.\n";
}

int run_import(const domain::Ports& ports, const ImportCommand& command, std::ostream& out) {
  const auto bytes = read_file(command.path);
  if (!bytes) {
    out << command.path.string() << ": cannot be read\n";
    return 2;
  }
  const domain::Principal administrator{{}, "kutsu import", domain::Role::admin, command.organisation};
  try {
    auto options = command.options;
    options.file_name = command.path.filename().string();
    const auto report = import_file(ports, administrator, *bytes, options);
    print_report(report, out);
    return report.count(RowOutcome::refused) == 0 ? 0 : 1;
  } catch (const domain::Error& error) {
    if (error.kind() != domain::ErrorKind::invalid) throw;
    print_problems(error.problems(), command.path.filename().string() + ": ", out);
    return 2;
  }
}

}  // namespace service
