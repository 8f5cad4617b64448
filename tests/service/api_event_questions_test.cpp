#include <gtest/gtest.h>

#include "domain/manage_registration.hpp"
#include "tests/service/api_world.hpp"

// What an event asks of those who come, and how it lets them in.
namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::event_body;
using Lines = std::vector<std::string>;

const std::string lunch = R"({"key": "lunch", "type": "choice", "label": {"fi": "Ruoka"}, "reason": {"fi": "Tilaus"},
  "required": true, "choices": [{"key": "all", "label": {"fi": "Kaikki"}}, {"key": "vege", "label": {"fi": "Vege"}}]})";
const std::string phone = R"({"contact": {"name": "Amal", "phone": "040 555 0123", "language": "ar"})";

struct EventQuestions : testing::Test {
  Answer create(std::vector<std::pair<std::string, std::string>> members) {
    members.emplace_back("publication_status", "\"public\"");
    return world.call_as(organiser, "POST", "/api/v1/events", event_body(members));
  }
  Answer change(const Answer& event, const std::string& body) {
    return world.call_as(organiser, "PATCH", "/api/v1/events/" + event.at("id"), body);
  }
  Answer see(const Answer& event) { return world.call("GET", "/api/v1/events/" + event.at("id")); }
  Answer post(const Answer& event, const std::string& rest) {
    return world.call("POST", "/api/v1/events/" + event.at("id") + "/registrations", phone + rest);
  }
  Answer own(const Answer& receipt) { return world.call("GET", "/api/v1/registrations/" + receipt.at("manage_token")); }

  ApiWorld world;
  std::string organiser = world.token();
};

TEST_F(EventQuestions, a_plain_event_asks_the_usual_and_is_for_everybody) {
  const Answer event = create({});
  ASSERT_EQ(event.status, 201) << event.text;
  const Answer seen = see(event);
  EXPECT_EQ(seen.at("asks"), R"(["name","interpreter_language","accessibility"])");
  EXPECT_EQ(seen.at("questions"), "[]");
  EXPECT_EQ(seen.at("invited_only"), "false");
  EXPECT_EQ(seen.at("phone_code_required"), "false");
  for (const char* absent :
       {"waiting_list_offer_minutes", "maximum_parties_per_contact", "remaining_childcare_capacity"}) {
    EXPECT_EQ(seen.at(absent), "") << absent;
  }
}

TEST_F(EventQuestions, everything_given_is_shown_to_everybody) {
  const Answer event = create({{"questions", "[" + lunch + "]"},
                               {"asks", R"(["accessibility", "name", "name"])"},
                               {"waiting_list_offer_minutes", "120"},
                               {"phone_code_required", "true"},
                               {"maximum_parties_per_contact", "2"},
                               {"childcare_capacity", "3"}});
  ASSERT_EQ(event.status, 201) << event.text;
  const Answer seen = see(event);
  EXPECT_EQ(seen.at("questions[0].key"), "lunch");
  EXPECT_EQ(seen.at("questions[0].reason.fi"), "Tilaus");
  EXPECT_EQ(seen.at("questions[0].required"), "true");
  EXPECT_EQ(seen.at("questions[0].choices[1]"), R"({"key":"vege","label":{"fi":"Vege"}})");
  EXPECT_EQ(seen.at("asks"), R"(["name","accessibility"])");
  EXPECT_EQ(seen.at("waiting_list_offer_minutes"), "120");
  EXPECT_EQ(seen.at("phone_code_required"), "true");
  EXPECT_EQ(seen.at("maximum_parties_per_contact"), "2");
  EXPECT_EQ(seen.at("remaining_childcare_capacity"), "3");
}

TEST_F(EventQuestions, a_change_replaces_the_questions_and_null_takes_away) {
  const Answer event = create(
      {{"questions", "[" + lunch + "]"}, {"waiting_list_offer_minutes", "120"}, {"maximum_parties_per_contact", "2"}});
  EXPECT_EQ(change(event, R"({"maximum_attendee_capacity": 5})").at("questions[0].key"), "lunch");
  const Answer changed = change(event, R"({"questions": [{"key": "bus", "type": "yes_no", "label": {"fi": "Bussi?"},
    "reason": {"fi": "Tilaamme"}}], "waiting_list_offer_minutes": null, "maximum_parties_per_contact": null,
    "asks": []})");
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("questions[0].key"), "bus");
  EXPECT_EQ(changed.at("questions[0].choices"), "");
  EXPECT_EQ(changed.at("questions[1]"), "");
  EXPECT_EQ(changed.at("waiting_list_offer_minutes"), "");
  EXPECT_EQ(changed.at("maximum_parties_per_contact"), "");
  EXPECT_EQ(changed.at("asks"), "[]");
  EXPECT_EQ(change(event, R"({"questions": null})").at("questions"), "[]");
}

TEST_F(EventQuestions, everything_that_is_wrong_with_questions_is_told) {
  EXPECT_EQ(
      create({{"questions", R"([{"key": "Ruoka!", "type": "poem", "reason": {"fi": "x"}, "colour": 1},
                                      {"key": "b", "type": "choice", "label": {"fi": "B"}, "reason": {"fi": "x"},
                                       "choices": [{"key": "only", "label": {"fi": "1"}}]}, 7])"},
              {"asks", R"(["shoe_size"])"},
              {"waiting_list_offer_minutes", "5"},
              {"maximum_parties_per_contact", "0"},
              {"invited_only", "\"yes\""},
              {"remaining_childcare_capacity", "1"}})
          .errors(),
      (Lines{"invited_only boolean", "maximum_parties_per_contact out_of_range",
             "waiting_list_offer_minutes out_of_range", "asks[0] unknown_value", "questions[0].type unknown_value",
             "questions[0].label required", "questions[0].colour unknown_field", "questions[2] object",
             "remaining_childcare_capacity read_only", "questions[0].key key", "questions[1].choices choices"}));
}

