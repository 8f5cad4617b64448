#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::event_body;

struct EventsApi : testing::Test {
  std::string create(const std::vector<std::pair<std::string, std::string>>& members = {}) {
    const Answer made = world.call_as(organiser, "POST", "/api/v1/events", event_body(members));
    EXPECT_EQ(made.status, 201) << made.text;
    return "/api/v1/events/" + made.at("id");
  }
  std::string create_public(std::vector<std::pair<std::string, std::string>> members = {}) {
    members.emplace_back("publication_status", "\"public\"");
    return create(members);
  }

  ApiWorld world;
  std::string organiser = world.token();
};

TEST_F(EventsApi, a_new_event_is_a_draft_of_the_own_organisation_with_default_reminders) {
  const Answer made = world.call_as(organiser, "POST", "/api/v1/events", event_body());
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.header("Location"), "https://kutsu.example.org/api/v1/events/" + made.at("id"));
  EXPECT_EQ(made.at("kind"), "info_session");
  EXPECT_EQ(made.at("name.fi"), "Työnhakuinfo");
  EXPECT_EQ(made.at("start_time"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(made.at("time_zone"), "Europe/Helsinki");
  EXPECT_EQ(made.at("organisers"), "[\"Mimosa\"]");
  EXPECT_EQ(made.at("publication_status"), "draft");
  EXPECT_EQ(made.at("event_status"), "EventScheduled");
  EXPECT_EQ(made.at("enrolment"), "none");
  EXPECT_EQ(made.at("reminders[0]"), R"({"channel":"email","minutes_before":2880})");
  EXPECT_EQ(made.at("reminders[2]"), R"({"channel":"sms","minutes_before":120})");
}

TEST_F(EventsApi, everything_given_is_answered) {
  const std::string path = create_public({{"kind", R"("group_activity")"},
                                          {"short_description", R"({"fi": "Kuvaus", "ar": "وصف"})"},
                                          {"neutral_name", R"({"fi": "Ryhmä"})"},
                                          {"keywords", R"(["Job_Seeking", "family", "family"])"},
                                          {"in_language", R"(["FI", "fi-simple"])"},
                                          {"interpreted_languages", R"(["kmr-latn"])"},
                                          {"maximum_attendee_capacity", "25.0"},
                                          {"waiting_list_capacity", "10"},
                                          {"childcare_capacity", "0"},
                                          {"enrolment_start_time", R"("2026-11-23T00:00:00Z")"},
                                          {"enrolment_end_time", R"("2026-12-01T20:00:00Z")"},
                                          {"reminders", "[]"}});
  const Answer event = world.call("GET", path);
  EXPECT_EQ(event.at("kind"), "group_activity");
  EXPECT_EQ(event.at("short_description.ar"), "وصف");
  EXPECT_EQ(event.at("neutral_name.fi"), "Ryhmä");
  EXPECT_EQ(event.at("keywords"), R"(["job-seeking","family"])");
  EXPECT_EQ(event.at("in_language"), R"(["fi","fi-simple"])");
  EXPECT_EQ(event.at("interpreted_languages"), R"(["kmr-Latn"])");
  EXPECT_EQ(event.at("maximum_attendee_capacity"), "25");
  EXPECT_EQ(event.at("remaining_attendee_capacity"), "25");
  EXPECT_EQ(event.at("waiting_list_capacity"), "10");
  EXPECT_EQ(event.at("childcare_capacity"), "0");
  EXPECT_EQ(event.at("enrolment"), "open");
  EXPECT_EQ(event.at("enrolment_end_time"), "2026-12-01T20:00:00Z");
  EXPECT_EQ(event.at("reminders"), "[]");
  EXPECT_EQ(event.at("location"), R"({"name":"Mimosa","street_address":"","municipality":"Mikkeli"})");
}

TEST_F(EventsApi, a_draft_is_there_for_its_organisers_alone) {
  const std::string path = create();
  EXPECT_EQ(world.call("GET", path).status, 404);
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "GET", path).status, 404);
  EXPECT_EQ(world.call_as(organiser, "GET", path).status, 200);
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 0);
  EXPECT_EQ(world.call_as(organiser, "POST", path + "/publish").at("publication_status"), "public");
  EXPECT_EQ(world.call("GET", path).status, 200);
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 1);
}

