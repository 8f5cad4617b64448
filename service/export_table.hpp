#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/time.hpp"

// What is taken out for a spreadsheet, and the two kinds of file it goes into.
namespace service {

// Nothing, words, a number, a day, a time of day, or both, as clocks on the wall show them.
using ExportCell = std::variant<std::monostate, std::string, std::int64_t, std::chrono::year_month_day,
                                std::chrono::minutes, domain::LocalTime>;

struct ExportTable {
  std::string title;  // of the sheet
  bool right_to_left = false;
  std::vector<std::string> headings;
  std::vector<std::vector<ExportCell>> rows;  // as long as `headings`
};

// As Finnish spreadsheets read it: UTF-8 with a byte-order mark, semicolons, CRLF, "22.2.2021", "15.00". Cells that a
// spreadsheet would take for a formula begin with an apostrophe.
[[nodiscard]] std::string to_csv(const ExportTable& table);
// Office Open XML: days and times are real ones, words are never formulas. Throws Error{unavailable} where no temporary
// file can be written.
[[nodiscard]] std::string to_xlsx(const ExportTable& table);

// Whether a spreadsheet may take `cell` for a formula, apostrophes at its beginning aside: = + - @, also in full width
// or behind white space, and tabs and line ends (OWASP, CSV injection).
[[nodiscard]] bool looks_like_formula(std::string_view cell);
// As it stands in a CSV file; and back.
[[nodiscard]] std::string without_formula(std::string_view cell);
[[nodiscard]] std::string_view as_it_was(std::string_view cell);

}  // namespace service
