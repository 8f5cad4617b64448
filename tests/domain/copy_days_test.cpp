#include "domain/copy_days.hpp"

#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "tests/fixtures/world.hpp"

// The rule of a series in its copy.
namespace domain {
namespace {

using fixtures::World;
using testing::ElementsAre;
using namespace std::chrono;

class CopyDays : public testing::Test {
 protected:
  std::vector<Event> dates(const std::vector<std::string>& starts, const std::string& rule) {
    SeriesDraft draft;
    draft.details = world.details(starts.front());
    draft.recurrence = rule;
    for (const std::string& start : starts) {
      draft.starts.push_back(world.zones.to_local(world.local(start), default_time_zone));
    }
    return create_series(*world.ports, world.admin, draft).events;
  }
  std::vector<std::string> copies(const CopyShift& shift) {
    std::vector<std::string> all;
    for (const CopyPlan& plan : plan_copies(*world.ports, world.admin, world.local("2026-08-01T00:00"),
                                            world.local("2027-08-01T00:00"), shift)) {
      const Instant local{world.zones.to_local(plan.details.start_time, default_time_zone).time_since_epoch()};
      all.push_back(format_rfc3339(local).substr(0, 16));
    }
    return all;
  }
  World world;
};

TEST_F(CopyDays, the_first_wednesday_of_a_month_stays_the_first_wednesday) {
  const auto series = dates({"2026-12-02T17:00", "2027-01-06T17:00", "2027-02-03T17:00"},
                            "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20270301T000000Z");
  // 40 weeks later is the 8th of September.
  EXPECT_THAT(copies({weeks{40}, parse_date("2027-08-30", "")}),
              ElementsAre("2027-09-01T17:00", "2027-10-06T17:00", "2027-11-03T17:00"));
  const auto made =
      copy_events(*world.ports, world.admin, plan_copies(*world.ports, world.admin, *series[0].super_event, weeks{40}));
  std::optional<Series> copied;
  world.store->read([&](const Snapshot& snapshot) { copied = snapshot.events().find(*made[0].super_event); });
  EXPECT_EQ(copied->recurrence, "FREQ=MONTHLY;BYDAY=1WE;COUNT=3");
}

TEST_F(CopyDays, of_a_month_do_not_come_before_the_first_day_of_the_season) {
  (void)dates({"2026-12-02T17:00"}, "FREQ=MONTHLY;BYDAY=1WE;COUNT=1");
  EXPECT_THAT(copies({weeks{40}, parse_date("2027-09-02", "")}), ElementsAre("2027-10-06T17:00"));
  EXPECT_THAT(copies({weeks{40}, parse_date("2027-09-01", "")}), ElementsAre("2027-09-01T17:00"));
}

TEST_F(CopyDays, the_last_friday_and_the_fifteenth_stay_so) {
  (void)dates({"2026-11-27T09:00", "2026-12-25T09:00"}, "FREQ=MONTHLY;BYDAY=-1FR;COUNT=2");
  EXPECT_THAT(copies(weeks{26}), ElementsAre("2027-05-28T09:00", "2027-06-25T09:00"));
  (void)dates({"2027-02-15T12:00", "2027-03-15T12:00"}, "FREQ=MONTHLY;BYMONTHDAY=15;COUNT=2");
  EXPECT_THAT(copies(weeks{26}),
              ElementsAre("2027-05-28T09:00", "2027-06-25T09:00", "2027-08-15T12:00", "2027-09-15T12:00"));
}

TEST_F(CopyDays, two_days_of_a_month_keep_their_order) {
  (void)dates({"2026-12-01T10:00", "2026-12-15T10:00", "2027-01-05T10:00"}, "FREQ=MONTHLY;BYDAY=1TU,3TU;COUNT=3");
  EXPECT_THAT(copies(weeks{36}), ElementsAre("2027-08-03T10:00", "2027-08-17T10:00", "2027-09-07T10:00"));
}

TEST_F(CopyDays, two_dates_on_one_day_of_a_month_stay_on_one_day) {
  (void)dates({"2026-12-02T10:00", "2026-12-02T17:00", "2027-01-06T10:00", "2027-01-06T17:00"},
              "FREQ=MONTHLY;BYDAY=1WE;COUNT=4");
  EXPECT_THAT(copies({weeks{40}, parse_date("2027-08-30", "")}),
              ElementsAre("2027-09-01T10:00", "2027-09-01T17:00", "2027-10-06T10:00", "2027-10-06T17:00"));
}

TEST_F(CopyDays, an_extra_date_of_a_monthly_series_keeps_its_distance_and_leaves_the_others_where_they_belong) {
  (void)dates({"2026-12-02T10:00", "2027-01-06T10:00", "2027-01-06T14:00", "2027-02-03T10:00", "2027-02-10T10:00"},
              "FREQ=MONTHLY;BYDAY=1WE;COUNT=5");
  EXPECT_THAT(
      copies({weeks{40}, parse_date("2027-08-30", "")}),
      ElementsAre("2027-09-01T10:00", "2027-10-06T10:00", "2027-10-06T14:00", "2027-11-03T10:00", "2027-11-10T10:00"));
}

TEST_F(CopyDays, where_a_rule_picks_one_of_several_weekdays_they_move_by_whole_weeks) {
  (void)dates({"2026-12-01T10:00", "2027-01-01T10:00"}, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=2");
  EXPECT_THAT(copies(weeks{36}), ElementsAre("2027-08-10T10:00", "2027-09-10T10:00"));
}

TEST_F(CopyDays, a_date_that_was_moved_alone_goes_back_to_its_day_of_the_month) {
  const auto series = dates({"2026-12-02T17:00", "2027-01-06T17:00"}, "FREQ=MONTHLY;BYDAY=1WE;COUNT=2");
  (void)edit_event(*world.ports, world.admin, series[1].id, [&](EventDetails& details) {
    details.start_time = world.local("2027-01-14T17:00");
    details.end_time = world.local("2027-01-14T19:00");
  });
  EXPECT_THAT(copies({weeks{40}, parse_date("2027-08-30", "")}), ElementsAre("2027-09-01T17:00", "2027-10-06T17:00"));
}

TEST_F(CopyDays, weekly_and_fortnightly_dates_move_by_whole_weeks_as_ever) {
  (void)dates({"2026-12-02T17:00", "2026-12-16T17:00"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;COUNT=2");
  EXPECT_THAT(copies(weeks{40}), ElementsAre("2027-09-08T17:00", "2027-09-22T17:00"));
}

TEST_F(CopyDays, a_series_without_a_rule_is_taken_for_what_its_dates_are) {
  (void)dates({"2026-12-02T17:00", "2027-01-06T17:00", "2027-02-03T17:00"}, "");
  EXPECT_THAT(copies(weeks{40}), ElementsAre("2027-09-01T17:00", "2027-10-06T17:00", "2027-11-03T17:00"));
}

}  // namespace
}  // namespace domain
