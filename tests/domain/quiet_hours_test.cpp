#include <gtest/gtest.h>

#include "calendar/time_zones.hpp"
#include "domain/plan_messages.hpp"

namespace domain {
namespace {

using namespace std::chrono_literals;

class QuietHoursTest : public testing::Test {
 protected:
  // Local times of Helsinki in, local time out: "2026-11-23 20:30".
  std::string moved(const char* wanted, const char* latest, QuietHours quiet = {}) {
    const Instant result = outside_quiet_hours(at(wanted), at(latest), "Europe/Helsinki", zones_, quiet);
    std::string text = format_rfc3339(Instant{zones_.to_local(result, "Europe/Helsinki").time_since_epoch()});
    text.resize(16);
    return text;
  }

 private:
  Instant at(const char* local) {
    const Instant read = parse_rfc3339(std::string(local) + ":00Z", "t");
    return zones_.to_utc(LocalTime{read.time_since_epoch()}, "Europe/Helsinki");
  }
  calendar::TimeZones zones_;
};

TEST_F(QuietHoursTest, a_message_by_day_goes_when_it_is_wanted) {
  EXPECT_EQ(moved("2026-11-23 15:00", "2026-11-24 15:00"), "2026-11-23T15:00");
  EXPECT_EQ(moved("2026-11-23 08:00", "2026-11-24 15:00"), "2026-11-23T08:00");
  EXPECT_EQ(moved("2026-11-23 19:59", "2026-11-24 15:00"), "2026-11-23T19:59");
}

TEST_F(QuietHoursTest, one_by_night_waits_for_the_morning) {
  EXPECT_EQ(moved("2026-11-23 20:00", "2026-11-25 15:00"), "2026-11-24T08:00");
  EXPECT_EQ(moved("2026-11-24 02:00", "2026-11-25 15:00"), "2026-11-24T08:00");
}

TEST_F(QuietHoursTest, one_that_the_morning_would_make_too_late_goes_the_evening_before) {
  EXPECT_EQ(moved("2026-11-24 06:00", "2026-11-24 07:30"), "2026-11-23T19:30");
}

TEST_F(QuietHoursTest, the_local_hours_hold_across_the_clock_change) {
  EXPECT_EQ(moved("2026-10-24 21:00", "2026-10-26 15:00"), "2026-10-25T08:00");
  EXPECT_EQ(moved("2026-03-28 21:00", "2026-03-30 15:00"), "2026-03-29T08:00");
}

TEST_F(QuietHoursTest, none_may_be_set) {
  EXPECT_EQ(moved("2026-11-24 02:00", "2026-11-25 15:00", {0h, 0h}), "2026-11-24T02:00");
}

TEST_F(QuietHoursTest, hours_that_do_not_cross_midnight_work_too) {
  EXPECT_EQ(moved("2026-11-24 02:00", "2026-11-25 15:00", {1h, 6h}), "2026-11-24T06:00");
  EXPECT_EQ(moved("2026-11-24 00:30", "2026-11-25 15:00", {1h, 6h}), "2026-11-24T00:30");
}

}  // namespace
}  // namespace domain
