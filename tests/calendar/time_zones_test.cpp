#include "calendar/time_zones.hpp"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "calendar_samples.hpp"
#include "domain/error.hpp"

namespace {

using calendar_samples::at;
using calendar_samples::to_text;
using calendar_samples::wall;

const calendar::TimeZones listed_zones;

std::string utc(std::string_view local, std::string_view zone = "Europe/Helsinki") {
  return domain::format_rfc3339(listed_zones.to_utc(wall(local), zone));
}

TEST(TimeZones, an_hour_that_occurs_twice_is_its_first_occurrence) {
  EXPECT_EQ(utc("2026-10-25T03:30:00"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(utc("2026-10-25T02:59:59"), "2026-10-24T23:59:59Z");
  EXPECT_EQ(utc("2026-10-25T04:00:00"), "2026-10-25T02:00:00Z");
}

TEST(TimeZones, a_skipped_hour_is_read_with_the_offset_before_the_gap) {
  EXPECT_EQ(utc("2026-03-29T03:30:00"), "2026-03-29T01:30:00Z");
  EXPECT_EQ(to_text(listed_zones.to_local(at("2026-03-29T01:30:00Z"), "Europe/Helsinki")), "2026-03-29T04:30:00");
}

TEST(TimeZones, a_skipped_hour_does_not_exist_and_one_that_occurs_twice_does) {
  EXPECT_FALSE(listed_zones.exists(wall("2026-03-29T03:30:00"), "Europe/Helsinki"));
  EXPECT_FALSE(listed_zones.exists(wall("2026-03-29T03:00:00"), "Europe/Helsinki"));
  EXPECT_TRUE(listed_zones.exists(wall("2026-03-29T04:00:00"), "Europe/Helsinki"));
  EXPECT_TRUE(listed_zones.exists(wall("2026-03-29T02:59:59"), "Europe/Helsinki"));
  EXPECT_TRUE(listed_zones.exists(wall("2026-10-25T03:30:00"), "Europe/Helsinki"));
  EXPECT_TRUE(listed_zones.exists(wall("2026-03-29T03:30:00"), "Europe/Stockholm"));
}

TEST(TimeZones, both_halves_of_the_repeated_hour_show_the_same_wall_clock) {
  EXPECT_EQ(to_text(listed_zones.to_local(at("2026-10-25T00:30:00Z"), "Europe/Helsinki")), "2026-10-25T03:30:00");
  EXPECT_EQ(to_text(listed_zones.to_local(at("2026-10-25T01:30:00Z"), "Europe/Helsinki")), "2026-10-25T03:30:00");
}

TEST(TimeZones, clock_changes_go_on_after_the_last_year_that_the_database_lists) {
  EXPECT_EQ(utc("2037-07-01T12:00:00"), "2037-07-01T09:00:00Z");
  for (const std::string year : {"2038", "2040", "2055", "2100", "2199"}) {
    EXPECT_EQ(utc(year + "-07-01T12:00:00"), year + "-07-01T09:00:00Z");
    EXPECT_EQ(utc(year + "-12-01T12:00:00"), year + "-12-01T10:00:00Z");
  }
  EXPECT_EQ(to_text(listed_zones.to_local(at("2040-07-01T09:00:00Z"), "Europe/Helsinki")), "2040-07-01T12:00:00");
  // 31.3.2041 is the last Sunday of March.
  EXPECT_FALSE(listed_zones.exists(wall("2041-03-31T03:30:00"), "Europe/Helsinki"));
  EXPECT_TRUE(listed_zones.exists(wall("2040-03-31T03:30:00"), "Europe/Helsinki"));
}

TEST(TimeZones, every_moment_of_a_clock_change_day_returns_from_its_local_time_or_its_twin) {
  for (domain::Instant t = at("2026-10-24T20:00:00Z"); t < at("2026-10-25T05:00:00Z"); t += std::chrono::minutes{7}) {
    const auto there_and_back = listed_zones.to_utc(listed_zones.to_local(t, "Europe/Helsinki"), "Europe/Helsinki");
    const bool second_half = t >= at("2026-10-25T01:00:00Z") && t < at("2026-10-25T02:00:00Z");
    EXPECT_EQ(there_and_back, second_half ? t - std::chrono::hours{1} : t) << domain::format_rfc3339(t);
  }
}

TEST(TimeZones, a_zone_is_known_by_its_iana_name_only) {
  for (const char* name : {"Europe/Helsinki", "UTC", "Europe/Kiev", "Asia/Kabul"})
    EXPECT_TRUE(listed_zones.knows(name)) << name;
  for (const char* name :
       {"", "Helsinki", "europe/helsinki", "../../etc/passwd", "localtime", "posix/Europe/Helsinki"}) {
    EXPECT_FALSE(listed_zones.knows(name)) << name;
  }
}

TEST(TimeZones, an_unknown_zone_is_invalid) {
  try {
    (void)listed_zones.to_utc(wall("2026-10-25T03:30:00"), "Mars/Olympus");
    FAIL();
  } catch (const domain::Error& error) {
    EXPECT_EQ(error.kind(), domain::ErrorKind::invalid);
    EXPECT_EQ(error.problems().front().code, "unknown_time_zone");
  }
}

TEST(TimeZones, threads_may_use_zones_for_the_first_time_together) {
  std::vector<std::thread> threads;
  std::vector<int> wrong(8);
  for (std::size_t i = 0; i < wrong.size(); ++i) {
    threads.emplace_back([&, i] {
      for (const char* zone : {"Asia/Baghdad", "Africa/Mogadishu", "Asia/Tehran", "Europe/Kyiv", "Asia/Bangkok"}) {
        const auto local = listed_zones.to_local(at("2026-06-01T12:00:00Z"), zone);
        if (listed_zones.to_utc(local, zone) != at("2026-06-01T12:00:00Z")) ++wrong[i];
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(8));
}

}  // namespace
