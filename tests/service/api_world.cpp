#include "tests/service/api_world.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "domain/sign_in.hpp"
#include "domain/text.hpp"
#include "service/router.hpp"

namespace fixtures {
namespace {

using service::Json;

Json::Array& samples() {
  static Json::Array all;
  return all;
}

std::string without_query(const std::string& target) {
  return target.substr(0, target.find('?'));
}

service::Method method_of(const std::string& word) {
  using service::Method;
  for (const Method method : {Method::get, Method::post, Method::put, Method::patch, Method::del, Method::options}) {
    if (service::to_word(method) == word) return method;
  }
  return Method::get;
}

void keep_sample(const std::string& method, const std::string& target, const Answer& answer) {
  static const service::Router router(service::routes());
  const auto match = router.find(method_of(method), service::decode_path(without_query(target)));
  if (match.route == nullptr || !match.route->api || method == "HEAD") return;
  samples().push_back(Json::Object{{"method", method},
                                   {"path", match.route->pattern},
                                   {"status", answer.status},
                                   {"media_type", answer.header("Content-Type")},
                                   {"body", answer.body}});
}

// After all tests of the program: every answer they got is one that the document describes.
class AnswersAreAsDescribed : public testing::Environment {
  void TearDown() override {
    const TemporaryFolder folder;
    const auto input = folder.path() / "samples.json";
    std::ofstream(input) << service::to_text(samples());
    const std::string command =
        "node tests/service/openapi_check.mjs service/openapi.json < '" + input.string() + "' 2>&1";
    FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string output;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) output += static_cast<char>(c);
    EXPECT_EQ(pclose(pipe), 0) << output.substr(0, 8000);
  }
};
[[maybe_unused]] const auto* const check = testing::AddGlobalTestEnvironment(new AnswersAreAsDescribed);

service::Settings test_settings() {
  service::Settings settings;
  settings.server.base_url = "https://kutsu.example.org";
  return settings;
}

std::vector<domain::SchoolHoliday> mikkelis_holidays() {
  const auto day = [](const char* text) { return domain::parse_date(text, "day"); };
  const auto name = [](const char* fi, const char* en) {
    return domain::LocalisedText{{domain::LanguageTag("fi"), fi}, {domain::LanguageTag("en"), en}};
  };
  return {{"Mikkeli", day("2026-10-12"), day("2026-10-18"), name("Syysloma", "Autumn holiday")},
          {"Mikkeli", day("2026-12-22"), day("2027-01-06"), name("Joululoma", "Christmas holiday")}};
}

const Json* step(const Json* at, std::string_view part) {
  const std::size_t bracket = std::min(part.find('['), part.size());
  if (bracket > 0) at = at->find(part.substr(0, bracket));
  for (part.remove_prefix(bracket); at != nullptr && !part.empty();) {
    const auto index = static_cast<std::size_t>(std::atol(part.data() + 1));
    const Json::Array* items = at->array();
    at = items != nullptr && index < items->size() ? &(*items)[index] : nullptr;
    part.remove_prefix(part.find(']') + 1);
  }
  return at;
}

const Json* find(const Json& root, std::string_view path) {
  const Json* at = &root;
  while (at != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    at = step(at, path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  const std::string wanted = "\r\n" + domain::to_lower_ascii(name) + ":";
  const std::size_t at = domain::to_lower_ascii(head).find(wanted);
  if (at == std::string::npos) return {};
  const std::size_t begin = at + wanted.size();
  return std::string(domain::trim(std::string_view(head).substr(begin, head.find("\r\n", begin) - begin)));
}

std::string Answer::at(std::string_view path) const {
  const Json* value = find(body, path);
  if (value == nullptr) return {};
  return value->text() != nullptr ? *value->text() : service::to_text(*value);
}

std::int64_t Answer::number(std::string_view path) const {
  const Json* value = find(body, path);
  return value == nullptr ? -1 : value->integer().value_or(-1);
}

std::vector<std::string> Answer::errors() const {
  std::vector<std::string> lines;
  const Json* errors = body.find("errors");
  if (errors == nullptr) return lines;
  for (const Json& error : *errors->array()) {
    lines.push_back(*error.find("field")->text() + " " + *error.find("code")->text());
  }
  return lines;
}

ApiWorld::ApiWorld()
    : settings(test_settings()),
      limits(clock, true),
      replies(*store, clock),
      calendars(zones),
      holidays(mikkelis_holidays()),
      app{settings, *ports, pages, limits, replies, metrics, calendars, background, holidays},
      edge(app, settings.server, service::routes()) {}

Answer ApiWorld::call(const std::string& method, const std::string& target, const std::string& body, Headers headers) {
  service::RawRequest raw{method, target, {{"Host", "kutsu.example.org"}}, body, true};
  if (!body.empty() && !service::find_field(headers, "Content-Type")) {
    headers.emplace_back("Content-Type", "application/json");
  }
  raw.headers.insert(raw.headers.end(), headers.begin(), headers.end());
  const service::Response response = edge.answer(std::move(raw), "192.0.2.1", false);
  Answer answer{std::atoi(response.head.c_str() + 9), response.head, response.body ? *response.body : "", {}};
  if (answer.header("Content-Type").ends_with("json") && !answer.text.empty()) {
    answer.body = service::parse_json(answer.text);
  }
  keep_sample(method, target, answer);
  return answer;
}

Answer ApiWorld::call_as(const std::string& token, const std::string& method, const std::string& target,
                         const std::string& body, Headers headers) {
  headers.emplace_back("Authorization", "Bearer " + token);
  return call(method, target, body, std::move(headers));
}

std::string ApiWorld::token(const std::string& organisation, domain::Role role) {
  const domain::Principal principal = organiser(organisation, role);
  return domain::create_api_token(*ports, "test", role, principal.organisation);
}

std::string event_body(const std::vector<std::pair<std::string, std::string>>& members) {
  std::vector<std::pair<std::string, std::string>> all{
      {"name", R"({"fi": "Työnhakuinfo"})"},
      {"start_time", R"("2026-12-07T15:00:00+02:00")"},
      {"end_time", R"("2026-12-07T17:00:00+02:00")"},
      {"location", R"({"name": "Mimosa", "municipality": "Mikkeli"})"}};
  for (const auto& [name, value] : members) {
    std::erase_if(all, [&](const auto& member) { return member.first == name; });
    if (!value.empty()) all.emplace_back(name, value);
  }
  std::string body = "{";
  for (const auto& [name, value] : all) body += (body.size() > 1 ? ", \"" : "\"") + name + "\": " + value;
  return body + "}";
}

std::string registration_body(int persons) {
  std::string body = R"({"contact": {"name": "Amal", "phone": "040 555 0123", "language": "ar"}, "persons": [)";
  for (int i = 0; i < persons; ++i) body += i == 0 ? "{}" : ", {}";
  return body + "]}";
}

}  // namespace fixtures
