#include "domain/left_out_dates.hpp"

#include <gmock/gmock.h>

#include "calendar/holiday_calendar.hpp"
#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "tests/fixtures/world.hpp"

// Dates that fell out because of holidays, in a copy.
namespace domain {
namespace {

using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using namespace std::chrono;

class LeftOutDates : public testing::Test {
 protected:
  SeriesId series(const std::vector<std::string>& starts, const std::string& municipality = "Mikkeli") {
    SeriesDraft draft;
    draft.details = world.details(starts.front());
    draft.details.location.municipality = municipality;
    draft.recurrence = "FREQ=WEEKLY;COUNT=30";
    for (const std::string& start : starts) {
      draft.starts.push_back(world.zones.to_local(world.local(start), default_time_zone));
    }
    return create_series(*world.ports, world.admin, draft).series.id;
  }
  std::vector<CopyPlan> plans(SeriesId id, CopyShift shift) {
    shift.holidays = &holidays;
    return plan_copies(*world.ports, world.admin, id, shift);
  }
  // "2027-10-11T17:00 after 2027-03-01 winter".
  std::vector<std::string> offered(SeriesId id, const CopyShift& shift) {
    std::vector<std::string> all;
    for (const CopyPlan& plan : plans(id, shift)) {
      if (!plan.left_out) continue;
      const std::string why = plan.left_out->public_holiday.empty()
                                  ? plan.left_out->school_holiday.at(LanguageTag("fi"))
                                  : plan.left_out->public_holiday;
      all.push_back(local(plan.details.start_time) + " after " + local(plan.from.start_time).substr(0, 10) + " " + why);
    }
    return all;
  }
  std::string local(Instant instant) const {
    return format_rfc3339(Instant{world.zones.to_local(instant, default_time_zone).time_since_epoch()}).substr(0, 16);
  }
  World world;
  calendar::HolidayCalendar holidays{{{"Mikkeli", 2027y / 3 / 1, 2027y / 3 / 7, {{LanguageTag("fi"), "hiihtoloma"}}}}};
};

TEST_F(LeftOutDates, of_a_fortnightly_series_are_offered_again_with_the_reason_and_others_are_not) {
  // 1.3. is in the winter holiday, 29.3. is Easter Monday; on 26.4. there was nothing, and nobody knows why.
  const SeriesId id = series({"2027-01-18T17:00", "2027-02-01T17:00", "2027-02-15T17:00", "2027-03-15T17:00",
                              "2027-04-12T17:00", "2027-05-10T17:00", "2027-05-24T17:00", "2027-06-07T17:00"});
  const auto all = plans(id, weeks{32});
  ASSERT_EQ(all.size(), 10U);
  EXPECT_THAT(offered(id, weeks{32}), ElementsAre("2027-10-11T17:00 after 2027-03-01 hiihtoloma",
                                                  "2027-11-08T17:00 after 2027-03-29 easter_monday"));
  EXPECT_EQ(all[3].details.end_time - all[3].details.start_time, all[0].details.end_time - all[0].details.start_time);
  EXPECT_NE(all[3].key, all[5].key);
  const auto made = copy_events(*world.ports, world.admin, all);
  EXPECT_EQ(made[3].name, made[0].name);
  EXPECT_EQ(made[3].super_event, made[0].super_event);
}

TEST_F(LeftOutDates, of_each_weekday_of_a_week_and_of_a_month_keep_their_rhythm) {
  const SeriesId twice = series({"2027-02-22T17:00", "2027-02-24T09:00", "2027-03-08T17:00", "2027-03-10T09:00",
                                 "2027-03-15T17:00", "2027-03-17T09:00"});
  EXPECT_THAT(offered(twice, weeks{10}), ElementsAre("2027-05-10T17:00 after 2027-03-01 hiihtoloma",
                                                     "2027-05-12T09:00 after 2027-03-03 hiihtoloma"));
  const SeriesId monthly = series({"2027-01-06T12:00", "2027-02-03T12:00", "2027-04-07T12:00", "2027-05-05T12:00"});
  EXPECT_THAT(offered(monthly, weeks{26}), ElementsAre("2027-09-01T12:00 after 2027-03-03 hiihtoloma"));
}

TEST_F(LeftOutDates, are_those_of_the_municipality_and_of_who_has_a_rhythm) {
  const std::vector<std::string> weekly{"2027-02-15T17:00", "2027-02-22T17:00", "2027-03-08T17:00", "2027-03-15T17:00"};
  EXPECT_THAT(offered(series(weekly, "Kemi"), weeks{10}), IsEmpty());
  EXPECT_THAT(offered(series(weekly), weeks{10}), testing::SizeIs(1));
  EXPECT_THAT(offered(series({"2027-02-15T17:00", "2027-02-24T17:00", "2027-03-12T17:00"}), weeks{10}), IsEmpty());
}

TEST_F(LeftOutDates, close_when_the_others_do_where_all_close_at_one_moment) {
  const SeriesId id = series({"2027-02-15T17:00", "2027-02-22T17:00", "2027-03-08T17:00", "2027-03-15T17:00"});
  for (const CopyPlan& plan : plans(id, weeks{10})) {
    if (plan.left_out) continue;
    (void)edit_event(*world.ports, world.admin, plan.from.id,
                     [&](EventDetails& details) { details.enrolment_end_time = world.local("2027-02-01T12:00"); });
  }
  const auto all = plans(id, weeks{10});
  EXPECT_EQ(all.size(), 5U);
  for (const CopyPlan& plan : all) EXPECT_EQ(local(plan.details.enrolment_end_time.value()), "2027-04-12T12:00");
}

TEST_F(LeftOutDates, are_not_where_a_date_was_moved_away_from) {
  const SeriesId id = series({"2027-02-15T17:00", "2027-02-22T17:00", "2027-03-01T17:00", "2027-03-08T17:00"});
  const EventId moved = plans(id, weeks{10})[2].from.id;
  (void)edit_event(*world.ports, world.admin, moved, [&](EventDetails& details) {
    details.start_time = world.local("2027-03-03T17:00");
    details.end_time = world.local("2027-03-03T19:00");
  });
  EXPECT_THAT(offered(id, weeks{10}), IsEmpty());
}

}  // namespace
}  // namespace domain
