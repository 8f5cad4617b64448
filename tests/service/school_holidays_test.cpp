#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "service/school_holidays.hpp"
#include "service/settings.hpp"
#include "tests/fixtures/world.hpp"

namespace {

using testing::HasSubstr;

class SchoolHolidayFile : public testing::Test {
 protected:
  std::string message_of(const std::string& text) {
    const auto file = folder.path() / "lomat.toml";
    std::ofstream(file) << text;
    try {
      (void)service::read_school_holidays(file);
      return {};
    } catch (const domain::Error& error) {
      return error.problems().front().field + ": " + error.problems().front().message;
    }
  }
  fixtures::TemporaryFolder folder;
};

const std::string good =
    "[[holiday]]\nmunicipality = \"Mikkeli\"\nfirst = 2026-10-12\nlast = 2026-10-18\n"
    "name = { fi = \"Syysloma\", \"kmr-Latn\" = \"Betlaneya payîzê\" }\n";

TEST_F(SchoolHolidayFile, the_example_is_read) {
  const auto holidays = service::read_school_holidays("config/school_holidays.toml");
  ASSERT_FALSE(holidays.empty());
  EXPECT_EQ(holidays.front().municipality, "Mikkeli");
  EXPECT_EQ(domain::format_date(holidays.front().last), "2026-10-18");
  for (const auto& holiday : holidays) {
    for (const char* language : {"fi", "en", "ar"}) EXPECT_TRUE(holiday.name.contains(domain::LanguageTag(language)));
  }
}

TEST_F(SchoolHolidayFile, none_is_read_where_no_file_is_named) {
  EXPECT_TRUE(service::read_school_holidays({}).empty());
}

TEST_F(SchoolHolidayFile, what_is_wrong_is_told_with_the_entry) {
  EXPECT_EQ(message_of(good), "");
  EXPECT_THAT(message_of(good + "[[holiday]]\nmunicipality = \"Kemi\"\nfirst = 2026-10-20\nlast = 2026-10-12\n"
                                "name = { fi = \"Syysloma\" }\n"),
              HasSubstr("lomat.toml, holiday 2: last is before first"));
  EXPECT_THAT(message_of("[[holiday]]\nfirst = 2026-10-12\n"), HasSubstr("municipality must be a text"));
  EXPECT_THAT(message_of("[[holiday]]\nmunicipality = \"Kemi\"\nfirst = \"12.10.2026\"\n"),
              HasSubstr("first must be a date without quotes"));
  EXPECT_THAT(message_of(good + "town = \"Kemi\"\n"), HasSubstr("does not know \"town\""));
  EXPECT_THAT(message_of("[[holidays]]\n"), HasSubstr("does not know \"holidays\""));
  EXPECT_THAT(message_of("[[holiday]\n"), HasSubstr("(line 1)"));
  EXPECT_THAT(message_of(""), HasSubstr("has no [[holiday]]"));
}

TEST_F(SchoolHolidayFile, one_that_is_missing_is_told_by_name) {
  try {
    (void)service::read_school_holidays("/nowhere/lomat.toml");
    FAIL();
  } catch (const domain::Error& error) {
    EXPECT_THAT(error.problems().front().field, HasSubstr("/nowhere/lomat.toml"));
  }
}

}  // namespace
