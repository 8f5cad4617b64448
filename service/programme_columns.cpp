#include "service/programme_columns.hpp"

#include <algorithm>

#include "service/programme_words.hpp"

namespace service {
namespace {

struct Heading {
  Column column;
  std::string_view name;
  bool required;
};

constexpr std::array<Heading, column_count> headings{{
    {Column::kind, "Tyyppi", true},
    {Column::theme, "Teema", false},
    {Column::title, "Otsikko", true},
    {Column::description, "Kuvaus", false},
    {Column::date, "Pvm", true},
    {Column::starts, "Alkaa", true},
    {Column::ends, "Päättyy", true},
    {Column::place, "Paikka", true},
    {Column::address, "Osoite", false},
    {Column::municipality, "Kunta", false},
    {Column::organisers, "Järjestäjät", true},
    {Column::languages, "Kielet", false},
    {Column::interpreting, "Tulkkaus", false},
    {Column::places, "Paikkoja", false},
    {Column::waiting_places, "Jonopaikkoja", false},
    {Column::enrol_by, "Ilm. viimeistään", false},
    {Column::repeats, "Toistuu", false},
    {Column::last_date, "Viimeinen kerta", false},
    {Column::not_held, "Ei pidetä", false},
    {Column::childcare, "Lastenhoito", false},
    {Column::visibility, "Näkyvyys", false},
    {Column::identifier, "Tunnus", false},
    {Column::neutral_title, "Neutraali otsikko", false},
    {Column::external_registration, "Ilmoittautumislinkki", false},
    {Column::last_day, "Päättymispäivä", false},
    {Column::time_zone, "Aikavyöhyke", false},
    {Column::status, "Tila", false},
    {Column::registered, "Ilmoittautuneita", false},
    {Column::waiting, "Jonossa", false},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (static_cast<std::size_t>(headings[i].column) != i) return false;
  return true;
}
static_assert(in_order());

const Heading* find_heading(std::string_view name) {
  const auto folded = fold_word(name);
  const auto found =
      std::find_if(headings.begin(), headings.end(), [&](const auto& h) { return fold_word(h.name) == folded; });
  return found == headings.end() ? nullptr : &*found;
}

std::optional<TranslationColumn> read_translation(const std::string& name, std::size_t index) {
  const auto open = name.rfind('(');
  const auto close = name.rfind(')');
  if (open == std::string::npos || close == std::string::npos || close < open) return std::nullopt;
  const auto* heading = find_heading(std::string_view(name).substr(0, open));
  if (heading == nullptr) return std::nullopt;
  const auto column = heading->column;
  if (column != Column::title && column != Column::description && column != Column::neutral_title) return std::nullopt;
  const auto language =
      ProgrammeWords::configured().language(std::string_view(name).substr(open + 1, close - open - 1));
  if (!language) return std::nullopt;
  return TranslationColumn{column, *language, index, name};
}

// A heading as it may be repeated to people: files that are no spreadsheets have strange ones.
std::string printable(std::string_view name) {
  constexpr std::size_t longest = 60;
  auto end = std::min(name.size(), longest);
  while (end < name.size() && end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
  std::string out(name.substr(0, end));
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = '?';
  return out;
}

}  // namespace

std::string_view column_name(Column column) {
  return headings[static_cast<std::size_t>(column)].name;
}

std::string_view ProgrammeColumns::cell(const CsvRow& row, Column column) const {
  const auto& at = index[static_cast<std::size_t>(column)];
  return at && *at < row.cells.size() ? std::string_view(row.cells[*at]) : std::string_view();
}

ProgrammeColumns read_columns(const CsvRow& header) {
  ProgrammeColumns columns;
  domain::Violations violations;
  columns.width = header.cells.size();
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto& name = header.cells[i];
    if (const auto* heading = find_heading(name)) {
      auto& index = columns.index[static_cast<std::size_t>(heading->column)];
      violations.require(!index, heading->name, "duplicate_column", "stands twice in the header line");
      index = i;
    } else if (const auto translation = read_translation(name, i)) {
      columns.translations.push_back(*translation);
    } else if (!fold_word(name).empty()) {
      columns.unknown.push_back({printable(name), "unknown_column", "is not a column of a programme and is left out"});
    }
  }
  for (const auto& heading : headings)
    violations.require(!heading.required || columns.has(heading.column), heading.name, "missing_column",
                       "is missing in the header line");
  violations.throw_if_any();
  return columns;
}

}  // namespace service
