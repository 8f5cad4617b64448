#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

#include "domain/error.hpp"
#include "service/import_programme.hpp"
#include "service/xlsx_cells.hpp"
#include "tests/fixtures/world.hpp"
#include "tests/service/import_samples.hpp"

namespace {

using fixtures::problem_of;
using service::RowOutcome;
using testing::ElementsAre;
using testing::IsEmpty;

// As Python's openpyxl writes it, or somebody hostile.
std::string workbook(const std::string& kind, const std::string& csv = {}) {
  const fixtures::TemporaryFolder folder;
  const std::string out = folder.path() / "book.xlsx";
  const std::string in = folder.path() / "table.csv";
  std::ofstream(in, std::ios::binary) << csv;
  const std::string command = "/usr/bin/python3 tests/service/write_xlsx.py " + kind + " '" + out + "' '" + in + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::ifstream file(out, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Xlsx, the_real_programme_says_the_same_as_a_workbook) {
  const auto csv = service::read_csv(samples::programme());
  const auto table = service::read_xlsx(workbook("csv", samples::programme()));
  EXPECT_EQ(table.header.cells, csv.header.cells);
  ASSERT_EQ(table.rows.size(), csv.rows.size());
  for (std::size_t i = 0; i < csv.rows.size(); ++i) {
    auto cells = table.rows[i].cells;
    cells.resize(csv.rows[i].cells.size());
    for (std::size_t j = 0; j < cells.size(); ++j)
      // A clock of a spreadsheet has two digits for the hour.
      EXPECT_THAT(cells[j], testing::AnyOf(csv.rows[i].cells[j], "0" + csv.rows[i].cells[j]));
  }
}

TEST(Xlsx, bringing_in_the_workbook_after_the_csv_changes_nothing) {
  fixtures::World world;
  const auto first = service::import_programme(*world.ports, world.admin, samples::programme(), false);
  EXPECT_EQ(first.count(RowOutcome::created), 18U);
  const auto again = service::import_programme(*world.ports, world.admin, workbook("csv", samples::programme()), false);
  EXPECT_EQ(again.kind, service::FileKind::xlsx);
  EXPECT_EQ(again.count(RowOutcome::unchanged), 18U);
}

TEST(Xlsx, a_title_above_the_table_hidden_sheets_and_formulas_are_no_hindrance) {
  const auto table = service::read_table(service::FileKind::xlsx, workbook("title"));
  EXPECT_THAT(table.header.cells, ElementsAre("Tapahtuma", "Ajankohta", "Klo", "Missä", "Tunteja"));
  EXPECT_EQ(table.header.line, 3U);
  ASSERT_EQ(table.rows.size(), 2U);
  // What a formula came to stands in the file only where a spreadsheet has reckoned it.
  EXPECT_THAT(table.rows[0].cells, ElementsAre("Infotilaisuus", "1.12.2026 15.00", "15–17", "Mimosa"));
  EXPECT_THAT(table.rows[1].cells, ElementsAre("Kahvila", "2.12.2026", "09.30", "Mimosa"));
  EXPECT_EQ(table.rows[1].line, 5U);
}

TEST(Xlsx, a_hostile_workbook_is_refused_and_costs_little) {
  const auto refusal = [](const std::string& bytes) { return problem_of([&] { (void)service::read_xlsx(bytes); }); };
  EXPECT_EQ(refusal(workbook("bomb")), "xlsx_too_large");
  EXPECT_EQ(refusal(workbook("shared")), "xlsx_too_large");
  EXPECT_EQ(refusal(workbook("entities")), "xlsx");
  EXPECT_EQ(refusal(workbook("deep")), "xlsx");
  EXPECT_EQ(refusal(workbook("rows")), "too_many_rows");
  for (const char* part : {"sheets", "relationships", "strings", "formats", "styles"})
    EXPECT_EQ(refusal(workbook(part)), "xlsx_too_large") << part;
  EXPECT_EQ(refusal("PK\x03\x04 and no more"), "xlsx");
  const auto whole = workbook("csv", samples::programme());
  for (std::size_t size = 0; size < whole.size(); size += 97)
    EXPECT_FALSE(refusal(whole.substr(0, size)).empty()) << "of " << size << " bytes";
}

TEST(Xlsx, every_altered_byte_is_read_or_refused) {
  const auto whole = workbook("title");
  for (std::size_t at = 0; at < whole.size(); at += 13) {
    auto altered = whole;
    altered[at] = static_cast<char>(altered[at] ^ 0x55);
    try {
      (void)service::read_xlsx(altered);
    } catch (const domain::Error& error) {
      EXPECT_EQ(error.kind(), domain::ErrorKind::invalid);
    }
  }
}

TEST(Xlsx, a_row_that_is_too_wide_is_a_problem_of_that_row) {
  const auto table = service::read_xlsx(workbook("wide"));
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0].problem, "too_many_columns");
  EXPECT_THAT(table.rows[0].cells, IsEmpty());
  EXPECT_THAT(table.rows[1].problem, "");
}

TEST(Xlsx, an_old_spreadsheet_is_told_from_others) {
  EXPECT_EQ(problem_of([] { (void)service::kind_of_file("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }), "old_spreadsheet");
  EXPECT_EQ(service::kind_of_file("\xEF\xBB\xBF"
                                  "BEGIN:VCALENDAR\r\n"),
            service::FileKind::calendar);
  EXPECT_EQ(service::kind_of_file("Otsikko;Pvm"), service::FileKind::csv);
}

TEST(XlsxCells, serial_numbers_are_days_since_1900_or_1904) {
  using service::date_of_serial;
  EXPECT_EQ(date_of_serial("44249", false), "22.2.2021");
  EXPECT_EQ(date_of_serial("44249.625", false), "22.2.2021 15.00");
  EXPECT_EQ(date_of_serial("0.625", false), "15.00");
  EXPECT_EQ(date_of_serial("42787", true), "22.2.2021");
  EXPECT_EQ(date_of_serial("44249.99999999", false), "23.2.2021");
  EXPECT_EQ(date_of_serial("1e9", false), std::nullopt);
  EXPECT_EQ(date_of_serial("-3", false), std::nullopt);
  EXPECT_EQ(date_of_serial("", false), std::nullopt);
}

TEST(XlsxCells, formats_of_dates_are_told_from_those_of_numbers) {
  using service::is_date_format;
  for (const char* date : {"d.m.yyyy", "[$-40B]ddd d.m.", "hh:mm", "[h]:mm", "yyyy\\-mm\\-dd"})
    EXPECT_TRUE(is_date_format(std::string_view(date))) << date;
  for (const char* number : {"General", "0.00", "#,##0 \"henkilöä\"", "[Red]0", "\"vuodessa\" 0", "_-* 0_-"})
    EXPECT_FALSE(is_date_format(std::string_view(number))) << number;
  EXPECT_TRUE(is_date_format(14));
  EXPECT_FALSE(is_date_format(2));
}

}  // namespace
