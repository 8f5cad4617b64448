#include <gtest/gtest.h>

#include <random>

#include "domain/error.hpp"
#include "service/json_object.hpp"

namespace {

using service::Json;
using service::parse_json;

std::string problem_of(const std::string& text) {
  try {
    (void)parse_json(text);
    return "";
  } catch (const domain::Error& error) {
    const domain::Problem& problem = error.problems().front();
    return problem.field.empty() ? problem.code : problem.field + " " + problem.code;
  }
}

TEST(Json, what_is_no_json_says_why) {
  EXPECT_EQ(problem_of(""), "empty_body");
  EXPECT_EQ(problem_of(" \n"), "empty_body");
  EXPECT_EQ(problem_of("{"), "json");
  EXPECT_EQ(problem_of("{\"a\": 1,}"), "json");
  EXPECT_EQ(problem_of("{'a': 1}"), "json");
  EXPECT_EQ(problem_of("{} {}"), "json");
  EXPECT_EQ(problem_of("NaN"), "json");
  EXPECT_EQ(problem_of("// comment\n{}"), "json");
  EXPECT_EQ(problem_of("\"\\ud800\""), "json");
  EXPECT_EQ(problem_of(std::string("{\"a\"\0: 1}", 9)), "json");
}

TEST(Json, broken_utf8_is_an_encoding_problem) {
  EXPECT_EQ(problem_of("{\"a\": \"\xE4\"}"), "encoding");
  EXPECT_EQ(problem_of("{\"a\": \"\xC0\x80\"}"), "encoding");
  EXPECT_EQ(problem_of("{\"a\": \"\xED\xA0\x80\"}"), "encoding");
}

TEST(Json, a_member_given_twice_is_named) {
  EXPECT_EQ(problem_of(R"({"a": 1, "a": 2})"), "a duplicate_field");
  EXPECT_EQ(problem_of(R"({"persons": [{}, {"age": 1, "age": 1}]})"), "persons[1].age duplicate_field");
  EXPECT_EQ(problem_of(R"({"a": {"b": 1}, "b": {"a": 2}})"), "");
}

TEST(Json, bombs_are_refused) {
  EXPECT_EQ(problem_of(std::string(100'000, '[')), "too_deep");
  EXPECT_EQ(problem_of(std::string(16, '[') + std::string(16, ']')), "");
  EXPECT_EQ(problem_of(std::string(17, '[') + std::string(17, ']')), "too_deep");
  std::string many = "[0";
  for (int i = 0; i < 30'000; ++i) many += ",0";
  EXPECT_EQ(problem_of(many + "]"), "too_many_values");
}

TEST(Json, numbers_beyond_a_double_are_refused) {
  EXPECT_EQ(problem_of("1e999"), "number_range");
  EXPECT_EQ(problem_of("-1e999"), "number_range");
  EXPECT_EQ(problem_of(std::string(4000, '9')), "number_range");
}

TEST(Json, whole_numbers_may_be_written_with_a_fraction_of_nothing) {
  EXPECT_EQ(parse_json("25").integer(), 25);
  EXPECT_EQ(parse_json("25.0").integer(), 25);
  EXPECT_EQ(parse_json("2.5e1").integer(), 25);
  EXPECT_EQ(parse_json("25.5").integer(), std::nullopt);
  EXPECT_EQ(parse_json("9007199254740991").integer(), 9007199254740991);
  EXPECT_EQ(parse_json("9007199254740992").integer(), std::nullopt);
  EXPECT_EQ(parse_json("18446744073709551615").integer(), std::nullopt);
  EXPECT_EQ(parse_json("-9223372036854775808").integer(), std::nullopt);
  EXPECT_EQ(parse_json("true").integer(), std::nullopt);
}

TEST(Json, is_written_as_it_was_read) {
  const std::string text = R"({"b":[1,true,null,"ä\n\"\\"],"a":{"x":2.5}})";
  EXPECT_EQ(to_text(parse_json(text)), text);
}

TEST(Json, a_name_in_a_path_is_one_short_printable_line) {
  EXPECT_EQ(service::member_path("a", "b\nc"), "a.b?c");
  EXPECT_EQ(service::member_path("", std::string(1000, 'x')).size(), 64U);
  EXPECT_EQ(service::member_path("", std::string(63, 'x') + "ä"), std::string(63, 'x'));
}

TEST(JsonObject, tells_everything_that_is_wrong_at_once) {
  const Json json = parse_json(R"({"text": 1, "number": "1", "size": 7, "truth": "yes", "list": {}, "other": 1})");
  domain::Violations violations;
  service::JsonObject object(json, "outer", violations);
  EXPECT_EQ(object.text("text", 10), std::nullopt);
  EXPECT_EQ(object.integer("number", 0, 5), std::nullopt);
  EXPECT_EQ(object.integer("size", 0, 5), std::nullopt);
  EXPECT_EQ(object.boolean("truth"), std::nullopt);
  object.each("list", 5, [](const Json&, const std::string&) { FAIL(); });
  object.require("missing");
  object.refuse_others();
  try {
    violations.throw_if_any();
    FAIL();
  } catch (const domain::Error& error) {
    std::vector<std::string> lines;
    for (const auto& problem : error.problems()) lines.push_back(problem.field + " " + problem.code);
    EXPECT_EQ(lines, (std::vector<std::string>{"outer.text text", "outer.number number", "outer.size out_of_range",
                                               "outer.truth boolean", "outer.list array", "outer.missing required",
                                               "outer.other unknown_field"}));
  }
}

std::string mutated(std::string text, std::mt19937& random) {
  const auto any = [&](std::size_t below) { return std::uniform_int_distribution<std::size_t>(0, below - 1)(random); };
  for (std::size_t times = 1 + any(4); times > 0 && !text.empty(); --times) {
    const std::size_t at = any(text.size());
    switch (any(4)) {
      case 0:
        text[at] = static_cast<char>(any(256));
        break;
      case 1:
        text.erase(at, 1 + any(8));
        break;
      case 2:
        text.insert(at, text.substr(any(text.size()), any(40)));
        break;
      default:
        text.insert(at, 1, "{}[],:\"\\0-e."[any(12)]);
    }
  }
  return text;
}

TEST(Json, whatever_comes_is_read_or_refused) {
  const std::string seed = R"({"contact": {"name": "Ämal \u0041", "phone": null},
    "persons": [{"child_age": 4}, {}], "n": -1.5e3, "t": true})";
  std::mt19937 random(20261122);
  int read = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string text = mutated(seed, random);
    try {
      const Json json = parse_json(text);
      EXPECT_EQ(to_text(parse_json(to_text(json))), to_text(json)) << text;
      ++read;
    } catch (const domain::Error&) {
    }
  }
  EXPECT_GT(read, 100);
}

TEST(Json, random_bytes_are_read_or_refused) {
  std::mt19937 random(7);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int i = 0; i < 50'000; ++i) {
    std::string text(static_cast<std::size_t>(byte(random)) % 40, '\0');
    for (char& c : text) c = static_cast<char>(byte(random));
    try {
      (void)parse_json(text);
    } catch (const domain::Error&) {
    }
  }
}

}  // namespace
