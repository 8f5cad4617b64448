#include <gmock/gmock.h>

#include "tests/service/edge_client.hpp"
#include "tests/service/edge_server.hpp"

// Who may, and whether their browser meant it.
namespace edge_test {
namespace {

using domain::Role;
using testing::HasSubstr;

class EdgeAccess : public testing::Test {
 protected:
  static EdgeServer& server() {
    static EdgeServer one;
    return one;
  }
  static int port() { return server().port(); }
  static std::string cookie(Role role) { return "Cookie: kutsu_session=" + server().session(role) + "\r\n"; }
  static std::string bearer(Role role) { return "Authorization: Bearer " + server().api_token(role) + "\r\n"; }
  static void TearDownTestSuite() { server().server().stop(); }
};

const std::string form = "Content-Type: application/x-www-form-urlencoded\r\n";

TEST_F(EdgeAccess, a_page_sends_strangers_to_sign_in_and_back) {
  const auto answer = exchange(port(), get("/organiser?day=1%262"));
  EXPECT_EQ(answer.status, 303);
  EXPECT_EQ(answer.field("location"), "/organiser/sign-in?next=%2Forganiser%3Fday%3D1%25262");
  EXPECT_EQ(exchange(port(), post("/organiser", "", form)).field("location"), "/organiser/sign-in");
}

TEST_F(EdgeAccess, the_interface_tells_strangers_from_those_who_may_not) {
  const auto stranger = exchange(port(), get("/api/v1/organiser"));
  EXPECT_EQ(stranger.status, 401);
  EXPECT_EQ(stranger.field("www-authenticate"), "Bearer");
  EXPECT_EQ(exchange(port(), get("/api/v1/organiser", bearer(Role::door))).status, 403);
  EXPECT_EQ(exchange(port(), get("/api/v1/organiser", bearer(Role::viewer))).status, 403);
  EXPECT_EQ(exchange(port(), get("/api/v1/organiser", bearer(Role::organiser))).status, 200);
  EXPECT_EQ(exchange(port(), get("/api/v1/organiser", cookie(Role::admin))).status, 200);
  EXPECT_EQ(exchange(port(), get("/api/v1/organiser", cookie(Role::door))).status, 403);
}

TEST_F(EdgeAccess, a_wrong_bearer_token_is_refused_even_where_none_is_needed) {
  EXPECT_EQ(exchange(port(), get("/api/v1/public", "Authorization: Bearer nobody\r\n")).status, 401);
  EXPECT_EQ(exchange(port(), get("/api/v1/public", "Authorization: Basic YTpi\r\n")).status, 200);
  EXPECT_EQ(exchange(port(), get("/hello", "Cookie: kutsu_session=old\r\n")).status, 200);
}

TEST_F(EdgeAccess, nobody_keeps_what_somebody_signed_in_was_shown) {
  EXPECT_EQ(exchange(port(), get("/kept")).field("cache-control"), "no-cache");
  const auto answer = exchange(port(), get("/kept", cookie(Role::organiser) + "Accept-Encoding: gzip\r\n"));
  EXPECT_EQ(answer.field("cache-control"), "no-store");
  EXPECT_EQ(answer.field("content-encoding"), "");
}

TEST_F(EdgeAccess, a_form_needs_the_token_of_its_session) {
  const auto line = cookie(Role::organiser);
  const auto token = exchange(port(), get("/organiser/csrf", line)).body;
  ASSERT_EQ(token.size(), 22U);
  const auto other = exchange(port(), get("/organiser/csrf", cookie(Role::organiser))).body;
  EXPECT_NE(token, other);
  EXPECT_EQ(exchange(port(), post("/organiser", "a=b", line + form)).status, 403);
  EXPECT_EQ(exchange(port(), post("/organiser", "csrf_token=", line + form)).status, 403);
  EXPECT_EQ(exchange(port(), post("/organiser", "csrf_token=" + other, line + form)).status, 403);
  EXPECT_EQ(exchange(port(), post("/organiser", "{}", line + "Content-Type: application/json\r\n")).status, 403);
  EXPECT_EQ(exchange(port(), post("/organiser", "csrf_token=" + token, line + form)).status, 200);
  EXPECT_EQ(exchange(port(), post("/organiser", "", line + "X-CSRF-Token: " + token + "\r\n")).status, 200);
}

TEST_F(EdgeAccess, requests_from_other_sites_change_nothing) {
  const auto line = cookie(Role::organiser) +
                    "X-CSRF-Token: " + exchange(port(), get("/organiser/csrf", cookie(Role::organiser))).body + "\r\n";
  for (const std::string target : {"/organiser", "/api/v1/organiser", "/echo"}) {
    for (const std::string from : {"Origin: https://example.org\r\n", "Sec-Fetch-Site: cross-site\r\n",
                                   "Sec-Fetch-Site: same-site\r\n", "Origin: http://localhost.example.org\r\n"}) {
      const auto answer = exchange(port(), post(target, "", line + from));
      EXPECT_EQ(answer.status, 403) << target << from;
    }
  }
}

TEST_F(EdgeAccess, requests_from_this_site_and_from_programs_pass) {
  const auto line = cookie(Role::organiser);
  for (const std::string from : {"", "Origin: http://localhost\r\n", "Sec-Fetch-Site: same-origin\r\n",
                                 "Origin: null\r\nSec-Fetch-Site: same-origin\r\n"}) {
    EXPECT_EQ(exchange(port(), post("/api/v1/organiser", "{}", line + from)).status, 200) << from;
    EXPECT_EQ(exchange(port(), post("/echo", "", from)).status, 200) << from;
  }
  EXPECT_EQ(exchange(port(), post("/api/v1/organiser", "{}", bearer(Role::organiser))).status, 200);
  EXPECT_EQ(exchange(port(), post("/api/v1/organiser", "{}", line + "X-CSRF-Token: wrong\r\n")).status, 403);
}

TEST_F(EdgeAccess, a_proxy_that_is_trusted_names_the_client) {
  EXPECT_EQ(exchange(port(), get("/address", "X-Forwarded-For: 203.0.113.5\r\n")).body, "127.0.0.1");
  service::ServerSettings settings;
  settings.trusted_proxies = {"127.0.0.1", "203.0.113.9"};
  EdgeServer behind(settings);
  const auto seen = [&](const std::string& forwarded) {
    return exchange(behind.port(), get("/address", "X-Forwarded-For: " + forwarded + "\r\n")).body;
  };
  EXPECT_EQ(seen("203.0.113.5"), "203.0.113.5");
  EXPECT_EQ(seen("198.51.100.1, 203.0.113.5, 203.0.113.9"), "203.0.113.5");
  EXPECT_EQ(seen("198.51.100.1\r\nX-Forwarded-For: 2001:db8::1"), "2001:db8::1");
  EXPECT_EQ(seen("nonsense"), "127.0.0.1");
}

TEST_F(EdgeAccess, https_is_asked_for_where_people_come_by_it) {
  service::ServerSettings settings;
  settings.base_url = "https://kutsu.example.org";
  EdgeServer secure(settings);
  EXPECT_THAT(exchange(secure.port(), get("/hello")).field("strict-transport-security"), HasSubstr("max-age="));
  EXPECT_EQ(exchange(secure.port(), post("/echo", "", "Origin: https://kutsu.example.org\r\n")).status, 200);
}

}  // namespace
}  // namespace edge_test
