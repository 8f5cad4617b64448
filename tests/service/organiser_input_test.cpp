#include <gtest/gtest.h>

#include "calendar/time_zones.hpp"
#include "service/form_input.hpp"
#include "service/organiser_repeat.hpp"

namespace {

using domain::Violations;
using namespace std::chrono_literals;

std::string date(const std::string& text) {
  Violations violations;
  const auto parsed = service::input_date(text, "start_time", violations);
  EXPECT_EQ(parsed.has_value(), violations.empty());
  return parsed ? domain::format_date(*parsed) : "";
}

std::optional<std::chrono::minutes> clock(const std::string& text) {
  Violations violations;
  return service::input_clock(text, "start_time", violations);
}

TEST(OrganiserInput, a_date_is_read_as_browsers_send_it_and_as_people_write_it) {
  EXPECT_EQ(date("2026-11-05"), "2026-11-05");
  EXPECT_EQ(date(" 5.11.2026 "), "2026-11-05");
  EXPECT_EQ(date("٥.١١.٢٠٢٦"), "2026-11-05");
  for (const char* wrong : {"", "31.2.2026", "5.11.26", "2026-02-30", "5.11.2026.1", "0.0.2026", "1.1.9999"}) {
    EXPECT_EQ(date(wrong), "") << wrong;
  }
}

TEST(OrganiserInput, a_time_of_day_is_read_with_a_dot_or_a_colon) {
  EXPECT_EQ(clock("15:00"), 15h);
  EXPECT_EQ(clock("9.30"), 9h + 30min);
  EXPECT_EQ(clock("15"), 15h);
  EXPECT_EQ(clock("15:00:00"), 15h);
  for (const char* wrong : {"", "24:00", "12:60", "-1:00", "1e1", "kolmelta", "1:2:3:4"}) {
    EXPECT_FALSE(clock(wrong)) << wrong;
  }
}

TEST(OrganiserInput, a_number_is_whole_and_not_negative) {
  Violations violations;
  EXPECT_EQ(service::input_number("٢٥", "capacity", violations), 25);
  EXPECT_TRUE(violations.empty());
  for (const char* wrong : {"-1", "2.5", "99999999999", "1 000"}) {
    EXPECT_FALSE(service::input_number(wrong, "capacity", violations)) << wrong;
  }
}

struct Wish {
  service::RepeatInput repeat;
  std::string date = "2026-12-02";  // the first Wednesday
};

std::string rule(const Wish& wish) {
  const calendar::TimeZones zones;
  Violations violations;
  const auto start = service::local_time(domain::parse_date(wish.date, "date"), 15h);
  const auto plan = service::repeat_plan(wish.repeat, start, "Europe/Helsinki", zones, violations);
  if (plan) return plan->recurrence + (plan->count ? ";COUNT=" + std::to_string(*plan->count) : "");
  try {
    violations.throw_if_any();
  } catch (const domain::Error& error) {
    return error.problems().front().field + " " + error.problems().front().code;
  }
  return "";
}

TEST(OrganiserRepeat, each_choice_becomes_its_rule) {
  EXPECT_EQ(rule({{"weekly", {}, "", "6", ""}}), "FREQ=WEEKLY;BYDAY=WE;COUNT=6");
  EXPECT_EQ(rule({{"weekly", {"MO", "WE", "FR"}, "", "6", ""}}), "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=6");
  EXPECT_EQ(rule({{"fortnightly", {}, "2027-01-31", "", ""}}),
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20270131T215959Z");
  EXPECT_EQ(rule({{"monthly", {}, "30.6.2027", "", ""}}), "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270630T205959Z");
  EXPECT_EQ(rule({{"monthly_last", {}, "", "3", ""}, "2026-12-30"}), "FREQ=MONTHLY;BYDAY=-1WE;COUNT=3");
}

TEST(OrganiserRepeat, once_is_no_repeat) {
  EXPECT_EQ(rule({{"", {"MO"}, "", "", ""}}), "");
}

std::string first_day(const Wish& wish) {
  const calendar::TimeZones zones;
  Violations violations;
  const auto start = service::local_time(domain::parse_date(wish.date, "date"), 15h);
  const auto plan = service::repeat_plan(wish.repeat, start, "Europe/Helsinki", zones, violations);
  return plan ? domain::format_date(service::day_of(plan->start)) : "";
}

TEST(OrganiserRepeat, a_first_day_that_the_repeat_is_not_about_becomes_the_next_one_that_it_is) {
  EXPECT_EQ(first_day({{"weekly", {"MO", "WE"}, "", "6", ""}}), "2026-12-02");
  EXPECT_EQ(first_day({{"weekly", {"MO", "TU"}, "", "6", ""}}), "2026-12-07");
  EXPECT_EQ(first_day({{"fortnightly", {"TU"}, "", "6", ""}}), "2026-12-08");
  EXPECT_EQ(rule({{"fortnightly", {"TU"}, "", "6", ""}}), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=6");
  EXPECT_EQ(first_day({{"monthly_last", {}, "", "3", ""}}), "2026-12-30");
}

TEST(OrganiserRepeat, what_does_not_fit_the_first_date_is_told) {
  EXPECT_EQ(rule({{"weekly", {}, "", "6", "31.2.2027"}}), "repeat_exceptions exception_date");
  EXPECT_EQ(rule({{"monthly", {}, "", "3", ""}, "2026-12-30"}), "repeat fifth_weekday");
  EXPECT_EQ(rule({{"weekly", {}, "2026-12-01", "", ""}}), "repeat_until end_before_start");
  EXPECT_EQ(rule({{"weekly", {}, "2027-12-01", "5", ""}}), "repeat_until only_one");
  EXPECT_EQ(rule({{"weekly", {}, "", "0", ""}}), "repeat_count out_of_range");
  EXPECT_EQ(rule({{"hourly", {}, "", "5", ""}}), "repeat unknown_value");
}

}  // namespace
