#include <gmock/gmock.h>

#include "tests/service/api_world.hpp"

// Drafts over the JSON interface.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::event_body;

class ApiDrafts : public testing::Test {
 protected:
  std::string draft() {
    return world.call_as(token, "POST", "/api/v1/events", event_body({{"publication_status", "\"draft\""}})).at("id");
  }
  Answer send(const std::string& target, const std::string& body) {
    return world.call_as(token, "POST", "/api/v1/drafts/" + target, body);
  }
  ApiWorld world;
  std::string token = world.token();
};

TEST_F(ApiDrafts, are_published_together_and_a_dry_run_says_what_would_be) {
  const std::string one = draft(), other = draft();
  const std::string body = "{\"events\":[" + one + "," + other + ",12],\"publication_status\":\"staff\"";
  const Answer dry = send("publish", body + ",\"dry_run\":true}");
  EXPECT_EQ(dry.status, 200);
  EXPECT_EQ(world.call_as(token, "GET", "/api/v1/events/" + one).at("publication_status"), "draft");
  const Answer done = send("publish", body + "}");
  for (const Answer& answer : {dry, done}) {
    EXPECT_EQ(answer.at("data[0].id"), "12");
    EXPECT_EQ(answer.at("data[0].outcome"), "stays");
    EXPECT_EQ(answer.at("data[0].reason"), "not_found");
    EXPECT_EQ(answer.at("data[1].outcome"), "published");
    EXPECT_EQ(answer.at("data[2].outcome"), "published");
  }
  EXPECT_EQ(done.at("data[1].publication_status"), "staff");
  EXPECT_EQ(send("publish", "{\"events\":[" + draft() + "],\"publication_status\":\"as_original\"}")
                .at("data[0].publication_status"),
            "public")
      << "it was copied from nothing";
  EXPECT_EQ(dry.at("data[1].invitations"), "0");
  EXPECT_EQ(dry.at("data[1].conflicts[0].kind"), "same_place") << dry.text;
  EXPECT_EQ(world.call_as(token, "GET", "/api/v1/events/" + other).at("publication_status"), "staff");
  EXPECT_EQ(send("publish", "{\"events\":[\"a\"]}").status, 400);
  EXPECT_EQ(send("publish", "{}").status, 400);
  EXPECT_EQ(send("publish", "{\"events\":[1],\"publication_status\":\"draft\"}").status, 400);
}

TEST_F(ApiDrafts, that_are_copies_stay_where_nobody_knows_who_saw_the_original) {
  const std::string copy = draft();
  // Its history does not reach back.
  world.ports->store.write([&](domain::Transaction& tx) {
    (void)tx.event_changes().remove_before(world.clock.now() + std::chrono::hours{1}, 100);
  });
  const std::string body = "{\"events\":[" + copy + "],\"publication_status\":\"as_original\"";
  for (const Answer& answer : {send("publish", body + ",\"dry_run\":true}"), send("publish", body + "}")}) {
    EXPECT_EQ(answer.at("data[0].outcome"), "stays");
    EXPECT_EQ(answer.at("data[0].reason"), "original_unknown");
  }
  EXPECT_EQ(world.call_as(token, "GET", "/api/v1/events/" + copy).at("publication_status"), "draft");
}

TEST_F(ApiDrafts, are_deleted_together_or_one_by_one_and_what_is_published_stays) {
  const std::string one = draft(), other = draft(), shown = draft();
  world.call_as(token, "POST", "/api/v1/events/" + shown + "/publish", "{\"publication_status\":\"public\"}");
  const std::string body = "{\"events\":[" + one + "," + shown + "]";
  EXPECT_EQ(send("delete", body + ",\"dry_run\":true}").status, 200);
  EXPECT_EQ(world.call_as(token, "GET", "/api/v1/events/" + one).status, 200);
  const Answer done = send("delete", body + "}");
  const std::size_t at = done.at("data[0].id") == one ? 0 : 1;
  EXPECT_EQ(done.at("data[" + std::to_string(at) + "].outcome"), "deleted");
  EXPECT_EQ(done.at("data[" + std::to_string(1 - at) + "].reason"), "not_a_draft");
  EXPECT_EQ(world.call_as(token, "GET", "/api/v1/events/" + one).status, 404);
  EXPECT_EQ(world.call_as(token, "DELETE", "/api/v1/events/" + other).status, 204);
  EXPECT_EQ(world.call_as(token, "DELETE", "/api/v1/events/" + other).status, 404);
  EXPECT_EQ(world.call_as(token, "DELETE", "/api/v1/events/" + shown).status, 409);
  EXPECT_EQ(world.call("DELETE", "/api/v1/events/" + shown).status, 401);
}

}  // namespace
