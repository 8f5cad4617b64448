#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"
#include "ui/consent.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using fixtures::registration_body;
using Lines = std::vector<std::string>;

struct RegistrationsApi : testing::Test {
  std::string open(std::optional<int> capacity = {}, std::optional<int> waiting = {}) {
    return "/api/v1/events/" + std::to_string(world.event("2026-12-07T15:00", capacity, waiting).id.value);
  }
  Answer post(const std::string& event, const std::string& body, fixtures::Headers headers = {}) {
    return world.call("POST", event + "/registrations", body, std::move(headers));
  }
  static std::string link(const Answer& receipt) { return "/api/v1/registrations/" + receipt.at("manage_token"); }

  ApiWorld world;
};

TEST_F(RegistrationsApi, a_household_registers_and_gets_its_link) {
  domain::EventDetails details = world.details("2026-12-07T15:00");
  details.maximum_attendee_capacity = 5;
  details.childcare_capacity = 2;
  const std::string event = "/api/v1/events/" + std::to_string(world.event(details).id.value);
  const Answer receipt = post(event, R"({"contact": {"name": " Amal ", "phone": "040 555 0123", "language": "AR"},
    "persons": [{"name": "Amal", "interpreter_language": "ar"}, {"child_age": 4, "accessibility": "pyörätuoli"}]})");
  ASSERT_EQ(receipt.status, 201) << receipt.text;
  EXPECT_EQ(receipt.at("status"), "confirmed");
  EXPECT_EQ(receipt.at("waiting_position"), "");
  EXPECT_EQ(receipt.at("manage_url"), "https://kutsu.example.org/m/" + receipt.at("manage_token"));
  EXPECT_EQ(receipt.header("Cache-Control"), "no-store");
  const Answer seen = world.call("GET", link(receipt));
  EXPECT_EQ(seen.at("contact"), R"({"name":"Amal","phone":"+358405550123","language":"ar"})");
  EXPECT_EQ(seen.at("persons[0].interpreter_language"), "ar");
  EXPECT_EQ(seen.at("persons[1].child_age"), "4");
  EXPECT_EQ(seen.at("persons[1].accessibility"), "pyörätuoli");
  EXPECT_EQ(seen.at("persons[1].presence_status"), "unknown");
  EXPECT_EQ(seen.at("answers"), "{}");
  EXPECT_EQ(seen.at("party"), "[]");
  EXPECT_EQ(seen.at("event.remaining_attendee_capacity"), "3");
  EXPECT_EQ(seen.at("event.remaining_childcare_capacity"), "1");
  EXPECT_EQ(seen.header("Cache-Control"), "no-store");
}

TEST_F(RegistrationsApi, consent_is_recorded_where_it_was_given_and_nowhere_else) {
  const std::string event = open();
  const auto wording = world.call("GET", "/api/v1/consent?language=ar-EG");
  EXPECT_EQ(wording.status, 200);
  EXPECT_EQ(wording.at("language"), "ar");
  EXPECT_EQ(wording.at("text"), world.pages.catalogue().text(domain::LanguageTag("ar"), ui::consent_key));
  EXPECT_EQ(world.call("GET", "/api/v1/consent").at("language"), "fi");
  EXPECT_EQ(world.call("GET", "/api/v1/consent").at("version"), wording.at("version"));
  EXPECT_EQ(world.call("GET", "/api/v1/consent?language=so").at("language"), "en") << "there is no such page";
  EXPECT_EQ(world.call("GET", "/api/v1/consent?language=!").errors(), Lines{"language language"});
  EXPECT_EQ(world.call("GET", "/api/v1/consent?lang=ar").errors(), Lines{"lang unknown_parameter"});

  const auto consent_of = [&](const std::string& members) {
    const std::string body = registration_body();
    const Answer receipt = post(event, body.substr(0, body.size() - 1) + members + "}");
    EXPECT_EQ(receipt.status, 201) << receipt.text;
    domain::Consent consent;
    world.store->read([&](const domain::Snapshot& snapshot) {
      consent = snapshot.registrations().find({receipt.number("id")})->consent;
    });
    return consent;
  };
  const auto none = consent_of("");
  EXPECT_EQ(none.version, "");
  EXPECT_EQ(none.time, domain::Instant{});
  const std::string version = R"(, "consent_version": ")" + wording.at("version") + '"';
  const auto given = consent_of(version);
  EXPECT_EQ(given.version, wording.at("version"));
  EXPECT_EQ(given.time, world.clock.now());
  EXPECT_EQ(consent_of(version + R"(, "consent_language": "ar")").language.str(), "ar");
}

