#include "domain/usual_date.hpp"

#include <gmock/gmock.h>

#include "tests/fixtures/world.hpp"

// What a series is as people say it, and which of its dates were changed by hand.
namespace domain {
namespace {

using fixtures::World;
using testing::ElementsAre;
using testing::IsEmpty;
using Pattern = Rhythm::Pattern;

class UsualDate : public testing::Test {
 protected:
  std::vector<Event> on(const std::vector<std::string>& starts) {
    std::vector<Event> dates;
    for (const std::string& start : starts) {
      static_cast<EventDetails&>(dates.emplace_back()) = world.details(start);
    }
    return dates;
  }
  Pattern pattern(const std::vector<std::string>& starts) { return rhythm_of(on(starts), world.zones).pattern; }
  World world;
};

TEST_F(UsualDate, dates_a_week_apart_are_weekly_though_a_holiday_is_left_out_and_the_clock_changes) {
  EXPECT_EQ(pattern({"2026-10-13T15:00", "2026-10-20T15:00", "2026-10-27T15:00", "2026-11-10T15:00"}), Pattern::weekly);
  EXPECT_EQ(pattern({"2026-12-01T15:00", "2026-12-15T15:00", "2026-12-29T15:00"}), Pattern::fortnightly);
}

TEST_F(UsualDate, of_several_weekdays_each_is_said_once_monday_first) {
  const auto dates = on({"2026-12-03T17:00", "2026-12-08T15:00", "2026-12-10T17:00", "2026-12-15T15:00"});
  const Rhythm rhythm = rhythm_of(dates, world.zones);
  EXPECT_EQ(rhythm.pattern, Pattern::weekly);
  EXPECT_THAT(rhythm.weekdays, ElementsAre(world.local("2026-12-15T15:00"), world.local("2026-12-10T17:00")));
}

TEST_F(UsualDate, the_second_wednesday_and_the_last_of_each_month_are_told_apart) {
  const auto second = on({"2026-09-09T15:00", "2026-10-14T15:00", "2026-11-11T15:00", "2026-12-09T15:00"});
  EXPECT_EQ(rhythm_of(second, world.zones).pattern, Pattern::monthly);
  EXPECT_EQ(rhythm_of(second, world.zones).ordinal, 2);
  EXPECT_EQ(pattern({"2026-09-30T15:00", "2026-10-28T15:00", "2026-11-25T15:00", "2026-12-30T15:00"}),
            Pattern::monthly_last);
}

TEST_F(UsualDate, every_day_is_daily_and_what_follows_no_rule_is_irregular) {
  std::vector<std::string> days;
  for (int day = 10; day < 26; ++day) days.push_back("2026-11-" + std::to_string(day) + "T15:00");
  EXPECT_EQ(pattern(days), Pattern::daily);
  EXPECT_EQ(pattern({"2026-12-01T15:00", "2026-12-10T15:00", "2026-12-30T15:00"}), Pattern::irregular);
  EXPECT_EQ(pattern({"2026-12-01T15:00"}), Pattern::irregular);
}

TEST_F(UsualDate, a_date_that_was_moved_alone_does_not_change_the_rhythm) {
  const Rhythm rhythm =
      rhythm_of(on({"2026-12-01T15:00", "2026-12-08T15:00", "2026-12-17T10:00", "2026-12-22T15:00"}), world.zones);
  EXPECT_EQ(rhythm.pattern, Pattern::weekly);
  EXPECT_THAT(rhythm.weekdays, testing::SizeIs(1));
}

TEST_F(UsualDate, a_date_that_differs_from_the_others_names_in_what) {
  auto dates = on({"2026-12-01T15:00", "2026-12-08T15:00", "2026-12-15T15:00", "2026-12-23T15:00"});
  dates[1].location.name = "Kirjasto";
  dates[2].publication_status = PublicationStatus::draft;
  const auto changed = changed_by_hand(dates, world.zones);
  EXPECT_THAT(changed[0], IsEmpty());
  EXPECT_THAT(changed[1], ElementsAre("location"));
  EXPECT_THAT(changed[2], IsEmpty()) << "who sees it is its state";
  EXPECT_THAT(changed[3], ElementsAre("start_time"));
}

}  // namespace
}  // namespace domain
