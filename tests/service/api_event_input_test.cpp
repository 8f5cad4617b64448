#include <gtest/gtest.h>

#include <random>

#include "tests/service/api_world.hpp"

// What each kind of bad or doubtful input becomes.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::event_body;
using Lines = std::vector<std::string>;

struct EventInput : testing::Test {
  Answer post(const std::string& body, fixtures::Headers headers = {}) {
    return world.call_as(organiser, "POST", "/api/v1/events", body, std::move(headers));
  }
  Lines errors(const std::vector<std::pair<std::string, std::string>>& members) {
    return post(event_body(members)).errors();
  }
  std::string start(const std::string& text, const std::string& zone = "Europe/Helsinki") {
    const Answer made = post(event_body(
        {{"start_time", '"' + text + '"'}, {"end_time", "\"2027-01-01T00:00:00Z\""}, {"time_zone", '"' + zone + '"'}}));
    if (made.status == 201) return made.at("start_time");
    // Too long an event is not what is asked here.
    return made.at("errors[0].field") + " " + made.at("errors[0].code");
  }

  ApiWorld world;
  std::string organiser = world.token();
};

TEST_F(EventInput, everything_that_is_wrong_is_told_at_once) {
  const Answer answer =
      post(R"({"kind": "party", "name": {"fi": 7, "no such tag": "x"}, "start_time": "2026-02-30T10:00:00Z",
    "time_zone": "Europe/Atlantis", "location": {"name": "A\u0000B", "floor": 6}, "keywords": ["gardening", 3],
    "in_language": ["fi", "x"], "maximum_attendee_capacity": -1, "waiting_list_capacity": "ten",
    "childcare_capacity": 1e400000, "reminders": [{"channel": "pigeon", "minutes_before": 0}, 1], "price": 5})");
  // The number alone makes it no JSON that could be read further.
  EXPECT_EQ(answer.errors(), Lines{" number_range"});
  const Answer rest =
      post(R"({"kind": "party", "name": {"fi": 7, "no such tag": "x"}, "start_time": "2026-02-30T10:00:00Z",
    "time_zone": "Europe/Atlantis", "location": {"name": "A\u0000B", "floor": 6}, "keywords": ["gardening", 3],
    "in_language": ["fi", "x"], "maximum_attendee_capacity": -1, "waiting_list_capacity": "ten",
    "childcare_capacity": 1e40, "reminders": [{"channel": "pigeon", "minutes_before": 0}, 1], "price": 5})");
  EXPECT_EQ(rest.status, 400);
  EXPECT_EQ(rest.errors(),
            (Lines{"end_time required", "kind unknown_value", "name.fi text", "name.no such tag language",
                   "start_time date_time", "location.name control_character", "location.floor unknown_field",
                   "in_language[1] language", "keywords[0] unknown_value", "keywords[1] text",
                   "reminders[0].channel unknown_value", "reminders[0].minutes_before out_of_range",
                   "reminders[1] object", "maximum_attendee_capacity out_of_range", "waiting_list_capacity number",
                   "childcare_capacity out_of_range", "price unknown_field", "time_zone unknown_time_zone"}));
}

TEST_F(EventInput, an_empty_body_an_empty_object_and_something_else_say_what_they_lack) {
  EXPECT_EQ(post("").errors(), Lines{" empty_body"});
  EXPECT_EQ(post("{}").errors(),
            (Lines{"name required", "start_time required", "end_time required", "location.name required"}));
  EXPECT_EQ(post("[]").errors(), Lines{" object"});
  EXPECT_EQ(post("7").errors(), Lines{" object"});
}

TEST_F(EventInput, a_body_that_is_not_json_is_an_unsupported_media_type) {
  for (const char* type : {"text/plain", "application/x-www-form-urlencoded", "application/xml", ""}) {
    const Answer answer = post(event_body(), {{"Content-Type", type}});
    EXPECT_EQ(answer.status, 415) << type;
    EXPECT_EQ(answer.at("code"), "unsupported_media_type");
  }
  EXPECT_EQ(post(event_body(), {{"Content-Type", "Application/JSON; charset=utf-8"}}).status, 201);
}

TEST_F(EventInput, broken_text_is_refused) {
  EXPECT_EQ(errors({{"name", "{\"fi\": \"\xE4\"}"}}), Lines{" encoding"});
  EXPECT_EQ(errors({{"name", R"({"fi": "a\u0000b"})"}}), Lines{"name.fi control_character"});
  EXPECT_EQ(errors({{"name", R"({"fi": "a\ud800b"})"}}), Lines{" json"});
  EXPECT_EQ(errors({{"name", "{\"fi\": \"" + std::string(201, 'x') + "\"}"}}), Lines{"name.fi too_long"});
  EXPECT_EQ(errors({{"name", R"({"fi": "  "})"}}), Lines{"name required"});
  EXPECT_EQ(errors({{"name", R"({"fi": "a", "FI": "b"})"}}), Lines{"name.FI duplicate_field"});
  EXPECT_EQ(errors({{"name", R"("Työnhakuinfo")"}}), Lines{"name object"});
}

TEST_F(EventInput, what_is_answered_is_not_asked_for) {
  EXPECT_EQ(errors({{"id", "1"}, {"version", "1"}, {"event_status", "\"EventCancelled\""}, {"super_event", "1"}}),
            (Lines{"id read_only", "version read_only", "event_status read_only", "super_event read_only"}));
}

