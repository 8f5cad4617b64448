#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/error.hpp"
#include "domain/event.hpp"
#include "domain/language.hpp"
#include "service/programme_csv.hpp"

namespace service {

// What a column of the spreadsheet is about; column_name() is its heading in what Kutsu takes out.
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
  waiting,
  machine_translated
};
inline constexpr std::size_t column_count = 30;

[[nodiscard]] std::string_view column_name(Column column);
// "enrol_by": for addresses, forms and catalogues.
[[nodiscard]] std::string_view to_word(Column column);

// What a column of a file is taken for. Texts may be in another language than the file's own.
struct ColumnUse {
  Column column = Column::title;
  std::optional<domain::LanguageTag> language = {};
  friend bool operator==(const ColumnUse&, const ColumnUse&) = default;
};
// For each column of a file; nothing where it is not brought in.
using ColumnMapping = std::vector<std::optional<ColumnUse>>;

// title, description and neutral_title.
[[nodiscard]] bool is_text(Column column);
// "title", "title:ar"; empty for what is not brought in. Nothing for a word that is no column.
[[nodiscard]] std::string to_word(const std::optional<ColumnUse>& use);
[[nodiscard]] std::optional<std::optional<ColumnUse>> parse_column_use(std::string_view word);

// By the words of its headings, in Finnish or English, without case: "Päivämäärä" and "date" alike, "Otsikko (ar)" for
// another language. Headings that Kutsu writes itself go before others.
[[nodiscard]] ColumnMapping guess_mapping(const CsvRow& header);

// What holds where a file does not say.
struct ColumnDefaults {
  domain::LanguageTag language{"fi"};     // of texts
  std::optional<domain::EventKind> kind;  // without: the column is required
  domain::PublicationStatus publication = domain::PublicationStatus::draft;
  // The principal's own organisation where none is named; otherwise the column is required.
  bool own_organisation = false;
  std::string place;
  std::string municipality;  // of places on site that name none
  // Organisations work beside the principal's own where a row names others alone.
  bool own_beside = false;
  // Date and times may stand in one column or in several, so that only rows tell what is missing.
  bool any_times = false;
};

// "Otsikko (ar)": a text in another language.
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
  ColumnDefaults defaults;

  [[nodiscard]] bool has(Column column) const { return index[static_cast<std::size_t>(column)].has_value(); }
  // Empty where the file has no such column or the row ends before it.
  [[nodiscard]] std::string_view cell(const CsvRow& row, Column column) const;
};

// Throws Error{invalid} with every "missing_column" and "duplicate_column".
[[nodiscard]] ProgrammeColumns use_columns(const CsvRow& header, const ColumnMapping& mapping,
                                           const ColumnDefaults& defaults);
// As guessed.
[[nodiscard]] ProgrammeColumns read_columns(const CsvRow& header);

// People write a title above their tables: of the first rows, the one with the most headings that mean something
// becomes the header, and what stands above it is left out.
void find_header(CsvTable& table);

}  // namespace service
