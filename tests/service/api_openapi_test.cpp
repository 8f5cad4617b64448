#include <gtest/gtest.h>

#include <set>

#include "service/guard.hpp"
#include "service/openapi.hpp"
#include "tests/service/api_world.hpp"

namespace {

std::string in_capitals(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  return text;
}

// Pages are for people; everything else is described.
bool is_described(const service::Route& route) {
  return route.api || route.pattern.ends_with(".ics");
}

TEST(OpenApi, describes_every_route_there_is_and_no_other) {
  std::set<std::string> routes;
  for (const service::Route& route : service::routes()) {
    if (is_described(route))
      routes.insert(std::string(service::to_word(route.method)) + " " + std::string(route.pattern));
  }
  std::set<std::string> described;
  const service::Json document = service::parse_json(service::openapi_document());
  for (const service::JsonMember& path : *document.find("paths")->object()) {
    for (const service::JsonMember& operation : *path.value.object()) {
      described.insert(in_capitals(operation.name) + " " + path.name);
    }
  }
  EXPECT_EQ(described, routes);
}

TEST(OpenApi, is_served_as_json_that_others_may_read) {
  fixtures::ApiWorld world;
  const fixtures::Answer answer = world.call("GET", "/api/v1/openapi.json");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.at("openapi"), "3.1.0");
  EXPECT_EQ(answer.header("Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(world.call("GET", "/api/v1/openapi.json", "", {{"If-None-Match", answer.header("ETag")}}).status, 304);
}

// The secured ones are those that the edge asks a sign-in for.
TEST(OpenApi, says_of_each_route_whether_it_needs_a_sign_in) {
  const service::Json document = service::parse_json(service::openapi_document());
  for (const service::Route& route : service::routes()) {
    if (!is_described(route)) continue;
    std::string method(service::to_word(route.method));
    for (char& c : method) c = static_cast<char>(c - 'A' + 'a');
    const service::Json* path = document.find("paths")->find(route.pattern);
    ASSERT_NE(path, nullptr) << route.pattern;
    const service::Json* security = path->find(method)->find("security");
    const bool needs = !security->array()->empty() && !security->array()->front().object()->empty();
    EXPECT_EQ(needs, service::needs_principal(route)) << method << " " << route.pattern;
  }
}

}  // namespace
