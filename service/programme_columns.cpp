#include "service/programme_columns.hpp"

#include <algorithm>

#include "service/column_words.hpp"
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
    {Column::machine_translated, "Konekäännökset", false},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < headings.size(); ++i)
    if (static_cast<std::size_t>(headings[i].column) != i) return false;
  return true;
}
static_assert(in_order());

constexpr std::array<std::string_view, column_count> column_words{
    "kind",         "theme",     "title",          "description",  "date",          "starts",
    "ends",         "place",     "address",        "municipality", "organisers",    "languages",
    "interpreting", "places",    "waiting_places", "enrol_by",     "repeats",       "last_date",
    "not_held",     "childcare", "visibility",     "identifier",   "neutral_title", "external_registration",
    "last_day",     "time_zone", "status",         "registered",   "waiting",       "machine_translated"};

const Heading* find_heading(std::string_view name) {
  const auto folded = fold_word(name);
  const auto found =
      std::find_if(headings.begin(), headings.end(), [&](const auto& h) { return fold_word(h.name) == folded; });
  return found == headings.end() ? nullptr : &*found;
}

// As Kutsu writes it, or as others do.
std::optional<Column> column_called(std::string_view name) {
  if (const auto* heading = find_heading(name)) return heading->column;
  return column_meant(name);
}

// "Otsikko (ar)", "Title in English".
std::optional<ColumnUse> read_translation(std::string_view name) {
  const auto open = name.rfind('(');
  const auto close = name.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  const auto column = column_called(name.substr(0, open));
  if (!column || !is_text(*column)) return std::nullopt;
  const auto language = ProgrammeWords::configured().language(name.substr(open + 1, close - open - 1));
  return language ? std::optional(ColumnUse{*column, *language}) : std::nullopt;
}

// Whether the file has to have the column.
bool is_required(const Heading& heading, const ProgrammeColumns& columns) {
  const auto& defaults = columns.defaults;
  switch (heading.column) {
    case Column::kind:
      return !defaults.kind;
    case Column::organisers:
      return !defaults.own_organisation;
    case Column::place:
      return defaults.place.empty() && !columns.has(Column::address);
    case Column::title:
      return std::ranges::none_of(columns.translations, [](const auto& t) { return t.column == Column::title; });
    case Column::date:
      return !defaults.any_times || !columns.has(Column::starts);
    case Column::starts:
    case Column::ends:
      return !defaults.any_times;
    default:
      return heading.required;
  }
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

std::string_view to_word(Column column) {
  return column_words[static_cast<std::size_t>(column)];
}

bool is_text(Column column) {
  return column == Column::title || column == Column::description || column == Column::neutral_title;
}

std::string to_word(const std::optional<ColumnUse>& use) {
  if (!use) return {};
  return std::string(to_word(use->column)) + (use->language ? ":" + use->language->str() : "");
}

std::optional<std::optional<ColumnUse>> parse_column_use(std::string_view word) {
  if (word.empty()) return std::optional<ColumnUse>();
  const auto colon = word.find(':');
  const auto found = std::ranges::find(column_words, word.substr(0, colon));
  if (found == column_words.end()) return std::nullopt;
  ColumnUse use{static_cast<Column>(found - column_words.begin())};
  if (colon == std::string_view::npos) return use;
  try {
    use.language = domain::LanguageTag(word.substr(colon + 1));
  } catch (const domain::Error&) {
    return std::nullopt;
  }
  return is_text(use.column) ? std::optional(std::optional(use)) : std::nullopt;
}

ColumnMapping guess_mapping(const CsvRow& header) {
  ColumnMapping mapping(header.cells.size());
  const auto is_taken = [&](const ColumnUse& use) {
    return std::ranges::find(mapping, std::optional(use)) != mapping.end();
  };
  for (std::size_t i = 0; i < mapping.size(); ++i)
    if (const auto* heading = find_heading(header.cells[i])) mapping[i] = ColumnUse{heading->column};
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    if (mapping[i]) continue;
    auto use = read_translation(header.cells[i]);
    if (!use)
      if (const auto column = column_meant(header.cells[i])) use = ColumnUse{*column};
    if (use && !is_taken(*use)) mapping[i] = use;
  }
  return mapping;
}

ProgrammeColumns use_columns(const CsvRow& header, const ColumnMapping& mapping, const ColumnDefaults& defaults) {
  ProgrammeColumns columns;
  columns.defaults = defaults;
  domain::Violations violations;
  columns.width = header.cells.size();
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const auto& name = header.cells[i];
    const auto use = i < mapping.size() ? mapping[i] : std::nullopt;
    if (!use) {
      if (!fold_word(name).empty())
        columns.unknown.push_back(
            {printable(name), "unknown_column", "is not a column of a programme and is left out"});
    } else if (use->language && *use->language != defaults.language) {
      columns.translations.push_back({use->column, *use->language, i, name});
    } else {
      auto& index = columns.index[static_cast<std::size_t>(use->column)];
      violations.require(!index, column_name(use->column), "duplicate_column", "stands twice in the header line");
      index = i;
    }
  }
  for (const auto& heading : headings)
    violations.require(!is_required(heading, columns) || columns.has(heading.column), heading.name, "missing_column",
                       "is missing in the header line");
  violations.throw_if_any();
  return columns;
}

ProgrammeColumns read_columns(const CsvRow& header) {
  return use_columns(header, guess_mapping(header), {});
}

void find_header(CsvTable& table) {
  constexpr std::size_t first_rows = 10;
  const auto known = [](const CsvRow& row) {
    const auto mapping = guess_mapping(row);
    return std::ranges::count_if(mapping, [](const auto& use) { return use.has_value(); });
  };
  auto most = known(table.header);
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < std::min(first_rows, table.rows.size()); ++i) {
    const auto count = known(table.rows[i]);
    // A row of events may have a word or two that would do for a heading.
    if (count <= most + 1) continue;
    most = count;
    chosen = i + 1;
  }
  if (chosen == 0) return;
  table.header = std::move(table.rows[chosen - 1]);
  table.rows.erase(table.rows.begin(), table.rows.begin() + static_cast<std::ptrdiff_t>(chosen));
}

}  // namespace service
