#include "service/programme_row_cells.hpp"

#include "domain/text.hpp"
#include "service/export_table.hpp"
#include "service/programme_cells.hpp"

namespace service {
namespace {

constexpr std::size_t longest_list = 1000;
constexpr std::size_t longest_word = 40;

}  // namespace

void RowCells::fail(Column column, std::string code, std::string message) {
  fail(std::string(column_name(column)), std::move(code), std::move(message));
}

void RowCells::fail(std::string field, std::string code, std::string message) {
  problems_.push_back({std::move(field), std::move(code), std::move(message)});
}

std::string RowCells::text_at(std::size_t index, std::string_view name, std::size_t max_code_points) {
  if (index >= row_.cells.size()) return {};
  try {
    return domain::clean_text(as_it_was(row_.cells[index]), name, max_code_points);
  } catch (const domain::Error& error) {
    problems_.insert(problems_.end(), error.problems().begin(), error.problems().end());
    return {};
  }
}

std::string RowCells::text(Column column, std::size_t max_code_points) {
  const auto& index = columns_.index[static_cast<std::size_t>(column)];
  return index ? text_at(*index, column_name(column), max_code_points) : std::string();
}

bool RowCells::is_empty(Column column) const {
  return domain::trim(columns_.cell(row_, column)).empty();
}

std::string RowCells::required_text(Column column, std::size_t max_code_points) {
  if (is_empty(column)) fail(column, "required", "is empty");
  return text(column, max_code_points);
}

std::optional<int> RowCells::number(Column column) {
  const auto cell = text(column, longest_word);
  if (cell.empty()) return std::nullopt;
  const auto value = read_number_cell(cell);
  if (!value) fail(column, "number", "must be a whole number, 0 or more");
  return value;
}

std::optional<std::chrono::year_month_day> RowCells::date(Column column) {
  const auto cell = text(column, longest_word);
  if (cell.empty()) return std::nullopt;
  const auto value = read_date_cell(cell);
  if (!value) fail(column, "date", "must be a date that exists, like 22.2.2021 or 2021-02-22");
  return value;
}

std::vector<std::string> RowCells::list(Column column, std::string_view separators) {
  return read_list_cell(text(column, longest_list), separators);
}

}  // namespace service
