#include <gmock/gmock.h>

#include "domain/copy_events.hpp"
#include "domain/edit_series.hpp"
#include "domain/usual_date.hpp"
#include "tests/fixtures/world.hpp"

// Registration of a course, which opens or closes for all its dates at once.
namespace domain {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono;

class OneEnrolmentOfDates : public testing::Test {
 protected:
  LocalTime on_the_clock(const std::string& start) const {
    return world.zones.to_local(world.local(start), default_time_zone);
  }
  std::vector<Event> dates(const std::vector<std::string>& starts, const std::string& rule, OneEnrolment one) {
    SeriesDraft draft;
    draft.details = world.details(starts.front());
    draft.details.enrolment_start_time = world.local("2026-11-24T09:00");
    draft.details.enrolment_end_time = world.local("2026-12-01T12:00");
    draft.recurrence = rule;
    draft.one_enrolment = one;
    for (const std::string& start : starts) draft.starts.push_back(on_the_clock(start));
    return create_series(*world.ports, world.admin, draft).events;
  }
  std::string local(const std::optional<Instant>& instant) const {
    const LocalTime time = world.zones.to_local(instant.value(), default_time_zone);
    return format_rfc3339(Instant{time.time_since_epoch()}).substr(0, 16);
  }
  std::vector<CopyPlan> copies(const std::vector<Event>& of) {
    return plan_copies(*world.ports, world.admin, *of.front().super_event, weeks{22});
  }
  std::vector<std::string> closings(const std::vector<CopyPlan>& plans) const {
    std::vector<std::string> all;
    for (const CopyPlan& plan : plans) all.push_back(local(plan.details.enrolment_end_time));
    return all;
  }
  fixtures::World world;
};

// First Wednesdays do not all move by the same number of weeks.
const std::vector<std::string> first_wednesdays{"2026-12-02T15:00", "2027-01-06T15:00", "2027-02-03T15:00"};
constexpr const char* monthly = "FREQ=MONTHLY;BYDAY=1WE";

TEST_F(OneEnrolmentOfDates, is_one_in_the_copy_of_a_monthly_course) {
  const auto course = dates(first_wednesdays, monthly, {true, true});
  const auto plans = copies(course);
  ASSERT_THAT(plans, SizeIs(3));
  EXPECT_EQ(local(plans[0].details.start_time), "2027-05-05T15:00");
  EXPECT_EQ(local(plans[1].details.start_time), "2027-06-02T15:00");
  EXPECT_THAT(closings(plans), Each("2027-05-04T12:00"));
  for (const CopyPlan& plan : plans) {
    EXPECT_EQ(local(plan.details.enrolment_start_time), "2027-04-27T09:00");
    EXPECT_THAT(plan.made_usual, IsEmpty());
  }
  const auto made = copy_events(*world.ports, world.admin, plans);
  const auto more = add_dates(*world.ports, world.admin, made.back().id, {on_the_clock("2027-08-04T15:00")});
  EXPECT_EQ(local(more.front().enrolment_end_time), "2027-05-04T12:00");
}

TEST_F(OneEnrolmentOfDates, is_known_of_its_opening_and_its_closing_each) {
  const auto course = dates(first_wednesdays, monthly, {.closes = true});
  EXPECT_EQ(local(course[1].enrolment_start_time), "2026-12-29T09:00");
  const auto plans = copies(course);
  EXPECT_THAT(closings(plans), Each("2027-05-04T12:00"));
  EXPECT_EQ(local(plans[1].details.enrolment_start_time), "2027-05-25T09:00");
  const auto more = add_dates(*world.ports, world.admin, course.back().id, {on_the_clock("2027-03-03T15:00")});
  EXPECT_EQ(local(more.front().enrolment_end_time), "2026-12-01T12:00");
  EXPECT_EQ(local(more.front().enrolment_start_time), "2027-02-23T09:00");
}

TEST_F(OneEnrolmentOfDates, moves_by_weeks_with_weekly_dates) {
  const auto course = dates({"2026-12-02T15:00", "2026-12-09T15:00"}, "FREQ=WEEKLY", {true, true});
  EXPECT_THAT(closings(copies(course)), Each("2027-05-04T12:00"));
}

TEST_F(OneEnrolmentOfDates, a_closing_on_the_day_of_a_date_is_as_long_before_each_however_it_came_there) {
  EventDetails details = world.details("2026-12-01T10:00");
  SeriesDraft draft{details, "FREQ=WEEKLY;BYDAY=TU,TH", {}, {}, {}};
  for (const char* start : {"2026-12-01T10:00", "2026-12-03T18:00", "2026-12-08T10:00", "2026-12-10T18:00"}) {
    draft.starts.push_back(on_the_clock(start));
  }
  auto course = create_series(*world.ports, world.admin, draft).events;
  (void)edit_series(*world.ports, world.admin, course[0].id, SeriesScope::all,
                    [&](EventDetails& date) { date.enrolment_end_time = world.local("2026-12-01T09:00"); });
  for (Event& date : course) date = world.now(date);
  EXPECT_EQ(local(course[1].enrolment_end_time), "2026-12-03T17:00");
  EXPECT_EQ(local(course[2].enrolment_end_time), "2026-12-08T09:00");
  EXPECT_THAT(changed_by_hand(course, world.zones), Each(Not(Contains("enrolment_end_time"))));
  (void)edit_series(*world.ports, world.admin, course[0].id, SeriesScope::all,
                    [&](EventDetails& date) { date.enrolment_end_time = world.local("2026-12-01T08:00"); });
  EXPECT_EQ(local(world.now(course[1]).enrolment_end_time), "2026-12-03T16:00");
}

}  // namespace
}  // namespace domain
