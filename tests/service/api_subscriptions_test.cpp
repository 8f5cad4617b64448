#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/subscriptions.hpp"
#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;
using testing::HasSubstr;
using testing::Not;

const std::string calendar = R"({"name": "Kulttuurikeskus", "address": "webcal://cloud.example.org/secret.ics",
  "municipality": "Mikkeli", "keywords": ["language"], "publication_status": "public"})";

struct SubscriptionsApi : testing::Test {
  Answer ask(const std::string& method, const std::string& path = {}, const std::string& body = {}) {
    return world.call_as(organiser, method, "/api/v1/subscriptions" + path, body);
  }
  ApiWorld world;
  std::string organiser = world.token();
  std::string other = world.token("Valma");
};

TEST_F(SubscriptionsApi, a_calendar_is_followed_and_told_by_its_host_alone) {
  const Answer made = ask("POST", "", calendar);
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("host"), "cloud.example.org");
  EXPECT_EQ(made.at("language"), "fi");
  EXPECT_EQ(made.at("keywords"), R"(["language"])");
  EXPECT_EQ(made.at("counts.events"), "0");
  EXPECT_EQ(made.at("paused"), "false");
  EXPECT_THAT(made.text, Not(HasSubstr("secret")));
  EXPECT_EQ(ask("GET").number("meta.count"), 1);
  EXPECT_EQ(world.call_as(other, "GET", "/api/v1/subscriptions").number("meta.count"), 0);
  EXPECT_EQ(ask("POST", "", calendar).at("code"), "subscription_exists");
}

TEST_F(SubscriptionsApi, what_is_wrong_is_told_by_field) {
  EXPECT_EQ(ask("POST", "", R"({"name": "", "kind": "party", "keywords": ["nothing"], "color": 1})").errors(),
            (Lines{"address required", "kind unknown_value", "keywords[0] unknown_value", "color unknown_field"}));
  EXPECT_EQ(ask("POST", "", R"({"name": "x", "address": "file:///etc/passwd"})").errors(),
            (Lines{"address calendar_address"}));
  EXPECT_EQ(ask("POST", "", R"({"name": "x", "address": "https://example.org/", "host": "y"})").errors(),
            (Lines{"host read_only"}));
}

TEST_F(SubscriptionsApi, it_is_changed_in_parts_asked_for_and_removed) {
  const std::string one = "/" + ask("POST", "", calendar).at("id");
  const Answer changed = ask("PATCH", one, R"({"paused": true, "address": "https://other.example.org/x.ics"})");
  EXPECT_EQ(changed.at("paused"), "true");
  EXPECT_EQ(changed.at("host"), "other.example.org");
  EXPECT_EQ(changed.at("municipality"), "Mikkeli");
  EXPECT_EQ(ask("POST", one + "/fetch").at("code"), "subscription_paused");
  (void)ask("PATCH", one, R"({"paused": false})");
  EXPECT_EQ(ask("POST", one + "/fetch").status, 202);
  EXPECT_EQ(world.call_as(other, "GET", "/api/v1/subscriptions" + one).status, 403);
  EXPECT_EQ(ask("DELETE", one + "?events=burn").status, 400);
  EXPECT_EQ(ask("DELETE", one).status, 204);
  EXPECT_EQ(ask("GET", one).status, 404);
}

TEST_F(SubscriptionsApi, tells_of_differences_and_takes_what_is_decided) {
  const Answer made = ask("POST", "", calendar);
  const domain::Event event = world.event("2026-12-01T15:00");
  world.store->write([&](domain::Transaction& tx) {
    domain::SubscribedEvent link{domain::SubscriptionId{made.number("id")}, "uid", {}, event.id};
    link.theirs.name = "Heidän nimensä";
    link.theirs.start_time = event.start_time;
    link.theirs.end_time = event.end_time;
    link.theirs.location = event.location;
    link.theirs.keywords = event.keywords;
    link.open = {domain::SubscribedField::name};
    tx.subscriptions().insert(link);
    tx.subscriptions().keep_problems(domain::SubscriptionId{made.number("id")},
                                     std::vector<domain::ForeignProblem>{{7, "u", "Ryhmä", "ics_rule"}});
  });
  const Answer whole = ask("GET", "/" + made.at("id"));
  EXPECT_EQ(whole.number("events[0].event"), event.id.value);
  EXPECT_EQ(whole.at("events[0].differences[0]"), R"({"field":"name","open":true})");
  EXPECT_EQ(whole.at("problems[0].code"), "ics_rule");
  EXPECT_EQ(whole.number("problems[0].line"), 7);
  const std::string decide = "/api/v1/events/" + std::to_string(event.id.value) + "/calendar";
  EXPECT_EQ(world.call_as(organiser, "POST", decide, R"({"action": "theirs"})").errors(), (Lines{"field required"}));
  const Answer taken = world.call_as(organiser, "POST", decide, R"({"action": "theirs", "field": "name"})");
  EXPECT_EQ(taken.status, 200) << taken.text;
  EXPECT_EQ(world.now(event).name.at(domain::LanguageTag("fi")), "Heidän nimensä");
  EXPECT_EQ(world.call_as(organiser, "POST", decide, R"({"action": "leave"})").at("left"), "true");
  EXPECT_EQ(world.call_as(other, "POST", decide, R"({"action": "leave"})").status, 403);
}

}  // namespace
