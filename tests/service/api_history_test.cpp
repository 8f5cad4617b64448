#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using testing::HasSubstr;
using Lines = std::vector<std::string>;

struct HistoryApi : testing::Test {
  Answer ask(const std::string& method, const std::string& path, const std::string& body = {}) {
    return world.call_as(organiser, method, "/api/v1/events/" + event + path, body);
  }
  std::string newest() { return ask("GET", "/history").at("data[0].id"); }

  ApiWorld world;
  std::string organiser = world.token();
  std::string event = world.call_as(organiser, "POST", "/api/v1/events", fixtures::event_body()).at("id");
};

TEST_F(HistoryApi, changes_are_listed_with_values_as_the_event_has_them) {
  ask("PATCH", "", R"({"start_time":"2026-12-08T15:00:00Z","end_time":"2026-12-08T17:00:00Z","name":{"en":"Jobs"}})");
  ask("POST", "/cancel", R"({"reason":{"fi":"Sairaus"}})");
  const Answer list = ask("GET", "/history");
  ASSERT_EQ(list.status, 200) << list.text;
  EXPECT_EQ(list.number("meta.count"), 3);
  EXPECT_EQ(list.at("data[0].kind"), "cancelled");
  EXPECT_EQ(list.at("data[0].fields[0].field"), "cancellation_reason");
  EXPECT_EQ(list.at("data[0].fields[0].after"), "Sairaus");
  EXPECT_EQ(list.at("data[0].fields[0].before"), "null");
  EXPECT_EQ(list.at("data[0].undoable"), "true");
  EXPECT_EQ(list.at("data[1].kind"), "edited");
  EXPECT_EQ(list.at("data[1].fields[0].field"), "name");
  EXPECT_EQ(list.at("data[1].fields[0].language"), "en");
  EXPECT_EQ(list.at("data[1].fields[1].after"), "2026-12-08T15:00:00Z");
  EXPECT_EQ(list.at("data[1].not_undoable_because"), "event_cancelled");
  EXPECT_EQ(list.at("data[2].kind"), "created");
  EXPECT_EQ(list.at("data[2].not_undoable_because"), "nothing_to_undo");
}

TEST_F(HistoryApi, a_change_is_undone_and_the_event_answered) {
  const std::string before = ask("GET", "").at("start_time");
  ask("PATCH", "", R"({"start_time":"2026-12-08T15:00:00Z","end_time":"2026-12-08T17:00:00Z"})");
  const std::string change = newest();
  const Answer undone = ask("POST", "/history/" + change + "/undo");
  ASSERT_EQ(undone.status, 200) << undone.text;
  EXPECT_EQ(undone.at("start_time"), before);
  EXPECT_FALSE(undone.header("ETag").empty());
  const Answer list = ask("GET", "/history");
  EXPECT_EQ(list.at("data[0].undoes"), change);
  EXPECT_EQ(list.at("data[1].undone_by"), list.at("data[0].id"));
  EXPECT_EQ(ask("POST", "/history/" + change + "/undo").errors(), Lines{" changed_since"});
}

TEST_F(HistoryApi, of_several_events_those_that_stay_are_named_with_what_is_in_the_way) {
  const Answer room = world.call_as(organiser, "POST", "/api/v1/rooms", R"({"name":"Sali","municipality":"Mikkeli"})");
  const std::string place = R"({"room":)" + room.at("id") + "}";
  const std::string weekly = fixtures::event_body({{"location", place}, {"recurrence", R"("FREQ=WEEKLY;COUNT=2")"}});
  const Answer series = world.call_as(organiser, "POST", "/api/v1/series", weekly);
  ASSERT_EQ(series.status, 201) << series.text;
  const std::string second = series.at("events[1].id");
  event = series.at("events[0].id");
  ASSERT_EQ(ask("POST", "/cancel", R"({"reason":{"fi":"Sairaus"},"scope":"all"})").status, 200);
  const auto quoted = [&](const char* member) { return '"' + series.at(std::string("events[1].") + member) + '"'; };
  const Answer taken =
      world.call_as(organiser, "POST", "/api/v1/events",
                    fixtures::event_body(
                        {{"location", place}, {"start_time", quoted("start_time")}, {"end_time", quoted("end_time")}}));
  ASSERT_EQ(taken.status, 201) << taken.text;
  const Answer undone = ask("POST", "/history/" + newest() + "/undo", R"({"scope":"all"})");
  ASSERT_EQ(undone.status, 200) << undone.text;
  EXPECT_EQ(undone.at("event_status"), "EventScheduled");
  EXPECT_EQ(undone.at("not_undone"),
            R"([{"event":)" + second + R"(,"reason":"room_taken","in_the_way":)" + taken.at("id") + "}]");
}

