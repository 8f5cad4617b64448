#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/language.hpp"
#include "service/programme_csv.hpp"

namespace service {

// What a column of the spreadsheet is about; column_name() is its heading.
enum class Column {
  kind,
  theme,
  title,
  description,
  date,
  starts,
  ends,
  place,
  address,
  municipality,
  organisers,
  languages,
  interpreting,
  places,
  waiting_places,
  enrol_by,
  repeats,
  last_date,
  not_held,
  childcare,
  visibility,
  identifier,
  neutral_title,
  external_registration,
  last_day,
  time_zone,
  status,
  registered,
  waiting
};
inline constexpr std::size_t column_count = 29;

[[nodiscard]] std::string_view column_name(Column column);

// "Otsikko (ar)": the title or description in another language.
struct TranslationColumn {
  Column column;  // title, description or neutral_title
  domain::LanguageTag language;
  std::size_t index;
  std::string name;
};

struct ProgrammeColumns {
  std::array<std::optional<std::size_t>, column_count> index;
  std::vector<TranslationColumn> translations;
  std::vector<domain::Problem> unknown;  // headings that mean nothing to us; what stands below them is left out
  std::size_t width = 0;

  [[nodiscard]] bool has(Column column) const { return index[static_cast<std::size_t>(column)].has_value(); }
  // Empty where the file has no such column or the row ends before it.
  [[nodiscard]] std::string_view cell(const CsvRow& row, Column column) const;
};

// In any order, without case. Throws Error{invalid} with every "missing_column" and "duplicate_column".
[[nodiscard]] ProgrammeColumns read_columns(const CsvRow& header);

}  // namespace service