TEST_F(RegistrationsApi, consent_to_what_nobody_was_shown_is_refused) {
  const std::string event = open();
  const std::string body = registration_body();
  const std::string unknown = body.substr(0, body.size() - 1) + R"(, "consent_version": "2026-11"})";
  EXPECT_EQ(post(event, unknown).errors(), Lines{"consent_version unknown_value"});
  world.store->write([](domain::Transaction& tx) {
    tx.registrations().keep_consent_wording("2026-11", domain::LanguageTag("fi"), "Suostun");
  });
  EXPECT_EQ(post(event, unknown).status, 201) << "it was shown by an earlier version of the program";
}

TEST_F(RegistrationsApi, who_does_not_fit_waits_and_is_told_where_in_line) {
  const std::string event = open(1, 2);
  EXPECT_EQ(post(event, registration_body()).at("status"), "confirmed");
  const Answer first = post(event, registration_body());
  EXPECT_EQ(first.at("status"), "waitlisted");
  EXPECT_EQ(first.at("waiting_position"), "1");
  EXPECT_EQ(post(event, registration_body()).at("waiting_position"), "2");
  const Answer none = post(event, registration_body());
  EXPECT_EQ(none.status, 409);
  EXPECT_EQ(none.at("code"), "full");
}

TEST_F(RegistrationsApi, the_same_key_with_the_same_request_is_answered_the_same) {
  const std::string event = open(5);
  const Answer first = post(event, registration_body(2), {{"Idempotency-Key", "key-1"}});
  const Answer again = post(event, registration_body(2), {{"Idempotency-Key", "key-1"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(world.call("GET", event).at("remaining_attendee_capacity"), "3");
  const Answer other = post(event, registration_body(1), {{"Idempotency-Key", "key-1"}});
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(other.at("code"), "idempotency_key_reused");
  EXPECT_EQ(post(event, registration_body(), {{"Idempotency-Key", std::string(256, 'k')}}).errors(),
            Lines{"Idempotency-Key too_long"});
}

TEST_F(RegistrationsApi, everything_that_is_wrong_is_told_at_once) {
  const std::string event = open();
  EXPECT_EQ(
      post(event, R"({"contact": {"name": "", "phone": "12", "email": "a@b", "fax": "1"}, "spam": true,
                  "persons": [{"child_age": 3}, {"child_age": 18}, {"age": 2}, {"interpreter_language": 7}],
                  "answers": {"q": 1}})")
          .errors(),
      (Lines{"contact.language required", "contact.phone phone", "contact.email email", "contact.fax unknown_field",
             "persons[1].child_age out_of_range", "persons[2].age unknown_field",
             "persons[3].interpreter_language text", "answers.q text", "spam unknown_field", "contact.name required"}));
  EXPECT_EQ(post(event, "{}").errors(), (Lines{"contact required", "persons required"}));
  EXPECT_EQ(post(event, R"({"contact": {"name": "A", "language": "fi"}, "persons": []})").errors(),
            (Lines{"contact.phone phone_or_email", "persons required"}));
  EXPECT_EQ(post(event, R"({"contact": {"name": "A", "language": "fi", "phone": "", "email": " "}, "persons": [{}]})")
                .errors(),
            Lines{"contact.phone phone_or_email"});
  EXPECT_EQ(post(event, R"({"contact": "Amal", "persons": {}})").errors(), (Lines{"contact object", "persons array"}));
  EXPECT_EQ(post(event, registration_body(11)).errors(), Lines{"persons too_many"});
}

TEST_F(RegistrationsApi, the_holder_of_the_link_changes_and_cancels) {
  const Answer receipt = post(open(5), registration_body(2));
  const std::string person = world.call("GET", link(receipt)).at("persons[1].id");
  const Answer changed = world.call("PATCH", link(receipt), R"({"contact": {"phone": null, "email": "amal@example.org"},
    "persons": [{"id": )" + person + R"(, "name": "Omar"}], "reminders_wanted": false})");
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.at("contact"), R"({"name":"Amal","email":"amal@example.org","language":"ar"})");
  EXPECT_EQ(changed.at("persons[0].id"), person);
  EXPECT_EQ(changed.at("persons[0].name"), "Omar");
  EXPECT_EQ(changed.at("persons[1]"), "");
  EXPECT_EQ(changed.at("reminders_wanted"), "false");
  EXPECT_EQ(changed.at("event.remaining_attendee_capacity"), "4");
  EXPECT_EQ(world.call("DELETE", link(receipt)).at("status"), "cancelled");
  EXPECT_EQ(world.call("DELETE", link(receipt)).at("status"), "cancelled");
  EXPECT_EQ(world.call("PATCH", link(receipt), R"({"reminders_wanted": true})").status, 409);
}

