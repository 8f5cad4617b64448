#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;

struct InterpretersApi : testing::Test {
  Answer post(const std::string& path, const std::string& body = {}) {
    return world.call_as(organiser, "POST", "/api/v1/" + path, body);
  }
  std::string interpreter(const std::string& languages = R"(["ar"])") {
    const Answer made =
        post("interpreters", R"({"name": "Tulkki", "phone": "040 555 0199", "languages": )" + languages + "}");
    EXPECT_EQ(made.status, 201) << made.text;
    return made.at("id");
  }
  std::string booking(const domain::Event& event) {
    return post("events/" + std::to_string(event.id.value) + "/interpreter-bookings", R"({"language": "ar"})").at("id");
  }
  Answer step(const std::string& id, const std::string& verb, const std::string& body = {}) {
    return post("interpreter-bookings/" + id + "/" + verb, body);
  }

  ApiWorld world;
  std::string organiser = world.token();
};

TEST_F(InterpretersApi, a_new_interpreter_gets_a_private_calendar_told_once) {
  const Answer made = post("interpreters", R"({"name": "Tulkki", "agency": "Tulkkikeskus", "email": "t@example.org",
    "message_language": "ar", "languages": ["en", {"language": "ar", "dialect": "Sudanese"}]})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_TRUE(made.at("calendar_url").starts_with("https://kutsu.example.org/calendar/"));
  EXPECT_EQ(made.at("languages"), R"([{"language":"en"},{"language":"ar","dialect":"Sudanese"}])");
  const Answer list = world.call_as(organiser, "GET", "/api/v1/interpreters");
  EXPECT_EQ(list.number("meta.count"), 1);
  EXPECT_EQ(list.at("data[0].agency"), "Tulkkikeskus");
  EXPECT_EQ(list.at("data[0].calendar_url"), "");
  const Answer renewed = post("interpreters/" + made.at("id") + "/renew-calendar");
  EXPECT_EQ(renewed.status, 200);
  EXPECT_NE(renewed.at("calendar_url"), made.at("calendar_url"));
}

TEST_F(InterpretersApi, who_is_retired_is_off_the_list_and_gets_no_offers) {
  const std::string id = interpreter();
  const domain::Event event = world.event("2026-12-07T15:00");
  const std::string booked = booking(event);
  EXPECT_EQ(step(booked, "offer", R"({"interpreter": )" + id + "}").status, 200);
  EXPECT_EQ(post("interpreters/" + id + "/retire").at("code"), "interpreter_booked");
  EXPECT_EQ(step(booked, "cancel").status, 200);
  EXPECT_EQ(post("interpreters/" + id + "/retire").status, 204);
  EXPECT_EQ(post("interpreters/" + id + "/retire").status, 204);
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/interpreters").number("meta.count"), 0);
  EXPECT_EQ(step(booking(event), "offer", R"({"interpreter": )" + id + "}").status, 404);
  EXPECT_EQ(post("interpreters/4711/retire").status, 404);
}

TEST_F(InterpretersApi, interpreters_are_for_those_who_book_them) {
  EXPECT_EQ(world.call("GET", "/api/v1/interpreters").status, 401);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::door), "GET", "/api/v1/interpreters").status, 403);
}

TEST_F(InterpretersApi, a_bad_interpreter_is_told_what_is_wrong) {
  EXPECT_EQ(post("interpreters", "{}").errors(), (Lines{"name required", "languages required"}));
  EXPECT_EQ(post("interpreters", R"({"name": "A", "languages": ["ar"]})").errors(), Lines{"phone phone_or_email"});
  EXPECT_EQ(
      post("interpreters", R"({"name": "A", "phone": "1", "languages": [1, {"dialect": "x"}, "zzzz!"], "rate": 5})")
          .errors(),
      (Lines{"phone phone", "languages[0] text", "languages[1].language required", "languages[2] language",
             "rate unknown_field"}));
}

