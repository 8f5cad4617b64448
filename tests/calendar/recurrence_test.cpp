#include "calendar/recurrence.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "calendar_samples.hpp"
#include "domain/error.hpp"

namespace {

using calendar_samples::to_text;
using calendar_samples::wall;
using std::chrono::year_month_day;
using testing::ElementsAre;
using testing::SizeIs;

std::vector<std::string> dates(std::string_view rule, std::string_view first,
                               const std::vector<year_month_day>& exceptions = {}) {
  std::vector<std::string> texts;
  for (const auto local : calendar::expand(rule, wall(first), exceptions)) texts.push_back(to_text(local));
  return texts;
}

// Why it is refused; empty when it is not.
std::string refusal(std::string_view rule, std::string_view first = "2026-09-07T17:00:00",
                    std::size_t limit = domain::maximum_series_length) {
  try {
    (void)calendar::expand(rule, wall(first), {}, limit);
    return {};
  } catch (const domain::Error& error) {
    EXPECT_EQ(error.kind(), domain::ErrorKind::invalid);
    EXPECT_EQ(error.problems().front().code, "recurrence");
    EXPECT_EQ(error.problems().front().field, "recurrence");
    return error.problems().front().message;
  }
}

TEST(Recurrence, weekly_on_mondays_gives_as_many_mondays_as_it_counts) {
  EXPECT_THAT(dates("FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-09-07T17:00:00"),
              ElementsAre("2026-09-07T17:00:00", "2026-09-14T17:00:00", "2026-09-21T17:00:00"));
}

TEST(Recurrence, a_first_date_that_does_not_match_the_rule_is_not_part_of_it) {
  EXPECT_THAT(dates("FREQ=WEEKLY;BYDAY=WE;COUNT=2", "2026-09-07T17:00:00"),
              ElementsAre("2026-09-09T17:00:00", "2026-09-16T17:00:00"));
}

TEST(Recurrence, the_first_wednesday_of_each_month) {
  EXPECT_THAT(dates("FREQ=MONTHLY;BYDAY=1WE;COUNT=4", "2026-10-07T09:00:00"),
              ElementsAre("2026-10-07T09:00:00", "2026-11-04T09:00:00", "2026-12-02T09:00:00", "2027-01-06T09:00:00"));
}

TEST(Recurrence, several_weekdays_come_in_order_however_they_are_listed) {
  EXPECT_THAT(dates("FREQ=WEEKLY;COUNT=4;BYDAY=FR,MO,WE", "2026-09-08T10:00:00"),
              ElementsAre("2026-09-09T10:00:00", "2026-09-11T10:00:00", "2026-09-14T10:00:00", "2026-09-16T10:00:00"));
}

TEST(Recurrence, a_weekday_listed_twice_is_one_date) {
  EXPECT_THAT(dates("FREQ=WEEKLY;BYDAY=MO,MO;COUNT=2", "2026-09-07T17:00:00"),
              ElementsAre("2026-09-07T17:00:00", "2026-09-14T17:00:00"));
}

TEST(Recurrence, exceptions_are_left_out_and_still_counted) {
  using namespace std::chrono_literals;
  EXPECT_THAT(dates("FREQ=WEEKLY;COUNT=3", "2026-09-07T17:00:00", {2026y / 9 / 14, 2026y / 9 / 15}),
              ElementsAre("2026-09-07T17:00:00", "2026-09-21T17:00:00"));
}

TEST(Recurrence, until_a_date_includes_that_day) {
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260914", "2026-09-07T17:00:00"), SizeIs(2));
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260913", "2026-09-07T17:00:00"), SizeIs(1));
}

TEST(Recurrence, until_a_local_time_includes_what_begins_then) {
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260914T170000", "2026-09-07T17:00:00"), SizeIs(2));
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260914T165959", "2026-09-07T17:00:00"), SizeIs(1));
}

TEST(Recurrence, until_a_utc_time_is_read_in_the_zone_of_the_series) {
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260914T140000Z", "2026-09-07T17:00:00"), SizeIs(2));
  EXPECT_THAT(dates("FREQ=WEEKLY;UNTIL=20260914T135959Z", "2026-09-07T17:00:00"), SizeIs(1));
  EXPECT_THAT(
      calendar::expand("FREQ=WEEKLY;UNTIL=20260914T150000Z", wall("2026-09-07T17:00:00"), {}, 10, "Europe/Stockholm"),
      SizeIs(2));
}

TEST(Recurrence, the_time_of_day_stays_what_it_is_on_the_wall_across_clock_changes) {
  EXPECT_THAT(dates("FREQ=WEEKLY;COUNT=2", "2026-10-19T17:00:00"),
              ElementsAre("2026-10-19T17:00:00", "2026-10-26T17:00:00"));
  EXPECT_THAT(dates("FREQ=DAILY;COUNT=3", "2026-03-28T03:30:00"),
              ElementsAre("2026-03-28T03:30:00", "2026-03-29T03:30:00", "2026-03-30T03:30:00"));
}

TEST(Recurrence, months_without_the_day_are_passed_over) {
  EXPECT_THAT(dates("FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3", "2026-10-01T09:00:00"),
              ElementsAre("2026-10-31T09:00:00", "2026-12-31T09:00:00", "2027-01-31T09:00:00"));
}

TEST(Recurrence, the_last_working_day_of_each_month) {
  EXPECT_THAT(dates("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3", "2026-09-01T09:00:00"),
              ElementsAre("2026-09-30T09:00:00", "2026-10-30T09:00:00", "2026-11-30T09:00:00"));
}

TEST(Recurrence, every_other_week_starts_from_the_week_of_the_first_date) {
  EXPECT_THAT(dates("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=4", "2026-09-10T12:00:00"),
              ElementsAre("2026-09-10T12:00:00", "2026-09-22T12:00:00", "2026-09-24T12:00:00", "2026-10-06T12:00:00"));
}

TEST(Recurrence, lower_case_is_understood) {
  EXPECT_THAT(dates("freq=weekly;byday=mo;count=2", "2026-09-07T17:00:00"), SizeIs(2));
}

class Refused : public testing::TestWithParam<const char*> {};
TEST_P(Refused, with_a_reason) {
  EXPECT_NE(refusal(GetParam()), "") << GetParam();
}
INSTANTIATE_TEST_SUITE_P(malformed, Refused,
                         testing::Values("", ";", "RRULE:FREQ=DAILY;COUNT=2", "FREQ=WEEKLY;;COUNT=2",
                                         "FREQ=WEEKLY;COUNT=2;", "FREQ=WEEKLY; COUNT=2", "FREQ=WEEKLY\nCOUNT=2",
                                         "FREQ;COUNT=2", "COUNT=3", "FREQ=WEEKLY;FREQ=DAILY;COUNT=2",
                                         "FREQ=SOMETIMES;COUNT=2", "FREQ=WEEKLY;FOO=3;COUNT=2",
                                         "FREQ=WEEKLY;BYDAY=XX;COUNT=2", "FREQ=WEEKLY;BYDAY=;COUNT=2",
                                         "FREQ=WEEKLY;BYDAY=MO,;COUNT=2", "FREQ=WEEKLY;INTERVAL=0;COUNT=2",
                                         "FREQ=WEEKLY;INTERVAL=99999;COUNT=2", "FREQ=WEEKLY;WKST=XX;COUNT=2",
                                         "FREQ=YEARLY;BYMONTH=13;COUNT=2", "FREQ=MONTHLY;BYMONTHDAY=45;COUNT=2",
                                         "FREQ=MONTHLY;BYMONTHDAY=0;COUNT=2", "FREQ=WEEKLY;COUNT=2;RSCALE=HEBREW"));
INSTANTIATE_TEST_SUITE_P(against_the_table_of_the_rfc, Refused,
                         testing::Values("FREQ=WEEKLY;BYDAY=1WE;COUNT=2", "FREQ=DAILY;BYDAY=1WE;COUNT=2",
                                         "FREQ=MONTHLY;BYDAY=6WE;COUNT=2", "FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO;COUNT=2",
                                         "FREQ=WEEKLY;BYMONTHDAY=3;COUNT=2", "FREQ=DAILY;BYWEEKNO=3;COUNT=2",
                                         "FREQ=MONTHLY;BYYEARDAY=3;COUNT=2", "FREQ=MONTHLY;BYSETPOS=2;COUNT=3"));
INSTANTIATE_TEST_SUITE_P(finer_than_daily, Refused,
                         testing::Values("FREQ=HOURLY;COUNT=2", "FREQ=MINUTELY;COUNT=2", "FREQ=SECONDLY;COUNT=2",
                                         "FREQ=DAILY;BYHOUR=9,15;COUNT=2", "FREQ=DAILY;BYMINUTE=0,30;COUNT=2",
                                         "FREQ=DAILY;BYSECOND=1;COUNT=2"));
INSTANTIATE_TEST_SUITE_P(endless_or_ending_oddly, Refused,
                         testing::Values("FREQ=WEEKLY", "FREQ=WEEKLY;COUNT=0", "FREQ=WEEKLY;COUNT=-2",
                                         "FREQ=WEEKLY;COUNT=abc", "FREQ=WEEKLY;COUNT=99999999999",
                                         "FREQ=WEEKLY;COUNT=2001", "FREQ=WEEKLY;COUNT=2;UNTIL=20270101",
                                         "FREQ=WEEKLY;UNTIL=20261399", "FREQ=WEEKLY;UNTIL=20270229",
                                         "FREQ=WEEKLY;UNTIL=20270101T250000", "FREQ=WEEKLY;UNTIL=2027-01-01",
                                         "FREQ=WEEKLY;UNTIL=20270101X120000", "FREQ=DAILY;UNTIL=21991231",
                                         "FREQ=WEEKLY;UNTIL=20260101", "FREQ=YEARLY;COUNT=200"));
INSTANTIATE_TEST_SUITE_P(matched_by_no_date, Refused,
                         testing::Values("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=2",
                                         "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=2",
                                         "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=4;COUNT=1"));

TEST(Recurrence, the_limit_is_what_may_be_given_not_more) {
  EXPECT_EQ(refusal("FREQ=DAILY;COUNT=5", "2026-09-07T17:00:00", 5), "");
  EXPECT_NE(refusal("FREQ=DAILY;COUNT=6", "2026-09-07T17:00:00", 5), "");
  EXPECT_EQ(refusal("FREQ=DAILY;COUNT=2000"), "");
}

TEST(Recurrence, a_rule_of_any_length_is_refused_without_being_read) {
  EXPECT_NE(refusal("FREQ=WEEKLY;BYDAY=" + std::string(100000, 'M')), "");
}

}  // namespace