TEST_F(HistoryApi, materials_are_told_by_their_title) {
  ASSERT_EQ(ask("POST", "/materials", R"({"url":"https://example.org/opas","title":"Opas"})").status, 201);
  const Answer list = ask("GET", "/history");
  EXPECT_EQ(list.at("data[0].kind"), "material_added");
  EXPECT_EQ(list.at("data[0].note"), "Opas");
  EXPECT_EQ(list.at("data[0].fields"), "[]");
  EXPECT_EQ(list.at("data[0].undoable"), "true");
}

TEST_F(HistoryApi, what_is_asked_for_wrongly_is_refused) {
  EXPECT_EQ(ask("POST", "/history/" + newest() + "/undo", R"({"scope":"some"})").errors(),
            Lines{"scope unknown_value"});
  EXPECT_EQ(ask("POST", "/history/" + newest() + "/undo", R"({"skope":"all"})").status, 400);
  EXPECT_EQ(ask("POST", "/history/99999999/undo").status, 404);
  EXPECT_EQ(ask("GET", "/history?before=x").errors(), Lines{"before number"});
}

TEST_F(HistoryApi, more_than_a_page_is_read_on_by_next) {
  for (int i = 1; i <= 60; ++i) ask("PATCH", "", R"({"maximum_attendee_capacity":)" + std::to_string(i) + "}");
  const Answer first = ask("GET", "/history");
  EXPECT_EQ(first.number("meta.count"), 50);
  const std::string next = first.at("meta.next");
  ASSERT_THAT(next, HasSubstr("/history?before="));
  const Answer second = ask("GET", next.substr(next.find("/history")));
  EXPECT_EQ(second.number("meta.count"), 11);
  EXPECT_EQ(second.at("meta.next"), "null");
}

TEST_F(HistoryApi, attendance_is_closed_and_reopened_and_events_are_found_by_it) {
  EXPECT_EQ(ask("POST", "/attendance/close").errors(), Lines{" event_not_begun"});
  world.clock.set(world.local("2027-01-10T12:00"));
  const std::string door = world.token("Mimosa", domain::Role::door);
  const Answer held = world.call_as(door, "POST", "/api/v1/events/" + event + "/attendance/close");
  ASSERT_EQ(held.status, 200) << held.text;
  EXPECT_EQ(held.at("attendance_closed_time"), "2027-01-10T10:00:00Z");
  EXPECT_EQ(held.at("event_status"), "EventScheduled");
  EXPECT_EQ(world.call("GET", "/api/v1/events/" + event).at("attendance_closed_time"), "");
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/events?held=true&publication_status=draft").number("meta.count"),
            1);
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/events?held=false&publication_status=draft").number("meta.count"),
            0);
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/events?held=maybe").errors(), Lines{"held boolean"});
  EXPECT_EQ(world.call("GET", "/api/v1/events?held=true").status, 401);
  EXPECT_EQ(world.call_as(door, "POST", "/api/v1/events/" + event + "/attendance/reopen").status, 403);
  EXPECT_EQ(ask("POST", "/attendance/reopen").at("attendance_closed_time"), "");
}

}  // namespace
