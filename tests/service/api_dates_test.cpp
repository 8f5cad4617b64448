#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

// Registering for several dates of a series at once.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::registration_body;
using Lines = std::vector<std::string>;

struct DatesApi : testing::Test {
  void make_series(const std::string& status = "public") {
    const Answer made = world.call_as(organiser, "POST", "/api/v1/series",
                                      fixtures::event_body({{"recurrence", R"("FREQ=WEEKLY;COUNT=3")"},
                                                            {"maximum_attendee_capacity", "2"},
                                                            {"publication_status", '"' + status + '"'}}));
    series = "/api/v1/series/" + made.at("id");
    dates.clear();
    for (int i = 0; i < 3; ++i) dates.push_back(made.at("events[" + std::to_string(i) + "].id"));
  }
  Answer post(const std::string& events = {}, int persons = 1, fixtures::Headers headers = {}) {
    std::string body = registration_body(persons);
    if (!events.empty()) body = body.substr(0, body.size() - 1) + ", \"events\": " + events + "}";
    return world.call("POST", series + "/registrations", body, std::move(headers));
  }
  void fill(const std::string& date) {
    EXPECT_EQ(world.call("POST", "/api/v1/events/" + date + "/registrations", registration_body(2)).status, 201);
  }
  static std::string link(const Answer& answer, int date) {
    return "/api/v1/registrations/" + answer.at("data[" + std::to_string(date) + "].manage_token");
  }

  ApiWorld world;
  std::string organiser = world.token();
  std::string series;
  std::vector<std::string> dates;
};

TEST_F(DatesApi, a_whole_series_is_registered_for_with_a_link_for_each_date) {
  make_series();
  const Answer made = post();
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.header("Cache-Control"), "no-store");
  for (int i = 0; i < 3; ++i) {
    const std::string at = "data[" + std::to_string(i) + "].";
    EXPECT_EQ(made.at(at + "event"), dates[static_cast<std::size_t>(i)]);
    EXPECT_EQ(made.at(at + "status"), "confirmed");
    EXPECT_EQ(world.call("GET", link(made, i)).at("event.id"), dates[static_cast<std::size_t>(i)]);
  }
}

TEST_F(DatesApi, a_date_that_is_full_is_told_and_does_not_keep_the_others) {
  make_series();
  fill(dates[1]);
  const Answer all = post("[" + dates[0] + ", " + dates[1] + "]");
  ASSERT_EQ(all.status, 201) << all.text;
  EXPECT_EQ(all.at("data[0].status"), "confirmed");
  EXPECT_EQ(all.at("data[1]"), R"({"event":)" + dates[1] + R"(,"refusal":"full"})");
  EXPECT_EQ(all.at("data[2]"), "");
  const Answer open = post();
  EXPECT_EQ(open.at("data[0].event"), dates[0]);
  EXPECT_EQ(open.at("data[1].event"), dates[2]);
  EXPECT_EQ(open.at("data[2]"), "");
}

TEST_F(DatesApi, of_a_long_series_the_first_sixty_dates_are_taken) {
  const Answer made = world.call_as(
      organiser, "POST", "/api/v1/series",
      fixtures::event_body({{"recurrence", R"("FREQ=WEEKLY;COUNT=65")"}, {"publication_status", R"("public")"}}));
  ASSERT_EQ(made.status, 201) << made.text;
  series = "/api/v1/series/" + made.at("id");
  const Answer all = post();
  ASSERT_EQ(all.status, 201) << all.text;
  EXPECT_EQ(all.at("data[0].event"), made.at("events[0].id"));
  EXPECT_EQ(all.at("data[59].event"), made.at("events[59].id"));
  EXPECT_EQ(all.at("data[60]"), "");
}

TEST_F(DatesApi, where_no_date_can_be_had_the_answer_says_why) {
  make_series();
  for (const std::string& date : dates) fill(date);
  EXPECT_EQ(post().at("code"), "full");
  EXPECT_EQ(post("[" + dates[2] + "]").at("code"), "full");
  world.clock.set(world.local("2027-01-01T12:00"));
  EXPECT_EQ(post().at("code"), "closed");
}