TEST_F(EventsApi, unlisted_events_are_found_by_address_and_staff_events_by_staff) {
  const std::string unlisted = create();
  const std::string staff = create();
  world.call_as(organiser, "POST", unlisted + "/publish", R"({"publication_status": "unlisted"})");
  world.call_as(organiser, "POST", staff + "/publish", R"({"publication_status": "staff"})");
  EXPECT_EQ(world.call("GET", unlisted).status, 200);
  EXPECT_EQ(world.call("GET", staff).status, 404);
  const std::string viewer = world.token("Ohjaamo", domain::Role::viewer);
  EXPECT_EQ(world.call_as(viewer, "GET", staff).status, 200);
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 0);
  EXPECT_EQ(world.call_as(viewer, "GET", "/api/v1/events?publication_status=staff").number("meta.count"), 1);
  EXPECT_EQ(world.call_as(viewer, "GET", "/api/v1/events?publication_status=unlisted").number("meta.count"), 0);
  EXPECT_EQ(world.call_as(organiser, "GET", "/api/v1/events?publication_status=unlisted,staff").number("meta.count"),
            2);
  EXPECT_EQ(world.call("GET", "/api/v1/events?publication_status=staff").status, 401);
}

TEST_F(EventsApi, the_link_of_an_online_event_is_not_for_everybody) {
  const std::string path =
      create_public({{"location", R"({"online_url": "https://example.org/kokous/1", "municipality": "Mikkeli"})"}});
  EXPECT_EQ(world.call("GET", path).at("location"), R"({"online_url":null,"is_online":true,"municipality":"Mikkeli"})");
  EXPECT_EQ(world.call("GET", "/api/v1/events").at("data[0].location.online_url"), "null");
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "GET", path).at("location.online_url"), "null");
  EXPECT_EQ(world.call_as(organiser, "GET", path).at("location.online_url"), "https://example.org/kokous/1");
  const Answer receipt = world.call("POST", path + "/registrations", fixtures::registration_body());
  EXPECT_EQ(world.call("GET", "/api/v1/registrations/" + receipt.at("manage_token")).at("event.location.online_url"),
            "https://example.org/kokous/1");
}

TEST_F(EventsApi, a_merge_patch_changes_what_it_names) {
  const std::string path = create({{"short_description", R"({"fi": "Kuvaus"})"}, {"maximum_attendee_capacity", "5"}});
  const Answer changed = world.call_as(
      organiser, "PATCH", path,
      R"({"name": {"en": "Looking for work"}, "short_description": {"fi": null}, "maximum_attendee_capacity": null,
          "location": {"street_address": "Esimerkkikatu 1"}, "keywords": ["housing"]})",
      {{"Content-Type", "application/merge-patch+json"}});
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("name"), R"({"en":"Looking for work","fi":"Työnhakuinfo"})");
  EXPECT_EQ(changed.at("short_description"), "{}");
  EXPECT_EQ(changed.at("maximum_attendee_capacity"), "");
  EXPECT_EQ(changed.at("location.name"), "Mimosa");
  EXPECT_EQ(changed.at("location.street_address"), "Esimerkkikatu 1");
  EXPECT_EQ(changed.at("keywords"), "[\"housing\"]");
  EXPECT_EQ(changed.at("start_time"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"location": {"online_url": "https://example.org/x"}})")
                .at("location.is_online"),
            "true");
}

TEST_F(EventsApi, what_must_be_there_cannot_be_patched_away) {
  const std::string path = create();
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"name": null, "start_time": null, "end_time": null})").errors(),
            (std::vector<std::string>{"start_time required", "end_time required", "name required"}));
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"location": null})").errors(),
            std::vector<std::string>{"location.name required"});
}

TEST_F(EventsApi, a_change_that_starts_from_an_old_version_is_refused) {
  const std::string path = create();
  const std::string etag = world.call_as(organiser, "GET", path).header("ETag");
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 1})", {{"If-Match", etag}}).status, 200);
  const Answer late = world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 2})", {{"If-Match", etag}});
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(late.at("code"), "version");
  EXPECT_EQ(world.call_as(organiser, "GET", path).at("childcare_capacity"), "1");
  const std::string version = "\"" + world.call_as(organiser, "GET", path).at("version") + "\"";
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 3})", {{"If-Match", version}}).status,
            200);
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 4})", {{"If-Match", "*"}}).status, 200);
  EXPECT_EQ(world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 5})", {{"If-Match", "7"}}).status, 412);
}

