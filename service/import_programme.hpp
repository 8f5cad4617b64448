#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "domain/access.hpp"
#include "domain/error.hpp"
#include "domain/ports.hpp"

namespace service {

enum class RowOutcome { created, updated, unchanged, refused };
[[nodiscard]] std::string_view to_word(RowOutcome outcome);

struct ImportedRow {
  std::size_t line = 0;
  std::string title;
  RowOutcome outcome = RowOutcome::refused;
  std::vector<domain::LocalTime> starts;  // local, in order; empty where refused
  std::size_t created = 0;                // of those dates
  std::size_t updated = 0;
  std::size_t unchanged = 0;
  std::vector<domain::Problem> problems;  // why it was refused; `field` is the column's name
  std::vector<domain::Problem> notes;     // what a person should look at though it was taken
};

struct ImportReport {
  std::string encoding;
  char separator = ';';
  bool dry_run = false;
  std::vector<domain::Problem> notes;  // about the header line
  std::vector<ImportedRow> rows;

  [[nodiscard]] std::size_t count(RowOutcome outcome) const;
};

// Takes the good rows, each in its own transaction, and refuses the bad ones. The same file again changes nothing;
// a changed one brings up to date what it made earlier (programme_keys.hpp says by what a row is known). Nothing is
// ever deleted or cancelled. A dry run writes nothing and reports what would happen. Throws Error{invalid} where not
// even the header can be read, Error{unavailable} where the database does not answer.
[[nodiscard]] ImportReport import_programme(const domain::Ports& ports, const domain::Principal& principal,
                                            std::string_view bytes, bool dry_run);

// `kutsu import FILE [--dry-run]`, as an administrator. 0: every row was taken; 1: some were refused; 2: nothing could
// be read.
[[nodiscard]] int run_import(const domain::Ports& ports, const std::filesystem::path& path, bool dry_run,
                             std::ostream& out);

void print_report(const ImportReport& report, std::ostream& out);

}  // namespace service