TEST_F(DatesApi, the_party_sees_its_other_dates_and_cancels_one_or_all) {
  make_series();
  const Answer made = post();
  const Answer first = world.call("GET", link(made, 0));
  EXPECT_EQ(first.at("party[0].event.id"), dates[1]);
  EXPECT_EQ(first.at("party[1].event.id"), dates[2]);
  EXPECT_EQ(first.at("party[2]"), "");
  EXPECT_EQ(first.at("party[0].manage_token"), made.at("data[1].manage_token"));
  EXPECT_EQ(world.call("DELETE", link(made, 1)).at("status"), "cancelled");
  EXPECT_EQ(world.call("GET", link(made, 0)).at("party[0].status"), "cancelled");
  EXPECT_EQ(world.call("POST", link(made, 2) + "/cancel-all").at("cancelled"), "2");
  EXPECT_EQ(world.call("GET", link(made, 0)).at("status"), "cancelled");
  EXPECT_EQ(world.call("POST", link(made, 2) + "/cancel-all").at("cancelled"), "0");
}

TEST_F(DatesApi, the_same_key_registers_once) {
  make_series();
  const Answer first = post({}, 1, {{"Idempotency-Key", "key-1"}});
  const Answer again = post({}, 1, {{"Idempotency-Key", "key-1"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(world.call("GET", "/api/v1/events/" + dates[0]).at("remaining_attendee_capacity"), "1");
  EXPECT_EQ(post({}, 2, {{"Idempotency-Key", "key-1"}}).at("code"), "idempotency_key_reused");
}

TEST_F(DatesApi, only_dates_of_the_series_are_taken) {
  make_series();
  const std::string foreign = std::to_string(world.event("2026-12-07T15:00").id.value);
  EXPECT_EQ(post("[" + dates[0] + ", " + foreign + "]").errors(), Lines{"events events"});
  EXPECT_EQ(post("[" + dates[0] + ", " + dates[0] + "]").errors(), Lines{"events events"});
  EXPECT_EQ(post("[]").errors(), Lines{"events events"});
  EXPECT_EQ(post(R"(["x"])").errors(), Lines{"events[0] number"});
  EXPECT_EQ(world.call("POST", "/api/v1/series/999999/registrations", registration_body()).status, 404);
}

TEST_F(DatesApi, unlisted_dates_are_for_who_knows_them_and_drafts_for_nobody) {
  make_series("unlisted");
  EXPECT_EQ(post().status, 404);
  EXPECT_EQ(post("[" + dates[0] + "]").status, 201);
  make_series("draft");
  EXPECT_EQ(post().status, 404);
  EXPECT_EQ(post("[" + dates[0] + "]").status, 404);
}

TEST_F(DatesApi, the_same_key_is_answered_with_the_refused_dates_as_well) {
  make_series();
  fill(dates[1]);
  const std::string asked = "[" + dates[0] + ", " + dates[1] + "]";
  const Answer first = post(asked, 1, {{"Idempotency-Key", "k"}});
  const Answer again = post(asked, 1, {{"Idempotency-Key", "k"}});
  ASSERT_EQ(again.status, 201) << again.text;
  EXPECT_EQ(again.at("data[1]"), R"({"event":)" + dates[1] + R"(,"refusal":"full"})");
  EXPECT_EQ(again.text, first.text);
}

TEST_F(DatesApi, the_whole_series_asked_for_again_is_answered_as_before_though_no_date_is_open_any_more) {
  make_series();
  const Answer first = post({}, 2, {{"Idempotency-Key", "k"}});
  ASSERT_EQ(first.status, 201) << first.text;
  EXPECT_EQ(post({}, 2, {{"Idempotency-Key", "k"}}).text, first.text);
  EXPECT_EQ(post({}, 2, {{"Idempotency-Key", "other"}}).at("code"), "full");
}

TEST_F(DatesApi, a_new_phone_holds_for_all_dates_unless_it_is_for_one) {
  make_series();
  const Answer made = post();
  const auto phone_of = [&](int date) { return world.call("GET", link(made, date)).at("contact.phone"); };
  EXPECT_EQ(world.call("PATCH", link(made, 1), R"({"contact": {"phone": "040 555 0177"}})").status, 200);
  for (const int date : {0, 1, 2}) EXPECT_EQ(phone_of(date), "+358405550177");
  EXPECT_EQ(world.call("PATCH", link(made, 2), R"({"contact": {"phone": "040 555 0178"}, "all_dates": false})").status,
            200);
  EXPECT_EQ(phone_of(1), "+358405550177");
  EXPECT_EQ(phone_of(2), "+358405550178");
}

}  // namespace