TEST_F(EventsApi, the_etag_of_an_answer_is_the_one_that_the_next_change_may_start_from) {
  const std::string path = create();
  const auto same = [&](const Answer& answer) {
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("ETag"), world.call_as(organiser, "GET", path).header("ETag"));
  };
  same(world.call_as(organiser, "PATCH", path, R"({"childcare_capacity": 1})"));
  same(world.call_as(organiser, "PATCH", path, "{}"));
  same(world.call_as(organiser, "POST", path + "/publish"));
  same(world.call_as(organiser, "POST", path + "/publish"));
}

TEST_F(EventsApi, an_event_not_changed_since_is_not_sent_again) {
  const std::string path = create_public();
  const std::string etag = world.call("GET", path).header("ETag");
  EXPECT_EQ(world.call("GET", path, "", {{"If-None-Match", etag}}).status, 304);
  EXPECT_EQ(world.call_as(organiser, "GET", path, "", {{"If-None-Match", etag}}).status, 200);
  world.call("POST", path + "/registrations", fixtures::registration_body());
  EXPECT_EQ(world.call("GET", path, "", {{"If-None-Match", etag}}).status, 200);
}

TEST_F(EventsApi, the_etag_moves_when_registration_closes) {
  const std::string path = create_public({{"enrolment_end_time", R"("2026-11-24T10:00:00Z")"}});
  const std::string etag = world.call("GET", path).header("ETag");
  world.clock.set(world.local("2026-11-24T12:00"));
  const Answer later = world.call("GET", path, "", {{"If-None-Match", etag}});
  EXPECT_EQ(later.status, 200);
  EXPECT_EQ(later.at("enrolment"), "closed");
}

TEST_F(EventsApi, cancelling_needs_a_reason_and_happens_once) {
  const std::string path = create_public();
  EXPECT_EQ(world.call_as(organiser, "POST", path + "/cancel").errors(), std::vector<std::string>{" empty_body"});
  EXPECT_EQ(world.call_as(organiser, "POST", path + "/cancel", "{}").errors(),
            std::vector<std::string>{"reason required"});
  EXPECT_EQ(world.call_as(organiser, "POST", path + "/cancel", R"({"reason": {"fi": " "}})").errors(),
            std::vector<std::string>{"reason required"});
  const Answer cancelled = world.call_as(organiser, "POST", path + "/cancel", R"({"reason": "Ohjaaja sairastui"})");
  EXPECT_EQ(cancelled.at("event_status"), "EventCancelled");
  EXPECT_EQ(cancelled.at("cancellation_reason.fi"), "Ohjaaja sairastui");
  EXPECT_EQ(cancelled.at("enrolment"), "cancelled");
  const Answer again = world.call_as(organiser, "POST", path + "/cancel", R"({"reason": {"en": "x"}})");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.at("code"), "event_cancelled");
}

TEST_F(EventsApi, a_moved_event_says_when_it_was) {
  const std::string path = create_public();
  const Answer moved =
      world.call_as(organiser, "PATCH", path, R"({"start_time": "2026-12-08T15:00", "end_time": "2026-12-08T17:00"})");
  EXPECT_EQ(moved.at("event_status"), "EventRescheduled");
  EXPECT_EQ(moved.at("previous_start_time"), "2026-12-07T13:00:00Z");
}

TEST_F(EventsApi, only_its_organisers_change_an_event) {
  const std::string path = create_public();
  const std::string other = world.token("Ohjaamo");
  EXPECT_EQ(world.call("PATCH", path, "{}").status, 401);
  EXPECT_EQ(world.call_as(other, "PATCH", path, R"({"childcare_capacity": 1})").status, 403);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::door), "PATCH", path, "{}").status, 403);
  EXPECT_EQ(world.call_as(other, "POST", path + "/cancel", R"({"reason": "x"})").status, 403);
  EXPECT_EQ(world.call_as(other, "PATCH", create(), "{}").status, 404);
  EXPECT_EQ(world.call_as("nobody's", "GET", path).status, 401);
}

