#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// A spreadsheet's export as rows of cells; what the cells mean is programme_row's.
namespace service {

inline constexpr std::size_t maximum_csv_bytes = 8 * 1024 * 1024;
inline constexpr std::size_t maximum_csv_columns = 200;
inline constexpr std::size_t maximum_csv_rows = 10'000;

// One record. `line` is where it begins, counted from 1 as an editor does; a quoted cell may hold line breaks.
struct CsvRow {
  std::size_t line = 0;
  std::vector<std::string> cells;  // UTF-8, without white space around unquoted ones
  // Why the record could not be read ("quotes", "too_many_columns"); then `cells` is empty.
  std::string problem;
};

struct CsvTable {
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252", "XLSX"
  char separator = ';';  // NUL: none
  CsvRow header;
  std::vector<CsvRow> rows;  // in the file's order, empty ones left out
};

// RFC 4180, and what spreadsheets write beyond it: UTF-8 with or without byte-order mark, UTF-16 with one, otherwise
// Windows-1252; CRLF, LF or CR; semicolon, comma or tab, whichever the header line has most of, or what a first line
// `sep=…` says. A record that cannot be read is a row with a `problem`, and reading goes on at the next line. Throws
// Error{invalid} with code "too_large", "encoding", "empty_file" or "too_many_rows", or the header's problem.
[[nodiscard]] CsvTable read_csv(std::string_view bytes);

// The first visible sheet of an Office Open XML workbook that has anything in it, as a spreadsheet shows it: dates as
// "22.2.2021", times as "15.00", formulas as what they last came to. `line` is the row's number. Throws Error{invalid}
// with code "xlsx", "xlsx_too_large", "too_large", "empty_file" or "too_many_rows", or the header's problem. A workbook
// is hostile until proven otherwise: no more than 64 MB of it is unpacked, whatever it says of itself.
[[nodiscard]] CsvTable read_xlsx(std::string_view bytes);

// As UTF-8, without byte-order mark; `encoding` is what it was found to be. Throws Error{invalid, "encoding"}.
[[nodiscard]] std::string decode_text(std::string_view bytes, std::string& encoding);

}  // namespace service
