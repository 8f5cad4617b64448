#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

// What the numbers of a workbook mean (ECMA-376, Part 1).
namespace service {

// Whether a cell with this number format shows a date or a time: one of the built-in ones (18.8.30)…
[[nodiscard]] bool is_date_format(int number);
// … or one of the workbook's own, "d.m.yyyy\ hh:mm".
[[nodiscard]] bool is_date_format(std::string_view code);

// A serial number of days (18.17.4) as a Finnish spreadsheet shows it: "22.2.2021", "15.00" or "22.2.2021 15.00".
// Nothing for what is no number, or no date from 1970 to 2199.
[[nodiscard]] std::optional<std::string> date_of_serial(std::string_view serial, bool from_1904);
// "2021-02-22T15:00:00", as strict workbooks have it; the same three shapes.
[[nodiscard]] std::optional<std::string> date_of_iso(std::string_view text);

// "C7" → 2; nothing without letters or beyond XFD.
[[nodiscard]] std::optional<std::size_t> column_of_reference(std::string_view reference);
// "24.999999999999996" → "25": whole numbers as people typed them.
[[nodiscard]] std::string tidy_number(std::string_view number);

}  // namespace service
