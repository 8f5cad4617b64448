#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

// Interpreters for several dates, in the JSON interface.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;

struct SeriesBookingsApi : testing::Test {
  Answer post(const std::string& path, const std::string& body = {}) {
    return world.call_as(organiser, "POST", "/api/v1/" + path, body);
  }
  Answer get(const std::string& path) { return world.call_as(organiser, "GET", "/api/v1/" + path); }
  std::string interpreter() {
    return post("interpreters", R"({"name": "Tulkki", "phone": "040 555 0199", "languages": ["ar"]})").at("id");
  }

  ApiWorld world;
  std::string organiser = world.token();
  std::vector<domain::Event> dates = world.weekly(world.details("2026-12-01T15:00"), 3).events;
  std::string series = "series/" + std::to_string(dates[0].super_event->value);
};

TEST_F(SeriesBookingsApi, one_call_asks_for_all_dates_and_says_what_it_left_out) {
  const std::string who = interpreter();
  const std::string other =
      "events/" + std::to_string(world.event("2026-12-08T16:00").id.value) + "/interpreter-bookings";
  const std::string taken = post(other, R"({"language": "ar"})").at("id");
  post("interpreter-bookings/" + taken + "/offer", R"({"interpreter": )" + who + "}");
  post("interpreter-bookings/" + taken + "/confirm");
  const Answer free = get(series + "/interpreter-availability?language=ar&interpreter=" + who);
  EXPECT_EQ(free.number("meta.count"), 3);
  EXPECT_EQ(free.at("data[0].obstacle"), "");
  EXPECT_EQ(free.at("data[1].obstacle"), "busy");
  const Answer made = post(series + "/interpreter-bookings",
                           R"({"language": "ar", "interpreter": )" + who + R"(, "topic": "Työnhaku"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("booked[0].status"), "offered");
  EXPECT_EQ(made.at("booked[1].event"), std::to_string(dates[2].id.value));
  EXPECT_EQ(made.at("left_out[0].obstacle"), "busy");
  EXPECT_EQ(get(series + "/interpreter-bookings").number("meta.count"), 2);
  const Answer again = post(series + "/interpreter-bookings", R"({"language": "ar", "interpreter": )" + who + "}");
  EXPECT_EQ(again.at("code"), "no_date_free");
}

TEST_F(SeriesBookingsApi, chosen_dates_alone_are_asked_for_and_answered_for_together) {
  const std::string who = interpreter();
  const std::string events = "[" + std::to_string(dates[0].id.value) + "," + std::to_string(dates[2].id.value) + "]";
  const Answer made = post(series + "/interpreter-bookings", R"({"language": "ar", "mode": "phone", "interpreter": )" +
                                                                 who + R"(, "events": )" + events + "}");
  ASSERT_EQ(made.status, 201) << made.text;
  const std::string step = series + "/interpreter-bookings/";
  EXPECT_EQ(post(step + "confirm", R"({"interpreter": )" + who + "}").number("meta.count"), 2);
  EXPECT_EQ(post(step + "decline", R"({"interpreter": )" + who + "}").at("code"), "booking_state");
  EXPECT_EQ(post(step + "cancel", R"({"interpreter": )" + who + "}").at("data[1].status"), "cancelled_free");
  EXPECT_EQ(get(series + "/interpreter-availability?language=ar&mode=phone&interpreter=" + who).at("data[0].obstacle"),
            "");
}

TEST_F(SeriesBookingsApi, a_step_with_a_language_leaves_the_bookings_in_another_alone) {
  const std::string who =
      post("interpreters", R"({"name": "Tulkki", "phone": "040 555 0199", "languages": ["ar", "so"]})").at("id");
  const auto ask = [&](const char* language, const domain::Event& date) {
    return post(series + "/interpreter-bookings", R"({"language": ")" + std::string(language) +
                                                      R"(", "interpreter": )" + who + R"(, "events": [)" +
                                                      std::to_string(date.id.value) + "]}");
  };
  ASSERT_EQ(ask("ar", dates[0]).status, 201);
  ASSERT_EQ(ask("so", dates[1]).status, 201);
  const Answer changed =
      post(series + "/interpreter-bookings/cancel", R"({"interpreter": )" + who + R"(, "language": "ar"})");
  EXPECT_EQ(changed.number("meta.count"), 1) << changed.text;
  const Answer all = get(series + "/interpreter-bookings");
  EXPECT_EQ(all.at("data[0].status"), "cancelled_free");
  EXPECT_EQ(all.at("data[1].status"), "offered");
  EXPECT_EQ(post(series + "/interpreter-bookings/cancel", R"({"interpreter": )" + who + R"(, "language": 7})").errors(),
            Lines{"language text"});
}

TEST_F(SeriesBookingsApi, a_list_without_a_date_asks_nobody) {
  const std::string wish = R"({"language": "ar", "interpreter": )" + interpreter() + R"(, "events": [])";
  EXPECT_EQ(post(series + "/interpreter-bookings", wish + "}").errors(), Lines{"events required"});
  EXPECT_EQ(get(series + "/interpreter-bookings").number("meta.count"), 0);
}

TEST_F(SeriesBookingsApi, what_is_wrong_is_told_by_its_field) {
  EXPECT_EQ(post(series + "/interpreter-bookings", R"({"mode": "telepathy", "events": ["x"], "y": 1})").errors(),
            (Lines{"language required", "mode unknown_value", "events[0] unknown_date", "y unknown_field"}));
  EXPECT_EQ(post(series + "/interpreter-bookings", R"({"language": "ar", "wished_gender": "x"})").errors(),
            Lines{"wished_gender unknown_value"});
  EXPECT_EQ(get(series + "/interpreter-availability").errors(), Lines{"language required"});
  EXPECT_EQ(get(series + "/interpreter-availability?language=ar&interpreter=x").errors(),
            Lines{"interpreter out_of_range"});
  EXPECT_EQ(post("series/4711/interpreter-bookings", R"({"language": "ar"})").status, 404);
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "GET", "/api/v1/" + series + "/interpreter-bookings").status, 403);
}

}  // namespace
