#pragma once
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/recurrence.hpp"
#include "calendar/time_zones.hpp"
#include "service/programme_columns.hpp"
#include "service/programme_csv.hpp"
#include "service/programme_row.hpp"

// The real programme, and the ways in which a spreadsheet could have written it.
namespace samples {

inline std::string programme() {
  std::ifstream file("config/demo/programme.csv", std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string without_mark(const std::string& utf8) {
  return utf8.substr(utf8.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

inline std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

inline std::string repeat(std::string_view text, std::size_t times) {
  std::string out;
  while (times-- > 0) out += text;
  return out;
}

// The code points of `utf8`, none above U+FFFF.
inline std::u16string code_points(std::string_view utf8) {
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
    unsigned code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t j = 1; j < length; ++j) code = code << 6U | (static_cast<unsigned char>(utf8[i + j]) & 0x3FU);
    out += static_cast<char16_t>(code);
    i += length;
  }
  return out;
}

inline std::string utf16(std::string_view utf8, bool big_endian) {
  std::string out = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : code_points(utf8)) {
    const char high = static_cast<char>(unit >> 8U);
    const char low = static_cast<char>(unit & 0xFFU);
    out += big_endian ? high : low;
    out += big_endian ? low : high;
  }
  return out;
}

// What the file needs of it: Latin-1 and the dashes.
inline std::string windows_1252(std::string_view utf8) {
  std::string out;
  for (const char16_t code : code_points(utf8)) out += code == 0x2013 ? '\x96' : static_cast<char>(code & 0xFFU);
  return out;
}

inline std::string write_csv(const std::vector<std::vector<std::string>>& rows, char separator, std::string_view end) {
  std::string out;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool quotes = row[i].find_first_of(std::string("\"\r\n ") + separator) != std::string::npos;
      const auto text = quotes ? "\"" + replace_all(row[i], "\"", "\"\"") + "\"" : row[i];
      out += (i == 0 ? "" : std::string(1, separator)) + text;
    }
    out += end;
  }
  return out;
}

inline std::vector<std::vector<std::string>> cells(const std::string& csv) {
  const auto table = service::read_csv(csv);
  std::vector<std::vector<std::string>> rows{table.header.cells};
  for (const auto& row : table.rows) rows.push_back(row.cells);
  return rows;
}

inline std::string with_iso_dates(const std::string& csv) {
  std::string out;
  std::size_t from = 0;
  const std::regex date(R"((\d{1,2})\.(\d{1,2})\.(\d{4}))");
  for (std::sregex_iterator it(csv.begin(), csv.end(), date), none; it != none; ++it) {
    const auto two = [](const std::string& s) { return s.size() == 1 ? "0" + s : s; };
    out += csv.substr(from, static_cast<std::size_t>(it->position()) - from);
    out += (*it)[3].str() + "-" + two((*it)[2]) + "-" + two((*it)[1]);
    from = static_cast<std::size_t>(it->position() + it->length());
  }
  return out + csv.substr(from);
}

inline std::string with_colons(const std::string& csv) {
  return std::regex_replace(csv, std::regex(R"(;(\d{1,2})\.(\d{2});)"), ";$1:$2;");
}

inline std::vector<service::ProgrammeRow> read_rows(std::string_view csv, const domain::TimeZones& zones) {
  const auto table = service::read_csv(csv);
  const auto columns = service::read_columns(table.header);
  std::vector<service::ProgrammeRow> rows;
  for (const auto& row : table.rows) rows.push_back(service::read_row(columns, row, zones));
  return rows;
}

inline std::vector<domain::LocalTime> starts(const service::ProgrammeRow& row) {
  if (!row.repetition) return {row.start};
  return calendar::expand(row.repetition->recurrence, row.start, row.repetition->exceptions);
}

// A file of one row; absent columns are left out, so that a test says only what it is about.
struct Cell {
  std::string column;
  std::string text;
};
inline std::string one_row(const std::vector<Cell>& changes) {
  std::vector<Cell> all{
      {"Tyyppi", "Info"},      {"Otsikko", "Asumisinfo"}, {"Pvm", "12.4.2021"}, {"Alkaa", "15.00"},
      {"Päättyy", "17.00"},    {"Paikka", "Mimosa"},      {"Kunta", "Mikkeli"}, {"Järjestäjät", "Maahanmuuttopalvelut"},
      {"Näkyvyys", "Julkinen"}};
  for (const auto& change : changes) {
    auto at = all.begin();
    while (at != all.end() && at->column != change.column) ++at;
    at == all.end() ? all.push_back(change) : void(at->text = change.text);
  }
  std::vector<std::vector<std::string>> rows(2);
  for (const auto& cell : all) {
    rows[0].push_back(cell.column);
    rows[1].push_back(cell.text);
  }
  return write_csv(rows, ';', "\r\n");
}

}  // namespace samples
