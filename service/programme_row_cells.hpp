#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/error.hpp"
#include "service/programme_columns.hpp"

namespace service {

// The cells of one row; what is wrong with them gathers in `problems`.
class RowCells {
 public:
  RowCells(const ProgrammeColumns& columns, const CsvRow& row, std::vector<domain::Problem>& problems)
      : columns_(columns), row_(row), problems_(problems) {}

  [[nodiscard]] const ProgrammeColumns& columns() const { return columns_; }
  void fail(Column column, std::string code, std::string message);
  void fail(std::string field, std::string code, std::string message);

  [[nodiscard]] bool is_empty(Column column) const;
  // Empty where the cell is, or where it is wrong.
  [[nodiscard]] std::string text(Column column, std::size_t max_code_points);
  [[nodiscard]] std::string required_text(Column column, std::size_t max_code_points);
  [[nodiscard]] std::string text_at(std::size_t index, std::string_view name, std::size_t max_code_points);
  // Nothing where the cell is empty, or wrong.
  [[nodiscard]] std::optional<int> number(Column column);
  [[nodiscard]] std::optional<std::chrono::year_month_day> date(Column column);
  [[nodiscard]] std::vector<std::string> list(Column column, std::string_view separators);

 private:
  const ProgrammeColumns& columns_;
  const CsvRow& row_;
  std::vector<domain::Problem>& problems_;
};

}  // namespace service
