#include "calendar/zone_rules.hpp"

#include <gtest/gtest.h>

#include "calendar/time_zones.hpp"
#include "calendar_samples.hpp"

namespace {

using calendar_samples::at;

const calendar::TimeZones ruled_zones;
const calendar::ZoneRules rules{ruled_zones};

TEST(ZoneRules, helsinki_changes_its_clocks_on_last_sundays) {
  const auto* rule = rules.rule_for(at("2026-06-01T12:00:00Z"), "Europe/Helsinki");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->vtimezone(),
            "BEGIN:VTIMEZONE\r\nTZID:Europe/Helsinki\r\n"
            "BEGIN:STANDARD\r\nDTSTART:19701025T040000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
            "TZOFFSETFROM:+0300\r\nTZOFFSETTO:+0200\r\nEND:STANDARD\r\n"
            "BEGIN:DAYLIGHT\r\nDTSTART:19700329T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
            "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0300\r\nEND:DAYLIGHT\r\n"
            "END:VTIMEZONE\r\n");
}

TEST(ZoneRules, a_zone_without_summer_time_has_one_offset) {
  const auto* rule = rules.rule_for(at("2026-06-01T12:00:00Z"), "Asia/Kabul");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->vtimezone(),
            "BEGIN:VTIMEZONE\r\nTZID:Asia/Kabul\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            "TZOFFSETFROM:+0430\r\nTZOFFSETTO:+0430\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
}

TEST(ZoneRules, the_second_sunday_of_march_is_no_last_sunday) {
  const auto* rule = rules.rule_for(at("2026-06-01T12:00:00Z"), "America/New_York");
  ASSERT_TRUE(rule);
  EXPECT_NE(rule->vtimezone().find("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"), std::string::npos);
}

TEST(ZoneRules, summer_is_where_the_clock_is_ahead_also_in_the_south) {
  const auto* rule = rules.rule_for(at("2026-06-01T12:00:00Z"), "Australia/Sydney");
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->standard_offset, std::chrono::hours{10});
  EXPECT_EQ(rule->offset_at(at("2027-01-01T00:00:00Z")), std::chrono::hours{11});
}

TEST(ZoneRules, the_rule_agrees_with_the_database_on_every_moment_it_is_used_for) {
  for (const char* zone : {"Europe/Helsinki", "America/New_York", "Australia/Sydney", "Asia/Tehran", "UTC"}) {
    for (auto t = at("2019-01-01T00:30:00Z"); t < at("2045-01-01T00:00:00Z"); t += std::chrono::hours{7}) {
      const auto* rule = rules.rule_for(t, zone);
      if (!rule) continue;
      const auto local = ruled_zones.to_local(t, zone);
      ASSERT_EQ(rule->offset_at(t), local.time_since_epoch() - t.time_since_epoch())
          << zone << " " << domain::format_rfc3339(t);
      ASSERT_EQ(ruled_zones.to_utc(local, zone), t) << zone << " " << domain::format_rfc3339(t);
    }
  }
}

TEST(ZoneRules, the_hour_that_occurs_twice_is_left_to_utc) {
  EXPECT_FALSE(rules.rule_for(at("2026-10-25T00:30:00Z"), "Europe/Helsinki"));
  EXPECT_FALSE(rules.rule_for(at("2026-10-25T01:30:00Z"), "Europe/Helsinki"));
  EXPECT_TRUE(rules.rule_for(at("2026-10-24T23:59:59Z"), "Europe/Helsinki"));
  EXPECT_TRUE(rules.rule_for(at("2026-10-25T02:00:00Z"), "Europe/Helsinki"));
}

TEST(ZoneRules, a_year_with_another_rule_is_left_to_utc) {
  // Iran gave up summer time in 2022.
  EXPECT_FALSE(rules.rule_for(at("2021-06-01T12:00:00Z"), "Asia/Tehran"));
  EXPECT_TRUE(rules.rule_for(at("2026-06-01T12:00:00Z"), "Asia/Tehran"));
}

TEST(ZoneRules, clock_changes_that_follow_the_moon_are_left_to_utc) {
  EXPECT_FALSE(rules.rule_for(at("2026-06-01T12:00:00Z"), "Africa/Casablanca"));
}

}  // namespace