TEST_F(EventsApi, addresses_of_nothing_are_not_found) {
  for (const char* path :
       {"/api/v1/events/1", "/api/v1/events/0", "/api/v1/events/-1", "/api/v1/events/abc", "/api/v1/events/1e3",
        "/api/v1/events/99999999999999999999", "/api/v1/events/9007199254740992"}) {
    const Answer answer = world.call("GET", path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json");
  }
}

TEST_F(EventsApi, organisers_are_named_by_name_or_id) {
  const std::string ohjaamo = std::to_string(world.organiser("Ohjaamo").organisation->value);
  const std::string path = create({{"organisers", R"(["Mimosa", {"id": )" + ohjaamo + "}]"}});
  EXPECT_EQ(world.call_as(organiser, "GET", path).at("organisers"), R"(["Mimosa","Ohjaamo"])");
  const auto refused = [&](const std::string& organisers) {
    return world.call_as(organiser, "POST", "/api/v1/events", event_body({{"organisers", organisers}})).errors();
  };
  EXPECT_EQ(refused(R"(["Mimosa", "Nobody"])"), std::vector<std::string>{"organisers unknown_organisation"});
  EXPECT_EQ(refused(R"(["Ohjaamo"])"), std::vector<std::string>{"organisers own_organisation_missing"});
  EXPECT_EQ(refused(R"([{}, 7])"), (std::vector<std::string>{"organisers[0] required", "organisers[1] text"}));
}

TEST_F(EventsApi, a_series_makes_its_events_and_leaves_out_the_exceptions) {
  const std::string body = event_body({{"recurrence", R"("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6")"},
                                       {"exceptions", R"(["2026-12-16"])"},
                                       {"publication_status", R"("public")"}});
  const Answer made = world.call_as(organiser, "POST", "/api/v1/series", body);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("recurrence"), "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6");
  EXPECT_EQ(made.at("exceptions"), "[\"2026-12-16\"]");
  EXPECT_EQ(made.at("events[0].start_time"), "2026-12-07T13:00:00Z");
  EXPECT_EQ(made.at("events[3].start_time"), "2026-12-21T13:00:00Z");
  EXPECT_EQ(made.at("events[4].start_time"), "2026-12-23T13:00:00Z");
  EXPECT_EQ(made.at("events[5]"), "");
  EXPECT_EQ(made.at("events[0].super_event"), made.at("id"));
  EXPECT_EQ(made.header("Location"), "https://kutsu.example.org/api/v1/series/" + made.at("id"));
  EXPECT_EQ(world.call("GET", "/api/v1/series/" + made.at("id")).at("events[4].id"), made.at("events[4].id"));
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 5);
}

TEST_F(EventsApi, a_series_of_drafts_is_not_there_for_others) {
  const std::string body = event_body({{"recurrence", R"("FREQ=DAILY;COUNT=2")"}});
  const std::string path = "/api/v1/series/" + world.call_as(organiser, "POST", "/api/v1/series", body).at("id");
  EXPECT_EQ(world.call("GET", path).status, 404);
  EXPECT_EQ(world.call_as(organiser, "GET", path).status, 200);
}

TEST_F(EventsApi, a_series_keeps_its_hour_across_the_clock_change) {
  const std::string body = event_body({{"start_time", R"("2027-03-22T15:00")"},
                                       {"end_time", R"("2027-03-22T17:00")"},
                                       {"recurrence", R"("FREQ=WEEKLY;COUNT=2")"}});
  const Answer made = world.call_as(organiser, "POST", "/api/v1/series", body);
  EXPECT_EQ(made.at("events[0].start_time"), "2027-03-22T13:00:00Z");
  EXPECT_EQ(made.at("events[1].start_time"), "2027-03-29T12:00:00Z");
  EXPECT_EQ(made.at("events[1].end_time"), "2027-03-29T14:00:00Z");
}

TEST_F(EventsApi, rules_that_make_no_series_are_refused) {
  const auto refused = [&](const std::string& recurrence, const std::string& exceptions = "[]") {
    const std::string body = event_body({{"recurrence", recurrence}, {"exceptions", exceptions}});
    return world.call_as(organiser, "POST", "/api/v1/series", body).errors();
  };
  const std::vector<std::string> rule{"recurrence recurrence"};
  EXPECT_EQ(refused(R"("FREQ=SECONDLY;COUNT=3")"), rule);
  EXPECT_EQ(refused(R"("FREQ=WEEKLY")"), rule);
  EXPECT_EQ(refused(R"("FREQ=DAILY;COUNT=100000")"), rule);
  EXPECT_EQ(refused(R"("every Monday")"), rule);
  EXPECT_EQ(refused(R"("FREQ=DAILY;COUNT=1")", R"(["2026-12-07"])"), rule);
  EXPECT_EQ(refused("", R"(["2026-02-30", 1])"),
            (std::vector<std::string>{"recurrence required", "exceptions[0] date", "exceptions[1] text"}));
}

}  // namespace
