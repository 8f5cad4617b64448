#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;

struct InvitationsApi : testing::Test {
  InvitationsApi() {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.invited_only = true;
    event = world.event(details);
    path = "/api/v1/events/" + std::to_string(event.id.value);
  }
  Answer invite(const std::string& contacts) {
    return world.call_as(organiser, "POST", path + "/invitations", R"({"invitations": [)" + contacts + "]}");
  }
  Answer list() { return world.call_as(organiser, "GET", path + "/invitations"); }
  Answer post(const std::string& token) {
    return world.call("POST", path + "/registrations",
                      R"({"contact": {"name": "Amal", "phone": "040 555 0123", "language": "ar"}, "persons": [{}],
                          "invitation": ")" +
                          token + "\"}");
  }

  ApiWorld world;
  std::string organiser = world.token();
  domain::Event event;
  std::string path;
};

const std::string amal = R"({"contact": {"name": "Amal", "phone": "040 555 0123", "language": "ar"}})";

TEST_F(InvitationsApi, who_is_invited_is_sent_the_link_and_registers_by_it_once) {
  const Answer made = invite(amal + R"(, {"contact": {"name": "Omar", "language": "ar"}})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.number("meta.count"), 2);
  EXPECT_EQ(made.at("data[0].url"), "https://kutsu.example.org/i/" + made.at("data[0].token"));
  EXPECT_EQ(made.header("Cache-Control"), "no-store");
  EXPECT_EQ(world.pending(event).size(), 1);
  const Answer receipt = post(made.at("data[0].token"));
  ASSERT_EQ(receipt.status, 201) << receipt.text;
  EXPECT_EQ(post(made.at("data[0].token")).at("code"), "invitation_used");
  const Answer seen = list();
  EXPECT_EQ(seen.at("data[0].registration"), receipt.at("id"));
  EXPECT_EQ(seen.at("data[0].token"), made.at("data[0].token"));
  EXPECT_EQ(seen.at("data[1].registration"), "");
}

TEST_F(InvitationsApi, a_revoked_link_is_good_no_more) {
  const Answer made = invite(amal);
  const std::string revoke = "/api/v1/invitations/" + made.at("data[0].id") + "/revoke";
  EXPECT_EQ(world.call_as(organiser, "POST", revoke).status, 204);
  EXPECT_EQ(world.call_as(organiser, "POST", revoke).status, 204);
  EXPECT_EQ(post(made.at("data[0].token")).at("code"), "invitation_needed");
  EXPECT_EQ(list().at("data[0].revoked_time"), "2026-11-23T10:00:00Z");
  EXPECT_EQ(world.call_as(organiser, "POST", "/api/v1/invitations/999999/revoke").status, 404);
}

TEST_F(InvitationsApi, everything_that_is_wrong_is_told) {
  EXPECT_EQ(invite("").errors(), Lines{"invitations required"});
  EXPECT_EQ(invite(R"({"contact": {"phone": "12", "language": "ar"}}, {"name": "Amal"}, {"contact": {"name": "A"}})")
                .errors(),
            (Lines{"invitations[0].contact.phone phone", "invitations[1].contact required",
                   "invitations[1].name unknown_field", "invitations[2].contact.language required"}));
  EXPECT_EQ(invite(R"({"contact": {"language": "ar"}})").errors(), Lines{"invitations[0].contact.name required"});
}

TEST_F(InvitationsApi, invitations_are_the_organisers_and_reading_them_is_written_down) {
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "GET", path + "/invitations").status, 403);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::door), "GET", path + "/invitations").status, 403);
  EXPECT_EQ(world.call("GET", path + "/invitations").status, 401);
  EXPECT_EQ(list().status, 200);
  const Answer log = world.call_as(world.token("Mimosa", domain::Role::admin), "GET", "/api/v1/audit");
  EXPECT_EQ(log.at("data[0].action"), "invitations_listed");
}

}  // namespace