TEST_F(EventQuestions, answers_are_those_to_the_questions) {
  const Answer event = create({{"questions", "[" + lunch + R"(, {"key": "children", "type": "number",
    "label": {"fi": "Lapsia"}, "reason": {"fi": "Tuolit"}}])"}});
  EXPECT_EQ(post(event, R"(, "persons": [{}]})").errors(), Lines{"answers.lunch required"});
  EXPECT_EQ(
      post(event, R"(, "persons": [{}], "answers": {"lunch": "soup", "children": "two", "shoe": "42"}})").errors(),
      (Lines{"answers.shoe unknown_question", "answers.lunch unknown_value", "answers.children number"}));
  const Answer receipt = post(event, R"(, "persons": [{}], "answers": {"lunch": "vege", "children": "2"}})");
  ASSERT_EQ(receipt.status, 201) << receipt.text;
  EXPECT_EQ(own(receipt).at("answers"), R"({"children":"2","lunch":"vege"})");
  const std::string link = "/api/v1/registrations/" + receipt.at("manage_token");
  EXPECT_EQ(world.call("PATCH", link, R"({"answers": {"children": null}})").at("answers"), R"({"lunch":"vege"})");
  EXPECT_EQ(world.call("PATCH", link, R"({"answers": {"lunch": null}})").errors(), Lines{"answers.lunch required"});
}

TEST_F(EventQuestions, the_door_is_not_told_what_was_answered_in_free_text) {
  const Answer event = create({{"questions", "[" + lunch + R"(, {"key": "wishes", "type": "text",
    "label": {"fi": "Toiveet"}, "reason": {"fi": "Ohjelma"}}])"}});
  ASSERT_EQ(post(event, R"(, "persons": [{}], "answers": {"lunch": "vege", "wishes": "Minulla on migreeni"}})").status,
            201);
  const std::string list = "/api/v1/events/" + event.at("id") + "/registrations";
  const std::string door = world.token("Mimosa", domain::Role::door);
  EXPECT_EQ(world.call_as(door, "GET", list).at("data[0].answers"), R"({"lunch":"vege"})");
  EXPECT_EQ(world.call_as(organiser, "GET", list).at("data[0].answers.wishes"), "Minulla on migreeni");
}

TEST_F(EventQuestions, what_is_not_asked_is_not_kept) {
  const Answer event = create({{"asks", R"(["interpreter_language"])"}});
  const Answer receipt = post(event, R"(, "persons": [{"name": "Omar", "interpreter_language": "ar", "child_age": 4,
    "accessibility": "ramp"}]})");
  const Answer seen = own(receipt);
  EXPECT_EQ(seen.at("persons[0].interpreter_language"), "ar");
  for (const char* gone : {"name", "child_age", "accessibility"}) {
    EXPECT_EQ(seen.at("persons[0]." + std::string(gone)), "") << gone;
  }
}

TEST_F(EventQuestions, one_phone_takes_no_more_than_its_parties_and_staff_may_pass_that) {
  const Answer event = create({{"maximum_parties_per_contact", "1"}});
  EXPECT_EQ(see(event).at("phone_code_required"), "true") << "a limit comes with the code";
  const Answer first = post(event, R"(, "persons": [{}]})");
  EXPECT_EQ(first.at("status"), "unverified");
  EXPECT_EQ(post(event, R"(, "persons": [{}]})").at("code"), "code_awaited");
  domain::Registration registration;
  registration.id.value = first.number("id");
  const auto code = domain::phone_code(*world.secrets, world.now(registration));
  (void)domain::verify_phone(*world.ports, first.at("manage_token"), code);
  const Answer second = post(event, R"(, "persons": [{}]})");
  EXPECT_EQ(second.status, first.status) << "who asks need not know that the number is registered";
  EXPECT_EQ(second.at("status"), first.at("status"));
  EXPECT_EQ(second.at("expires_time"), first.at("expires_time"));
  const std::string path = "/api/v1/events/" + event.at("id") + "/registrations";
  EXPECT_EQ(world.call_as(organiser, "POST", path, phone + R"(, "persons": [{}]})").status, 201);
}

TEST_F(EventQuestions, an_event_by_invitation_is_not_open) {
  const Answer event = create({{"invited_only", "true"}});
  EXPECT_EQ(see(event).at("enrolment"), "invited");
  EXPECT_EQ(world.call("GET", "/api/v1/events").number("meta.count"), 1);
  EXPECT_EQ(world.call("GET", "/api/v1/events?open=true").number("meta.count"), 0);
  EXPECT_EQ(post(event, R"(, "persons": [{}]})").at("code"), "invitation_needed");
}

TEST_F(EventQuestions, the_dates_of_a_series_ask_the_same) {
  const Answer series = world.call_as(
      organiser, "POST", "/api/v1/series",
      event_body({{"recurrence", R"("FREQ=WEEKLY;COUNT=2")"}, {"questions", "[" + lunch + "]"}, {"asks", "[]"}}));
  ASSERT_EQ(series.status, 201) << series.text;
  EXPECT_EQ(series.at("events[1].questions[0].key"), "lunch");
  EXPECT_EQ(series.at("events[1].asks"), "[]");
}

}  // namespace