TEST_F(InterpretersApi, a_booking_goes_from_requested_to_delivered) {
  const domain::Event event = world.event("2026-12-07T15:00");
  const std::string events = "events/" + std::to_string(event.id.value) + "/interpreter-bookings";
  const Answer made =
      post(events, R"({"language": "ar", "dialect": "Sudanese", "mode": "phone", "wished_gender": "female",
    "start_time": "2026-12-07T15:30", "topic": "Verokortti", "contact_person": "Mimosan aula", "materials": "Esite"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("status"), "requested");
  EXPECT_EQ(made.at("mode"), "phone");
  EXPECT_EQ(made.at("start_time"), "2026-12-07T13:30:00Z");
  EXPECT_EQ(made.at("end_time"), "2026-12-07T15:00:00Z");
  const std::string id = made.at("id");
  const std::string who = interpreter();
  EXPECT_EQ(step(id, "confirm").at("code"), "booking_state");
  EXPECT_EQ(step(id, "offer").errors(), Lines{"interpreter required"});
  EXPECT_EQ(step(id, "offer", R"({"interpreter": )" + who + "}").at("status"), "offered");
  EXPECT_EQ(step(id, "decline").at("status"), "declined");
  EXPECT_EQ(step(id, "offer").at("interpreter"), who);
  EXPECT_EQ(step(id, "confirm").at("status"), "confirmed");
  EXPECT_EQ(step(id, "deliver").status, 409);
  world.clock.set(world.local("2026-12-07T18:00"));
  EXPECT_EQ(step(id, "deliver").at("status"), "delivered");
  EXPECT_EQ(step(id, "cancel").at("code"), "booking_state");
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/" + events).at("data[0].status"), "delivered");
}

TEST_F(InterpretersApi, one_interpreter_is_not_booked_twice_at_one_time) {
  const std::string who = interpreter();
  const std::string first = booking(world.event("2026-12-07T15:00"));
  const std::string second = booking(world.event("2026-12-07T16:00"));
  for (const std::string& id : {first, second}) {
    EXPECT_EQ(step(id, "offer", R"({"interpreter": )" + who + "}").status, 200);
  }
  EXPECT_EQ(step(first, "confirm").status, 200);
  const Answer clash = step(second, "confirm");
  EXPECT_EQ(clash.status, 409);
  EXPECT_EQ(clash.at("code"), "interpreter_busy");
}

TEST_F(InterpretersApi, a_cancellation_is_free_until_the_afternoon_before) {
  const std::string who = interpreter();
  const std::string free = booking(world.event("2026-12-07T15:00"));
  const std::string billed = booking(world.event("2026-12-08T15:00"));
  for (const std::string& id : {free, billed}) {
    step(id, "offer", R"({"interpreter": )" + who + "}");
    step(id, "confirm");
  }
  world.clock.set(world.local("2026-12-06T14:59"));
  EXPECT_EQ(step(free, "cancel").at("status"), "cancelled_free");
  world.clock.set(world.local("2026-12-07T15:01"));
  EXPECT_EQ(step(billed, "cancel").at("status"), "cancelled_billed");
}

TEST_F(InterpretersApi, bad_bookings_are_told_what_is_wrong) {
  const domain::Event event = world.event("2026-12-07T15:00");
  const std::string events = "events/" + std::to_string(event.id.value) + "/interpreter-bookings";
  EXPECT_EQ(post(events,
                 R"({"mode": "telepathy", "wished_gender": "other", "start_time": "15:00", "interpreter": -1, "x": 1})")
                .errors(),
            (Lines{"language required", "mode unknown_value", "wished_gender unknown_value", "start_time date_time",
                   "interpreter out_of_range", "x unknown_field"}));
  EXPECT_EQ(post(events, R"({"language": "ar", "start_time": "2026-12-09T15:00"})").errors(),
            Lines{"end_time end_before_start"});
  EXPECT_EQ(post(events, R"({"language": "ar", "interpreter": 12345})").errors(),
            Lines{"interpreter unknown_interpreter"});
  const std::string id = booking(event);
  const std::string other = interpreter(R"(["so"])");
  EXPECT_EQ(step(id, "offer", R"({"interpreter": )" + other + "}").errors(), Lines{"interpreter interpreter_language"});
  EXPECT_EQ(step(id, "confirm", R"({"force": true})").errors(), Lines{"force unknown_field"});
  EXPECT_EQ(step("987654", "confirm").status, 404);
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "POST", "/api/v1/" + events, R"({"language": "ar"})").status, 403);
}

}  // namespace
