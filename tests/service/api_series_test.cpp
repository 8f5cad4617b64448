#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

// Series over the JSON interface.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::event_body;
using testing::ElementsAre;

class ApiSeries : public testing::Test {
 protected:
  // Three Mondays from 7.12.2026 on.
  Answer create(std::vector<std::pair<std::string, std::string>> members = {}) {
    members.insert(members.begin(), {"recurrence", R"("FREQ=WEEKLY;BYDAY=MO;COUNT=3")"});
    return world.call_as(token, "POST", "/api/v1/series", event_body(members));
  }
  std::string event(const Answer& series, int number) {
    return "/api/v1/events/" + series.at("events[" + std::to_string(number) + "].id");
  }
  std::vector<std::string> of_all(const Answer& series, const std::string& member) {
    const Answer now = world.call_as(token, "GET", "/api/v1/series/" + series.at("id"));
    std::vector<std::string> values;
    for (int i = 0; !now.at("events[" + std::to_string(i) + "].id").empty(); ++i) {
      values.push_back(now.at("events[" + std::to_string(i) + "]." + member));
    }
    return values;
  }
  ApiWorld world;
  std::string token = world.token();
};

TEST_F(ApiSeries, holidays_are_left_out_as_exceptions) {
  const Answer series = create({{"recurrence", R"("FREQ=DAILY;COUNT=4")"},
                                {"start_time", R"("2026-12-24T15:00:00+02:00")"},
                                {"end_time", R"("2026-12-24T16:00:00+02:00")"},
                                {"without_public_holidays", "true"}});
  EXPECT_EQ(series.status, 201);
  EXPECT_EQ(series.at("exceptions"), R"(["2026-12-25","2026-12-26"])");
  EXPECT_THAT(of_all(series, "start_time"), ElementsAre("2026-12-24T13:00:00Z", "2026-12-27T13:00:00Z"));
}

TEST_F(ApiSeries, a_municipalitys_school_holidays_are_left_out) {
  const Answer series = create({{"without_school_holidays_of", "\"Mikkeli\""}, {"exceptions", R"(["2026-12-14"])"}});
  EXPECT_THAT(of_all(series, "start_time"), ElementsAre("2026-12-07T13:00:00Z", "2026-12-21T13:00:00Z"));
  const Answer unknown = create({{"without_school_holidays_of", "\"Oulu\""}});
  EXPECT_EQ(unknown.status, 400);
  EXPECT_THAT(unknown.errors(), ElementsAre("without_school_holidays_of unknown_value"));
}

TEST_F(ApiSeries, a_change_is_carried_over_to_as_many_dates_as_the_scope_says) {
  const Answer series = create();
  const Answer changed =
      world.call_as(token, "PATCH", event(series, 1), R"({"maximum_attendee_capacity": 12, "scope": "following"})");
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.number("maximum_attendee_capacity"), 12);
  EXPECT_THAT(of_all(series, "maximum_attendee_capacity"), ElementsAre("", "12", "12"));
  (void)world.call_as(token, "PATCH", event(series, 0), R"({"maximum_attendee_capacity": 7, "scope": "all"})");
  // What the others had been given stays.
  EXPECT_THAT(of_all(series, "maximum_attendee_capacity"), ElementsAre("7", "12", "12"));
  (void)world.call_as(token, "PATCH", event(series, 2), R"({"maximum_attendee_capacity": 9})");
  EXPECT_THAT(of_all(series, "maximum_attendee_capacity"), ElementsAre("7", "12", "9"));
}

TEST_F(ApiSeries, an_unknown_scope_is_refused) {
  const Answer series = create();
  const Answer answer = world.call_as(token, "PATCH", event(series, 0), R"({"scope": "some"})");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.errors(), ElementsAre("scope unknown_value"));
}

TEST_F(ApiSeries, all_dates_are_cancelled_at_once) {
  const Answer series = create();
  const Answer answer = world.call_as(token, "POST", event(series, 1) + "/cancel",
                                      R"({"reason": {"fi": "Ohjaaja vaihtuu"}, "scope": "all"})");
  EXPECT_EQ(answer.at("event_status"), "EventCancelled");
  EXPECT_THAT(of_all(series, "event_status"), ElementsAre("EventCancelled", "EventCancelled", "EventCancelled"));
}

TEST_F(ApiSeries, dates_are_added_like_the_last_one) {
  const Answer series = create();
  const std::string more = "/api/v1/series/" + series.at("id") + "/events";
  const Answer added = world.call_as(
      token, "POST", more,
      R"({"start_date": "2026-12-21", "recurrence": "FREQ=WEEKLY;COUNT=4", "without_school_holidays_of": "Mikkeli"})");
  EXPECT_EQ(added.status, 201);
  EXPECT_EQ(added.number("meta.count"), 1);
  EXPECT_EQ(added.at("data[0].start_time"), "2027-01-11T13:00:00Z");
  EXPECT_EQ(added.at("data[0].super_event"), series.at("id"));
  EXPECT_EQ(world.call_as(token, "POST", more, R"({"start_date": "2026-12-21"})").status, 400);
  EXPECT_EQ(world
                .call_as(world.token("Mikseri"), "POST", more,
                         R"({"start_date": "2027-02-01", "recurrence": "FREQ=WEEKLY;COUNT=1"})")
                .status,
            404);
}

}  // namespace
