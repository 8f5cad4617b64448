#include <gtest/gtest.h>

#include <chrono>

#include "domain/error.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using service::read_csv;

std::string problem_of(std::string_view bytes) {
  try {
    const auto table = read_csv(bytes);
    return "";
  } catch (const domain::Error& error) {
    return error.problems().front().code;
  }
}

std::vector<std::vector<std::string>> rows_of(std::string_view bytes) {
  std::vector<std::vector<std::string>> rows;
  for (auto& row : read_csv(bytes).rows) rows.push_back(row.cells);
  return rows;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(ProgrammeCsv, the_real_file_has_eighteen_rows_of_twenty_one_cells) {
  const auto table = read_csv(samples::programme());
  EXPECT_EQ(table.encoding, "UTF-8");
  EXPECT_EQ(table.separator, ';');
  ASSERT_EQ(table.rows.size(), 18U);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    EXPECT_EQ(table.rows[i].cells.size(), 21U);
    EXPECT_EQ(table.rows[i].line, i + 2);
  }
  EXPECT_EQ(table.header.cells.front(), "Tyyppi");
  EXPECT_EQ(table.rows[0].cells[10], "Maahanmuuttopalvelut; Monikulttuurikeskus Mimosa; TE-palvelut");
}

TEST(ProgrammeCsv, every_encoding_gives_the_same_cells) {
  const auto utf8 = samples::without_mark(samples::programme());
  const auto expected = samples::cells(samples::programme());
  EXPECT_EQ(samples::cells(utf8), expected);
  EXPECT_EQ(samples::cells(samples::utf16(utf8, false)), expected);
  EXPECT_EQ(samples::cells(samples::utf16(utf8, true)), expected);
  EXPECT_EQ(samples::cells(samples::windows_1252(utf8)), expected);
  EXPECT_EQ(read_csv(samples::windows_1252(utf8)).encoding, "WINDOWS-1252");
  EXPECT_EQ(read_csv(samples::utf16(utf8, true)).encoding, "UTF-16BE");
}

TEST(ProgrammeCsv, every_separator_and_line_end_gives_the_same_cells) {
  const auto expected = samples::cells(samples::programme());
  for (const char separator : {';', ',', '\t'})
    for (const std::string_view end : {"\r\n", "\n", "\r"}) {
      const auto csv = samples::write_csv(expected, separator, end);
      EXPECT_EQ(read_csv(csv).separator, separator);
      EXPECT_EQ(samples::cells(csv), expected);
    }
}

TEST(ProgrammeCsv, excels_hint_about_the_separator_counts) {
  const auto table = read_csv("sep=,\r\nA;x,B\r\n1,2\r\n");
  EXPECT_EQ(table.separator, ',');
  EXPECT_EQ(table.header.cells, (std::vector<std::string>{"A;x", "B"}));
  EXPECT_EQ(table.rows.front().line, 3U);
}

TEST(ProgrammeCsv, windows_1252_has_its_dashes_and_quotes) {
  std::string encoding;
  EXPECT_EQ(service::decode_text("\x96\x94\x80\xE4", encoding), "–”€ä");
}

TEST(ProgrammeCsv, quoted_cells_hold_separators_quotes_and_line_breaks) {
  EXPECT_EQ(rows_of("a;b\r\n\"x;y\";\"say \"\"hi\"\"\"\r\n\"two\r\nlines\";z\r\n"),
            (Rows{{"x;y", "say \"hi\""}, {"two\r\nlines", "z"}}));
}

TEST(ProgrammeCsv, a_row_knows_its_line_after_blank_lines_and_line_breaks_in_cells) {
  const auto table = read_csv("a;b\n\n   \n\"x\ny\";1\n;\nlast;2");
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].line, 4U);
  EXPECT_EQ(table.rows[1].line, 7U);
}

TEST(ProgrammeCsv, broken_quotes_cost_only_their_own_row) {
  const auto table = read_csv("a;b\n\"x\"y;1\ngood;2\n\"never closed;3\nalso good;4\n");
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[0].problem, "quotes");
  EXPECT_EQ(table.rows[0].line, 2U);
  EXPECT_EQ(table.rows[1].cells.front(), "good");
  EXPECT_EQ(table.rows[2].problem, "quotes");
  EXPECT_EQ(table.rows[2].line, 4U);
  EXPECT_EQ(table.rows[3].cells.front(), "also good");
  EXPECT_EQ(table.rows[3].line, 5U);
}

TEST(ProgrammeCsv, nothing_and_nothing_but_white_space_are_refused) {
  for (const auto* empty : {"", "\xEF\xBB\xBF", "\r\n\r\n", "  \n\t\n", "\xFF\xFE"})
    EXPECT_EQ(problem_of(empty), "empty_file");
}

TEST(ProgrammeCsv, bytes_that_are_no_text_are_refused) {
  EXPECT_EQ(problem_of("\xEF\xBB\xBF"
                       "a;\xFF\n"),
            "encoding");
  EXPECT_EQ(problem_of("a;\x81\n"), "encoding");                          // means nothing in Windows-1252
  EXPECT_EQ(problem_of(std::string("\xFF\xFE\x41", 3)), "encoding");      // half a UTF-16 unit
  EXPECT_EQ(problem_of(std::string("\xFF\xFE\x00\xD8", 4)), "encoding");  // half a surrogate pair
}

TEST(ProgrammeCsv, hostile_files_are_refused_at_once) {
  const std::string header = "a;b\n";
  EXPECT_EQ(problem_of(header + std::string(10'000'000, 'x')), "too_large");
  EXPECT_EQ(problem_of(std::string(100'000, ';') + "\n"), "too_many_columns");
  EXPECT_EQ(problem_of(header + samples::repeat("x;y\n", 20'000)), "too_many_rows");
  const auto wide = read_csv(header + std::string(100'000, ';') + "x\nc;d\n");
  EXPECT_EQ(wide.rows.at(0).problem, "too_many_columns");
  EXPECT_EQ(wide.rows.at(1).cells, (std::vector<std::string>{"c", "d"}));
  EXPECT_EQ(read_csv(header + "\"" + std::string(7'000'000, 'x')).rows.at(0).problem, "quotes");
  EXPECT_EQ(read_csv(header + std::string(7'000'000, 'x') + ";y").rows.at(0).cells.at(0).size(), 7'000'000U);
  EXPECT_EQ(problem_of(header + samples::repeat("\"a\n", 1'000'000)), "too_many_rows");
}

}  // namespace