TEST_F(RegistrationsApi, a_new_person_is_answered_with_the_id_that_it_has) {
  const Answer receipt = post(open(5), registration_body());
  const Answer changed = world.call("PATCH", link(receipt), R"({"persons": [{"name": "Amal"}, {"name": "Omar"}]})");
  EXPECT_GT(changed.number("persons[0].id"), 0);
  EXPECT_EQ(changed.at("persons"), world.call("GET", link(receipt)).at("persons"));
}

TEST_F(RegistrationsApi, bad_changes_are_refused_and_change_nothing) {
  const Answer receipt = post(open(1), registration_body());
  EXPECT_EQ(world.call("PATCH", link(receipt), R"({"contact": null, "persons": null, "status": "cancelled", "x": 1})")
                .errors(),
            (Lines{"contact required", "persons required", "status read_only", "x unknown_field"}));
  EXPECT_EQ(world.call("PATCH", link(receipt), R"({"contact": {"phone": null}})").errors(),
            Lines{"contact.phone phone_or_email"});
  EXPECT_EQ(world.call("PATCH", link(receipt), R"({"persons": [{}, {}]})").status, 409);
  EXPECT_EQ(world.call("GET", link(receipt)).at("contact.phone"), "+358405550123");
}

TEST_F(RegistrationsApi, contact_and_persons_change_a_few_times_an_hour) {
  const Answer receipt = post(open(5), registration_body());
  const auto change = [&](const std::string& body) { return world.call("PATCH", link(receipt), body).status; };
  for (int i = 0; i < 10; ++i) EXPECT_EQ(change(R"({"persons": [{}]})"), 200) << i;
  EXPECT_EQ(change(R"({"persons": [{}]})"), 429);
  EXPECT_EQ(change(R"({"contact": {"phone": "040 555 0999"}})"), 429);
  EXPECT_EQ(change(R"({"reminders_wanted": false})"), 200);
}

TEST_F(RegistrationsApi, an_unknown_link_is_not_found) {
  EXPECT_EQ(world.call("GET", "/api/v1/registrations/nobodysTokenNobodysTok").status, 404);
  EXPECT_EQ(world.call("DELETE", "/api/v1/registrations/1").status, 404);
  EXPECT_EQ(world.call("POST", "/api/v1/events/1/registrations", registration_body()).status, 404);
}

