#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/sign_in.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;

class MembersApi : public testing::Test {
 protected:
  std::string path(const std::string& rest = "") {
    return "/api/v1/organisations/" + std::to_string(world.organiser("Mimosa").organisation->value) + rest;
  }
  ConsoleWorld world;
  Browser manager = world.sign_in(Role::manager);
  Browser admin = world.sign_in(Role::admin);
};

TEST_F(MembersApi, an_organisation_is_made_listed_and_changed) {
  const Answer made = admin.send("POST", "/api/v1/organisations", R"({"name":"Uusi","kind":"ngo"})", {});
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(admin.send("POST", "/api/v1/organisations", R"({"name":"Uusi"})", {}).at("code"), "duplicate");
  EXPECT_EQ(manager.send("POST", "/api/v1/organisations", R"({"name":"Toinen"})", {}).status, 403);
  const Answer changed = manager.send("PATCH", path(), R"({"phone":"040 555 0191","email":null,"kind":"agency"})", {});
  EXPECT_EQ(changed.at("phone"), "+358405550191");
  EXPECT_EQ(changed.at("kind"), "agency");
  EXPECT_EQ(manager.send("PATCH", path(), R"({"name":"Muu"})", {}).status, 403) << "an admin renames";
  EXPECT_EQ(manager.send("PATCH", path(), R"({"kind":"club","id":3})", {}).status, 400);
  EXPECT_EQ(admin.send("PATCH", "/api/v1/organisations/99999", R"({"name":"Muu"})", {}).status, 404);
  const Answer list = world.sign_in(Role::viewer, "Mikseri").get("/api/v1/organisations");
  EXPECT_EQ(list.number("meta.count"), 3);
}

TEST_F(MembersApi, whose_approval_is_wanted_is_told_to_its_managers_alone) {
  const std::string own = std::to_string(world.organiser("Mimosa").organisation->value);
  EXPECT_EQ(manager.send("PATCH", path(), R"({"approved_by":)" + own + "}", {}).at("approved_by"), own);
  for (const char* organisation : {"Mimosa", "Mikseri"}) {
    const Answer list = world.sign_in(Role::organiser, organisation).get("/api/v1/organisations");
    EXPECT_EQ(list.text.find("approved_by"), std::string::npos);
  }
}

TEST_F(MembersApi, somebody_is_invited_changed_and_removed) {
  const std::string invitation = R"({"email":"minna@example.org","role":"door","language":"ar"})";
  const Answer invited = manager.send("POST", path("/invitations"), invitation, {});
  ASSERT_EQ(invited.status, 201) << invited.text;
  EXPECT_EQ(invited.text.find("token"), std::string::npos) << "the link is its reader's alone";
  EXPECT_EQ(manager.get(path("/invitations")).at("data[0].email"), "minna@example.org");
  EXPECT_EQ(manager.send("POST", path("/invitations"), R"({"email":"x","role":"king"})", {}).errors().size(), 2U);
  EXPECT_EQ(manager.send("POST", path("/invitations"), R"({"email":"x@example.org","role":"admin"})", {}).status, 403);
  EXPECT_EQ(manager.send("DELETE", path("/invitations/" + invited.at("id")), "", {}).status, 204);
  EXPECT_EQ(manager.get(path("/invitations")).number("meta.count"), 0);
  Browser viewer = world.sign_in(Role::viewer);
  const Answer members = manager.get(path("/members"));
  ASSERT_EQ(members.number("meta.count"), 2);
  std::string account;
  for (const char* at : {"data[0]", "data[1]"}) {
    if (members.at(std::string(at) + ".role") == "viewer") account = members.at(std::string(at) + ".account");
  }
  EXPECT_EQ(manager.send("PATCH", path("/members/" + account), R"({"role":"organiser"})", {}).status, 204);
  EXPECT_EQ(viewer.get("/api/v1/interpreters").status, 200) << "at once";
  EXPECT_EQ(manager.send("DELETE", path("/members/" + account), "", {}).status, 204);
  EXPECT_EQ(viewer.get("/api/v1/session").status, 401) << "at once";
  EXPECT_EQ(manager.send("DELETE", path("/members/" + account), "", {}).status, 404);
}

TEST_F(MembersApi, a_session_says_who_asks_and_ends) {
  const Answer own = manager.get("/api/v1/session");
  EXPECT_EQ(own.at("role"), "manager");
  EXPECT_EQ(own.at("memberships[0].organisation.name"), "Mimosa");
  const std::string elsewhere = std::to_string(world.organiser("Mikseri").organisation->value);
  EXPECT_EQ(manager.send("PATCH", "/api/v1/session", R"({"organisation":)" + elsewhere + "}", {}).status, 403);
  EXPECT_EQ(admin.send("PATCH", "/api/v1/session", R"({"organisation":)" + elsewhere + "}", {}).at("organisation"),
            elsewhere);
  const Answer sessions = manager.get("/api/v1/sessions");
  ASSERT_EQ(sessions.number("meta.count"), 1);
  EXPECT_EQ(sessions.at("data[0].current"), "true");
  EXPECT_EQ(admin.send("DELETE", "/api/v1/sessions/" + sessions.at("data[0].id"), "", {}).status, 404);
  EXPECT_EQ(manager.send("DELETE", "/api/v1/sessions/" + sessions.at("data[0].id"), "", {}).status, 204);
  EXPECT_EQ(manager.get("/api/v1/sessions").status, 401);
  EXPECT_EQ(world.call_as(world.token(), "GET", "/api/v1/sessions").status, 403) << "a token has none";
  EXPECT_EQ(world.call_as(world.token(), "GET", "/api/v1/session").at("role"), "organiser");
}

TEST_F(MembersApi, a_partner_hands_in_and_an_organiser_decides) {
  const std::string own = std::to_string(world.organiser("Mimosa").organisation->value);
  (void)manager.send("PATCH", path(), R"({"approved_by":)" + own + "}", {});
  const std::string partner = world.token("Mimosa", Role::partner), organiser = world.token();
  const Answer refused =
      world.call_as(partner, "POST", "/api/v1/events", fixtures::event_body({{"publication_status", R"("public")"}}));
  EXPECT_EQ(refused.at("code"), "approval_wanted");
  const Answer made =
      world.call_as(partner, "POST", "/api/v1/events", fixtures::event_body({{"publication_status", R"("draft")"}}));
  ASSERT_EQ(made.status, 201) << made.text;
  const std::string event = "/api/v1/events/" + made.at("id");
  EXPECT_EQ(world.call_as(partner, "POST", event + "/publish").at("code"), "approval_wanted");
  EXPECT_EQ(world.call_as(organiser, "POST", event + "/approve").status, 404) << "nothing was handed in";
  EXPECT_EQ(world.call_as(partner, "POST", event + "/submit").at("state"), "submitted");
  EXPECT_EQ(world.call_as(organiser, "POST", event + "/return", R"({"reason":" "})").status, 400);
  EXPECT_EQ(world.call_as(organiser, "POST", event + "/return", R"({"reason":"Osoite puuttuu"})").status, 204);
  (void)world.call_as(partner, "POST", event + "/submit", R"({"publication_status":"unlisted"})");
  EXPECT_EQ(world.call_as(organiser, "POST", event + "/approve").at("publication_status"), "unlisted");
  EXPECT_EQ(world.call("GET", event).status, 200);
}

}  // namespace
