#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;

const std::string hall = R"({"name": "Sali 2", "street_address": "Porrassalmenkatu 1", "municipality": "Mikkeli",
  "capacity": 30, "directions": {"fi": "Toinen kerros", "ar": "الطابق الثاني"}, "step_free": "yes"})";

struct RoomsApi : testing::Test {
  Answer post(const std::string& path, const std::string& body) {
    return world.call_as(organiser, "POST", "/api/v1/" + path, body);
  }
  std::string room() { return post("rooms", hall).at("id"); }
  Answer event_in(const std::string& room, const std::string& start, const std::string& publication = "public") {
    return post("events", fixtures::event_body({{"location", R"({"room": )" + room + "}"},
                                                {"start_time", "\"" + start + ":00\""},
                                                {"end_time", "\"" + start.substr(0, 13) + ":59:00\""},
                                                {"publication_status", "\"" + publication + "\""}}));
  }

  ApiWorld world;
  std::string organiser = world.token();
  std::string other = world.token("Valma");
};

TEST_F(RoomsApi, a_room_is_kept_as_it_was_sent_and_listed_to_every_organisation) {
  const Answer made = post("rooms", hall);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.header("ETag"), "\"1\"");
  EXPECT_EQ(made.at("induction_loop"), "unknown");
  EXPECT_EQ(made.at("retired"), "false");
  const Answer list = world.call_as(other, "GET", "/api/v1/rooms");
  EXPECT_EQ(list.number("meta.count"), 1);
  EXPECT_EQ(list.at("data[0].directions"), R"({"ar":"الطابق الثاني","fi":"Toinen kerros"})");
  EXPECT_EQ(list.number("data[0].capacity"), 30);
  EXPECT_EQ(list.at("data[0].organisation"), made.at("organisation"));
}

TEST_F(RoomsApi, what_is_wrong_with_a_room_is_told_by_its_members) {
  EXPECT_EQ(post("rooms", R"({"capacity": 0, "step_free": "maybe", "colour": "red", "version": 3})").errors(),
            (Lines{"name required", "municipality required", "capacity out_of_range", "step_free unknown_value",
                   "version read_only", "colour unknown_field"}));
  static_cast<void>(room());
  const Answer again = post("rooms", hall);
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.errors(), Lines{"name room_exists"});
}

TEST_F(RoomsApi, a_change_is_a_merge_patch_by_the_owner_that_its_events_follow) {
  const std::string id = room();
  const Answer event = event_in(id, "2026-12-01T15:00");
  ASSERT_EQ(event.status, 201) << event.text;
  EXPECT_EQ(event.at("location"), R"({"name":"Sali 2","street_address":"Porrassalmenkatu 1","municipality":"Mikkeli",)"
                                  R"("room":)" +
                                      id + "}");
  const std::string patch = R"({"name": "Juhlasali", "capacity": null, "directions": {"ar": null}})";
  EXPECT_EQ(world.call_as(other, "PATCH", "/api/v1/rooms/" + id, patch).status, 403);
  EXPECT_EQ(world.call_as(organiser, "PATCH", "/api/v1/rooms/" + id, patch, {{"If-Match", "\"9\""}}).status, 412);
  const Answer changed = world.call_as(organiser, "PATCH", "/api/v1/rooms/" + id, patch, {{"If-Match", "\"1\""}});
  EXPECT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("directions"), R"({"fi":"Toinen kerros"})");
  EXPECT_EQ(changed.at("capacity"), "");
  EXPECT_EQ(changed.at("street_address"), "Porrassalmenkatu 1");
  EXPECT_EQ(world.call("GET", "/api/v1/events/" + event.at("id")).at("location.name"), "Juhlasali");
  EXPECT_EQ(world.call_as(organiser, "PATCH", "/api/v1/rooms/4711", patch).status, 404);
}