TEST_F(RegistrationsApi, organisers_see_contacts_the_door_sees_names_others_see_nothing) {
  const std::string event = open(1, 5);
  post(event, registration_body());
  post(event, registration_body());
  const std::string list = event + "/registrations";
  const Answer all = world.call_as(world.token(), "GET", list);
  EXPECT_EQ(all.number("meta.count"), 2);
  EXPECT_EQ(all.at("data[0].contact.phone"), "+358405550123");
  EXPECT_EQ(all.at("data[0].status"), "confirmed");
  EXPECT_EQ(all.at("data[1].waiting_position"), "1");
  EXPECT_EQ(all.header("Cache-Control"), "no-store");
  const Answer names = world.call_as(world.token("Mimosa", domain::Role::door), "GET", list);
  EXPECT_EQ(names.at("data[0].contact"), R"({"name":"Amal","language":"ar"})");
  EXPECT_EQ(names.text.find("405550123"), std::string::npos);
  EXPECT_EQ(world.call_as(world.token("Mimosa", domain::Role::viewer), "GET", list).status, 403);
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "GET", list).status, 403);
  EXPECT_EQ(world.call("GET", list).status, 401);
}

TEST_F(RegistrationsApi, the_door_marks_who_came) {
  const std::string event = open();
  const Answer receipt = post(event, registration_body());
  const std::string person = world.call("GET", link(receipt)).at("persons[0].id");
  const std::string path = "/api/v1/registrations/" + receipt.at("id") + "/presence";
  const std::string door = world.token("Mimosa", domain::Role::door);
  const std::string body = R"({"person": )" + person + R"(, "presence_status": "present"})";
  EXPECT_EQ(world.call_as(door, "POST", path, body).at("presence_status"), "present");
  EXPECT_EQ(world.call("GET", link(receipt)).at("persons[0].presence_status"), "present");
  EXPECT_EQ(world.call_as(door, "POST", path, R"({"person": 999999, "presence_status": "present"})").status, 404);
  EXPECT_EQ(world.call_as(door, "POST", path, R"({"person": "1", "presence_status": "late", "x": 1})").errors(),
            (Lines{"person number", "presence_status unknown_value", "x unknown_field"}));
  EXPECT_EQ(world.call_as(door, "POST", path, "{}").errors(), (Lines{"person required", "presence_status required"}));
  EXPECT_EQ(world.call_as(world.token("Ohjaamo", domain::Role::door), "POST", path, body).status, 403);
  EXPECT_EQ(world.call("POST", path, body).status, 401);
}

TEST_F(RegistrationsApi, an_organiser_registers_who_phoned_after_the_deadline) {
  domain::EventDetails details = world.details("2026-12-07T15:00");
  details.enrolment_end_time = world.local("2026-11-20T12:00");
  const std::string event = "/api/v1/events/" + std::to_string(world.event(details).id.value);
  EXPECT_EQ(post(event, registration_body()).at("code"), "closed");
  EXPECT_EQ(world.call_as(world.token("Ohjaamo"), "POST", event + "/registrations", registration_body()).at("code"),
            "closed");
  EXPECT_EQ(world.call_as(world.token(), "POST", event + "/registrations", registration_body(12)).status, 201);
}

TEST_F(RegistrationsApi, a_flood_from_one_address_is_slowed_down) {
  const std::string event = open();
  int taken = 0;
  Answer last;
  for (int i = 0; i < 100; ++i) {
    last = post(event, R"({"contact": {"name": "A", "email": "a)" + std::to_string(i) +
                           R"(@example.org", "language": "fi"}, "persons": [{}]})");
    if (last.status == 201) ++taken;
  }
  EXPECT_EQ(taken, 60);
  EXPECT_EQ(last.status, 429);
  EXPECT_FALSE(last.header("Retry-After").empty());
  EXPECT_EQ(world.call_as(world.token(), "POST", event + "/registrations", registration_body()).status, 201);
}

TEST_F(RegistrationsApi, one_phone_registers_twenty_parties_an_hour) {
  int taken = 0;
  for (int i = 0; i < 25; ++i) taken += post(open(), registration_body()).status == 201 ? 1 : 0;
  EXPECT_EQ(taken, 20);
}

}  // namespace