TEST_F(EventInput, numbers_are_whole_and_within_bounds) {
  for (const char* value : {"-1", "100001", "1.5", "1e30", "-0.5", "9223372036854775808"}) {
    EXPECT_EQ(errors({{"maximum_attendee_capacity", value}}), Lines{"maximum_attendee_capacity out_of_range"}) << value;
  }
  for (const char* value : {"\"5\"", "true", "[]"}) {
    EXPECT_EQ(errors({{"maximum_attendee_capacity", value}}), Lines{"maximum_attendee_capacity number"}) << value;
  }
  EXPECT_EQ(errors({{"maximum_attendee_capacity", "0"}}), Lines{});
  EXPECT_EQ(errors({{"maximum_attendee_capacity", "null"}}), Lines{});
}

TEST_F(EventInput, times_have_an_offset_or_are_local_to_the_events_zone) {
  EXPECT_EQ(start("2026-12-07T15:00:00+02:00"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(start("2026-12-07T13:00:00Z"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(start("2026-12-07T13:00:00.750Z"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(start("2026-12-07T15:00:00"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(start("2026-12-07T15:00"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(start("2026-12-07T15:00", "Europe/Stockholm"), "2026-12-07T14:00:00Z");
}

TEST_F(EventInput, an_hour_that_occurs_twice_is_its_first_occurrence) {
  const auto at = [&](const std::string& text) {
    return post(event_body({{"start_time", '"' + text + '"'}, {"end_time", R"("2026-10-25T12:00:00Z")"}}))
        .at("start_time");
  };
  EXPECT_EQ(at("2026-10-25T03:30"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(at("2026-10-25T03:30:00+03:00"), "2026-10-25T00:30:00Z");
  EXPECT_EQ(at("2026-10-25T03:30:00+02:00"), "2026-10-25T01:30:00Z");
}

TEST_F(EventInput, an_hour_that_the_clock_change_skips_is_refused) {
  EXPECT_EQ(errors({{"start_time", R"("2026-03-29T03:30")"}, {"end_time", R"("2026-03-29T05:00")"}}),
            Lines{"start_time skipped_hour"});
  EXPECT_EQ(errors({{"start_time", R"("2026-03-29T02:30")"}, {"end_time", R"("2026-03-29T05:00")"}}), Lines{});
}

TEST_F(EventInput, dates_that_do_not_exist_are_refused) {
  for (const char* text :
       {"2026-02-30T10:00:00Z", "2026-13-01T10:00:00Z", "2026-12-07T24:00:00Z", "2026-12-07T15:60:00Z", "2026-12-07",
        "7.12.2026 15:00", "2026-12-07T15:00:00+25:00", "9999-12-31T00:00:00Z", "0000-00-00T00:00:00Z", "2026-12-07T15",
        "-2026-12-07T15:00:00Z", ""}) {
    EXPECT_EQ(start(text), "start_time date_time") << text;
  }
}

TEST_F(EventInput, rules_about_times_and_addresses_name_their_field) {
  EXPECT_EQ(errors({{"end_time", R"("2026-12-07T14:00:00+02:00")"}}), Lines{"end_time end_before_start"});
  EXPECT_EQ(errors({{"end_time", R"("2027-12-07T14:00:00+02:00")"}}), Lines{"end_time too_long_event"});
  EXPECT_EQ(errors({{"enrolment_end_time", R"("2026-12-09T14:00:00+02:00")"}}),
            Lines{"enrolment_end_time after_event"});
  EXPECT_EQ(errors({{"location", R"j({"online_url": "javascript:alert(1)"})j"}}), Lines{"location.online_url url"});
  EXPECT_EQ(errors({{"external_registration_url", R"("ftp://example.org")"}}), Lines{"external_registration_url url"});
  EXPECT_EQ(errors({{"location", R"({"municipality": "Mikkeli"})"}}), Lines{"location.name required"});
}

TEST_F(EventInput, whatever_comes_is_taken_or_refused_by_name) {
  const std::string seed = event_body({{"keywords", R"(["housing"])"},
                                       {"in_language", R"(["fi"])"},
                                       {"maximum_attendee_capacity", "5"},
                                       {"reminders", R"([{"channel": "sms", "minutes_before": 60}])"},
                                       {"organisers", R"([{"name": "Mimosa"}])"},
                                       {"time_zone", R"("Europe/Helsinki")"}});
  std::mt19937 random(20261122);
  const auto any = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  const std::vector<std::string> pieces{"null", "{}",   "[]",          "-1",    "1e9",
                                        "\"\"", "true", "\"\\u0000\"", "\"x\"", "[[]]"};
  for (int i = 0; i < 1500; ++i) {
    std::string body = seed;
    for (std::size_t times = 1 + any(2); times > 0; --times) {
      const std::size_t colon = body.find(':', any(body.size()));
      if (colon == std::string::npos) continue;
      if (any(2) == 0) {
        body.insert(colon + 1, pieces[any(pieces.size())] + ", \"other\": ");
      } else {
        body[any(body.size())] = static_cast<char>(any(256));
      }
    }
    const Answer answer = post(body);
    EXPECT_TRUE(answer.status == 201 || answer.status == 400) << answer.status << " " << body << answer.text;
    if (answer.status == 400) {
      EXPECT_FALSE(answer.errors().empty()) << body;
    }
  }
}

}  // namespace