TEST_F(RoomsApi, a_place_in_words_takes_an_event_out_of_its_room_and_a_room_takes_it_off_the_web) {
  const std::string id = room();
  const std::string path = "/api/v1/events/" + event_in(id, "2026-12-01T15:00").at("id");
  const auto patch = [&](const std::string& location) {
    return world.call_as(organiser, "PATCH", path, R"({"location": )" + location + "}");
  };
  EXPECT_EQ(patch(R"({"name": "Puisto", "street_address": ""})").at("location"),
            R"({"name":"Puisto","street_address":"","municipality":"Mikkeli"})");
  EXPECT_EQ(patch(R"({"online_url": "https://example.org/kokous"})").at("location.online_url"),
            "https://example.org/kokous");
  EXPECT_EQ(patch(R"({"room": )" + id + "}").at("location.name"), "Sali 2");
  EXPECT_EQ(patch(R"({"room": )" + id + R"(, "online_url": "https://example.org/kokous"})").errors(),
            Lines{"location.online_url room_and_online"});
  EXPECT_EQ(patch(R"({"room": 4711})").errors(), Lines{"location.room unknown_room"});
  // What was read may be sent back.
  EXPECT_EQ(patch(world.call_as(organiser, "GET", path).at("location")).at("location.room"), id);
}

TEST_F(RoomsApi, a_taken_room_is_409_and_names_the_event_where_it_may_be_known) {
  const std::string id = room();
  const Answer first = event_in(id, "2026-12-01T15:00", "draft");
  const Answer second = event_in(id, "2026-12-01T15:00");
  EXPECT_EQ(second.status, 409);
  EXPECT_EQ(second.at("code"), "room_taken");
  EXPECT_EQ(second.at("errors[0].field"), "location.room");
  EXPECT_EQ(second.at("errors[0].event"), first.at("id"));
  const std::string body = fixtures::event_body({{"location", R"({"room": )" + id + "}"},
                                                 {"start_time", R"("2026-12-01T15:30:00")"},
                                                 {"end_time", R"("2026-12-01T16:30:00")"}});
  const Answer hidden = world.call_as(other, "POST", "/api/v1/events", body);
  EXPECT_EQ(hidden.status, 409);
  EXPECT_EQ(hidden.at("errors[0].event"), "");
}

TEST_F(RoomsApi, conflicts_of_a_stored_event_and_of_one_that_is_not_are_told_alike) {
  const std::string id = room();
  const Answer first = event_in(id, "2026-12-01T15:00");
  const std::string planned = fixtures::event_body({{"location", R"({"room": )" + id + "}"},
                                                    {"maximum_attendee_capacity", "31"},
                                                    {"start_time", R"("2026-12-01T15:30:00")"},
                                                    {"end_time", R"("2026-12-01T16:30:00")"}});
  const Answer met = post("conflicts", planned);
  ASSERT_EQ(met.status, 200) << met.text;
  EXPECT_EQ(met.at("data[0].kind"), "room_taken");
  EXPECT_EQ(met.at("data[0].hard"), "true");
  EXPECT_EQ(met.at("data[0].event.id"), first.at("id"));
  EXPECT_EQ(met.at("data[1].kind"), "room_too_small");
  EXPECT_EQ(met.number("data[1].room_capacity"), 30);
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 1);  // nothing was stored
  const Answer alone = world.call_as(organiser, "GET", "/api/v1/events/" + first.at("id") + "/conflicts");
  EXPECT_EQ(alone.number("meta.count"), 0) << alone.text;
}

TEST_F(RoomsApi, a_place_in_words_that_may_be_a_room_is_told_with_that_room) {
  const std::string id = room();
  const std::string name = world.call_as(organiser, "GET", "/api/v1/rooms").at("data[0].name");
  const Answer met = post("conflicts", fixtures::event_body({{"location", R"({"name": ")" + name + R"("})"}}));
  EXPECT_EQ(met.number("meta.count"), 1) << met.text;
  EXPECT_EQ(met.at("data[0].kind"), "known_room");
  EXPECT_EQ(met.at("data[0].hard"), "false");
  EXPECT_EQ(met.at("data[0].room.id"), id);
  EXPECT_EQ(met.at("data[0].room.name"), name);
  const Answer chosen = post("conflicts", fixtures::event_body({{"location", R"({"room": )" + id + "}"}}));
  EXPECT_EQ(chosen.number("meta.count"), 0) << chosen.text;
}

TEST_F(RoomsApi, what_an_event_meets_is_told_to_who_may_edit_it) {
  const std::string path = "/api/v1/events/" + event_in(room(), "2026-12-01T15:00").at("id") + "/conflicts";
  EXPECT_EQ(world.call_as(organiser, "GET", path).status, 200);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::partner), "GET", path).status, 200);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::viewer), "GET", path).status, 403);
  EXPECT_EQ(world.call_as(other, "GET", path).status, 403);
}

TEST_F(RoomsApi, a_change_to_an_event_is_tried_without_meeting_itself) {
  const Answer first = event_in(room(), "2026-12-01T15:00");
  const std::string moved = fixtures::event_body({{"event", first.at("id")},
                                                  {"location", first.at("location")},
                                                  {"start_time", R"("2026-12-01T15:30:00")"},
                                                  {"end_time", R"("2026-12-01T16:30:00")"}});
  const Answer met = post("conflicts", moved);
  EXPECT_EQ(met.status, 200) << met.text;
  EXPECT_EQ(met.number("meta.count"), 0) << met.text;
  EXPECT_EQ(world.call_as(other, "POST", "/api/v1/conflicts", moved).status, 403);
}

TEST_F(RoomsApi, a_public_holiday_is_advice) {
  const Answer met = post("conflicts", fixtures::event_body({{"start_time", R"("2026-12-06T15:00:00")"},
                                                             {"end_time", R"("2026-12-06T16:00:00")"}}));
  EXPECT_EQ(met.at("data[0].kind"), "public_holiday");
  EXPECT_EQ(met.at("data[0].holiday"), "independence_day");
  EXPECT_EQ(met.at("data[0].hard"), "false");
}

}  // namespace
