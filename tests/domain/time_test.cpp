#include "domain/time.hpp"

#include <gtest/gtest.h>

#include "domain/error.hpp"

namespace domain {
namespace {

std::string refusal(std::string_view text) {
  try {
    (void)parse_rfc3339(text, "start_time");
    return "accepted";
  } catch (const Error& error) {
    return error.problems().at(0).field + " " + error.problems().at(0).code;
  }
}

TEST(Rfc3339, an_offset_is_taken_off) {
  EXPECT_EQ(format_rfc3339(parse_rfc3339("2026-11-23T15:00:00+02:00", "t")), "2026-11-23T13:00:00Z");
  EXPECT_EQ(format_rfc3339(parse_rfc3339("2026-11-23T15:00:00-03:30", "t")), "2026-11-23T18:30:00Z");
}

TEST(Rfc3339, fractions_are_cut_and_lower_case_is_read) {
  EXPECT_EQ(format_rfc3339(parse_rfc3339("2026-11-23t15:00:00.999z", "t")), "2026-11-23T15:00:00Z");
}

TEST(Rfc3339, dates_that_do_not_exist_are_refused_with_the_field) {
  for (const char* text : {"2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-00-10T10:00:00Z",
                           "1969-12-31T10:00:00Z", "2200-01-01T00:00:00Z", "2026-04-31T10:00:00Z"}) {
    EXPECT_EQ(refusal(text), "start_time date_time") << text;
  }
}

TEST(Rfc3339, what_is_not_a_time_is_refused) {
  for (const char* text :
       {"", "2026-11-23", "2026-11-23T15:00:00", "2026-11-23T24:00:00Z", "2026-11-23T15:60:00Z", "2026-11-23T15:00:60Z",
        "2026-11-23T15:00:00Zx", "2026-11-23T15:00:00+2", "15.00", "2026-11-23T15:00:00.Z", "-2026-11-23T15:00:00Z"}) {
    EXPECT_EQ(refusal(text), "start_time date_time") << text;
  }
}

TEST(Date, a_leap_day_exists_in_leap_years_only) {
  EXPECT_EQ(format_date(parse_date("2028-02-29", "d")), "2028-02-29");
  EXPECT_THROW((void)parse_date("2026-02-29", "d"), Error);
  EXPECT_THROW((void)parse_date("2028-02-29 ", "d"), Error);
}

}  // namespace
}  // namespace domain
