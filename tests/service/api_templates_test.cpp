#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/keep_templates.hpp"
#include "domain/rooms.hpp"
#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

const std::string templates = "/api/v1/event-templates";

// An event with something in each of its members.
const std::string full_event = R"({"kind": "training", "name": {"fi": "Asumisinfo", "ar": "معلومات السكن"},
  "short_description": {"fi": "Vuokra-asunnot."}, "neutral_name": {"fi": "Info"},
  "start_time": "2026-12-01T17:00", "end_time": "2026-12-01T19:00",
  "location": {"name": "Kirjasto", "street_address": "Raatihuoneenkatu 6", "municipality": "Mikkeli"},
  "keywords": ["housing"], "in_language": ["fi"], "interpreted_languages": ["ar"],
  "maximum_attendee_capacity": 20, "waiting_list_capacity": 5, "childcare_capacity": 3,
  "waiting_list_offer_minutes": 720, "invited_only": false, "phone_code_required": true, "asks": ["name"],
  "questions": [{"key": "bus", "type": "choice", "label": {"fi": "Kyyti?"}, "reason": {"fi": "Bussi"},
                 "required": true, "choices": [{"key": "a", "label": {"fi": "Kyllä"}}, {"key": "b", "label": {"fi": "Ei"}}]}],
  "enrolment_start_time": "2026-11-17T09:00", "enrolment_end_time": "2026-11-30T12:00",
  "reminders": [{"channel": "sms", "minutes_before": 120}], "publication_status": "public"})";

class TemplatesApi : public testing::Test {
 protected:
  Answer call(const std::string& method, const std::string& target, const std::string& body = {},
              const fixtures::Headers& headers = {}) {
    return world.call_as(organiser, method, target, body, headers);
  }
  Answer event() {
    Answer made = call("POST", "/api/v1/events", full_event);
    EXPECT_EQ(made.status, 201) << made.text;
    return made;
  }
  Answer saved(const std::string& name = "Asumisinfo, 2 h") {
    return call("POST", templates, R"({"name": ")" + name + R"(", "from": )" + event().at("id") + "}");
  }
  Answer begun(const std::string& members) {
    const std::string name = "Malli " + std::to_string(++begun_);
    return call("POST", "/api/v1/events", R"({"template": )" + saved(name).at("id") + ", " + members + "}");
  }
  std::string local(const std::string& utc) {
    return domain::format_rfc3339(
               domain::Instant{world.zones.to_local(domain::parse_rfc3339(utc, "time"), domain::default_time_zone)
                                   .time_since_epoch()})
        .substr(0, 16);
  }

  ApiWorld world;
  std::string organiser = world.token();
  std::string other = world.token("Valma");
  int begun_ = 0;
};

TEST_F(TemplatesApi, hold_all_of_an_event_but_its_dates_and_its_publication) {
  const Answer made = saved();
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.header("ETag"), "\"1\"");
  EXPECT_EQ(made.at("name"), "Asumisinfo, 2 h");
  EXPECT_EQ(made.at("event.time_of_day"), "17:00");
  EXPECT_EQ(made.number("event.duration_minutes"), 120);
  EXPECT_EQ(made.at("event.enrolment_opens"), R"({"days_before":14,"time_of_day":"09:00"})");
  EXPECT_EQ(made.at("event.enrolment_closes"), R"({"days_before":1,"time_of_day":"12:00"})");
  EXPECT_EQ(made.at("event.organisers[0].name"), "Mimosa");
  for (const char* absent :
       {"start_time", "end_time", "enrolment_start_time", "publication_status", "organizer", "id"}) {
    EXPECT_EQ(made.at(std::string("event.") + absent), "") << absent;
  }
  EXPECT_EQ(call("GET", templates + "/" + made.at("id")).text, made.text);
}

TEST_F(TemplatesApi, give_a_new_event_everything_on_the_day_that_is_said) {
  const Answer like = event();
  const std::string id = call("POST", templates, R"({"name": "Malli", "from": )" + like.at("id") + "}").at("id");
  const Answer made = call("POST", "/api/v1/events", R"({"template": )" + id + R"(, "start_date": "2027-03-30"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(local(made.at("start_time")), "2027-03-30T17:00");
  EXPECT_EQ(local(made.at("end_time")), "2027-03-30T19:00");
  EXPECT_EQ(local(made.at("enrolment_start_time")), "2027-03-16T09:00") << "across a clock change";
  EXPECT_EQ(local(made.at("enrolment_end_time")), "2027-03-29T12:00");
  EXPECT_EQ(made.at("publication_status"), "draft");
  for (const char* member : {"kind",
                             "name",
                             "short_description",
                             "neutral_name",
                             "time_zone",
                             "location",
                             "keywords",
                             "in_language",
                             "interpreted_languages",
                             "organisers",
                             "maximum_attendee_capacity",
                             "waiting_list_capacity",
                             "childcare_capacity",
                             "waiting_list_offer_minutes",
                             "invited_only",
                             "phone_code_required",
                             "asks",
                             "questions",
                             "reminders",
                             "original_language"}) {
    EXPECT_EQ(made.at(member), like.at(member)) << member;
    EXPECT_NE(made.at(member), "") << member;
  }
}

TEST_F(TemplatesApi, give_way_to_what_the_request_says) {
  const Answer made =
      begun(R"("start_time": "2027-01-12T10:00", "name": {"en": "Housing"}, "maximum_attendee_capacity": null)");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(local(made.at("start_time")), "2027-01-12T10:00");
  EXPECT_EQ(local(made.at("end_time")), "2027-01-12T12:00") << "as long as the template says";
  EXPECT_EQ(made.at("name.en"), "Housing");
  EXPECT_EQ(made.at("name.fi"), "Asumisinfo");
  EXPECT_EQ(made.at("maximum_attendee_capacity"), "");
}

TEST_F(TemplatesApi, begin_a_series_too) {
  const std::string id = saved().at("id");
  const Answer made = call("POST", "/api/v1/series",
                           R"({"template": )" + id +
                               R"(, "start_date": "2027-01-12",
                                                            "recurrence": "FREQ=WEEKLY;COUNT=3"})");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(local(made.at("events[2].start_time")), "2027-01-26T17:00");
  EXPECT_EQ(local(made.at("events[2].enrolment_start_time")), "2027-01-12T09:00");
}

TEST_F(TemplatesApi, that_are_missing_or_come_without_a_day_are_told) {
  EXPECT_EQ(call("POST", "/api/v1/events", R"({"template": 4711, "start_date": "2027-01-12"})").errors(),
            Lines{"template unknown_template"});
  EXPECT_EQ(begun(R"("start_date": "sometime")").errors(), Lines{"start_date date"});
  EXPECT_EQ(begun(R"("location": {})").errors(), Lines{"start_time required"});
  EXPECT_EQ(begun(R"("start_date": "2027-01-12", "colour": "red")").errors(), Lines{"colour unknown_field"});
}

TEST_F(TemplatesApi, of_one_organisation_are_not_there_for_another) {
  const std::string id = saved().at("id");
  for (const char* method : {"GET", "PATCH", "DELETE"}) {
    EXPECT_EQ(world.call_as(other, method, templates + "/" + id, R"({"name": "Oma"})").status, 404) << method;
  }
  EXPECT_EQ(world.call_as(other, "GET", templates).number("meta.count"), 0);
  EXPECT_EQ(world.call_as(other, "POST", "/api/v1/events", R"({"template": )" + id + R"(, "start_date": "2027-01-12"})")
                .errors(),
            Lines{"template unknown_template"});
  EXPECT_EQ(world.call_as(other, "POST", templates, R"({"name": "Oma", "from": )" + event().at("id") + "}").status,
            403);
  EXPECT_EQ(call("GET", templates).number("meta.count"), 1);
}

TEST_F(TemplatesApi, give_the_materials_of_their_event_to_events_and_series) {
  const std::string from = event().at("id");
  ASSERT_EQ(
      call("POST", "/api/v1/events/" + from + "/materials", R"({"url":"https://example.org/a","title":"Opas"})").status,
      201);
  const Answer made = call("POST", templates, R"({"name": "Malli", "from": )" + from + "}");
  ASSERT_EQ(made.status, 201) << made.text;
  EXPECT_EQ(made.at("materials[0].title"), "Opas");
  EXPECT_EQ(made.at("materials[0].url"), "https://example.org/a");
  const std::string members = R"({"template": )" + made.at("id") + R"(, "start_date": "2027-03-30")";
  const auto titles_of = [&](const std::string& id) {
    return call("GET", "/api/v1/events/" + id + "/materials").at("data[0].title");
  };
  EXPECT_EQ(titles_of(call("POST", "/api/v1/events", members + "}").at("id")), "Opas");
  const Answer series = call("POST", "/api/v1/series", members + R"(, "recurrence": "FREQ=WEEKLY;COUNT=2"})");
  ASSERT_EQ(series.status, 201) << series.text;
  EXPECT_EQ(titles_of(series.at("events[1].id")), "Opas");
  const std::string one = templates + "/" + made.at("id") + "/materials/" + made.at("materials[0].id");
  EXPECT_EQ(world.call_as(other, "DELETE", one).status, 404);
  EXPECT_EQ(call("DELETE", one).status, 204);
  EXPECT_EQ(call("GET", templates + "/" + made.at("id")).at("materials"), "[]");
  EXPECT_EQ(call("DELETE", one).status, 404);
}

TEST_F(TemplatesApi, change_by_a_merge_patch_and_go) {
  const std::string path = templates + "/" + saved().at("id");
  const std::string patch = R"({"name": "Asuminen", "event": {"duration_minutes": 90, "enrolment_opens": null,
                               "location": {"street_address": ""}, "name": {"ar": null}}})";
  EXPECT_EQ(call("PATCH", path, patch, {{"If-Match", "\"9\""}}).status, 412);
  const Answer changed = call("PATCH", path, patch, {{"If-Match", "\"1\""}});
  ASSERT_EQ(changed.status, 200) << changed.text;
  EXPECT_EQ(changed.number("version"), 2);
  EXPECT_EQ(changed.number("event.duration_minutes"), 90);
  EXPECT_EQ(changed.at("event.time_of_day"), "17:00");
  EXPECT_EQ(changed.at("event.enrolment_opens"), "");
  EXPECT_EQ(changed.at("event.enrolment_closes.days_before"), "1");
  EXPECT_EQ(changed.at("event.name"), R"({"fi":"Asumisinfo"})");
  EXPECT_EQ(changed.at("event.location.name"), "Kirjasto");
  EXPECT_EQ(call("PATCH", path, R"({"event": {"start_time": "2027-01-12T10:00", "name": {"fi": null}, "colour": 1,
                                               "duration_minutes": 0}})")
                .errors(),
            (Lines{"event.start_time read_only", "event.duration_minutes out_of_range", "event.colour unknown_field",
                   "event.name required"}));
  EXPECT_EQ(call("DELETE", path).status, 204);
  EXPECT_EQ(call("GET", path).status, 404);
}

TEST_F(TemplatesApi, are_made_from_nothing_and_have_names_of_their_own) {
  EXPECT_EQ(call("POST", templates, R"({"event": {"name": {"fi": "Info"}}})").errors(), Lines{"name required"});
  EXPECT_EQ(call("POST", templates, R"({"name": "Malli"})").errors(), Lines{"event required"});
  const Answer made = call("POST", templates, R"({"name": "Malli", "event": {"name": {"fi": "Info"}}})");
  EXPECT_EQ(made.status, 201) << made.text;
  const Answer again = call("POST", templates, R"({"name": "Malli", "event": {"name": {"fi": "Info"}}})");
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.errors(), Lines{"name template_exists"});
}

TEST_F(TemplatesApi, of_another_release_are_read_as_far_as_they_are_known) {
  const domain::Principal mimosa = world.World::organiser("Mimosa");
  const auto stored = domain::create_template(
      *world.ports, mimosa, "Vanha",
      R"({"name": {"fi": "Info"}, "keywords": ["gone", "housing"], "colour": {"of": "walls"}, "kind": "dance",
          "time_zone": "Mars/Base", "in_language": "fi", "maximum_attendee_capacity": -3})");
  const Answer read = call("GET", templates + "/" + std::to_string(stored.id.value));
  ASSERT_EQ(read.status, 200) << read.text;
  EXPECT_EQ(read.at("event.kind"), "info_session");
  EXPECT_EQ(read.at("event.keywords"), R"(["housing"])");
  EXPECT_EQ(read.at("event.time_zone"), "Europe/Helsinki");
  EXPECT_EQ(read.at("event.maximum_attendee_capacity"), "");
  EXPECT_EQ(read.at("event.asks"), R"(["name","interpreter_language","accessibility"])") << "as in a new event";
  EXPECT_EQ(read.at("event.time_of_day"), "12:00");
}

TEST_F(TemplatesApi, keep_the_link_of_an_online_event_for_its_staff) {
  const Answer made = call("POST", templates, R"({"name": "Verkossa", "event": {"name": {"fi": "Info"},
      "location": {"online_url": "https://example.org/kokous"}}})");
  EXPECT_EQ(made.at("event.location.online_url"), "https://example.org/kokous") << made.text;
  const Answer event = call("POST", "/api/v1/events", R"({"template": )" + made.at("id") + R"(,
      "start_date": "2027-01-12"})");
  EXPECT_EQ(event.at("location.online_url"), "https://example.org/kokous") << event.text;
}

TEST_F(TemplatesApi, a_series_is_asked_about_before_it_is_made) {
  const std::string room = call("POST", "/api/v1/rooms", R"({"name": "Sali 2", "municipality": "Mikkeli"})").at("id");
  const auto in_room = [&](const std::string& start, const std::string& more) {
    return R"({"name": {"fi": "Info"}, "start_time": ")" + start + R"(:00", "end_time": ")" + start +
           R"(:30", "location": {"room": )" + room + "}" + more + "}";
  };
  ASSERT_EQ(call("POST", "/api/v1/events", in_room("2026-12-08T15", "")).status, 201);
  const Answer met =
      call("POST", "/api/v1/conflicts", in_room("2026-12-01T15", R"(, "recurrence": "FREQ=WEEKLY;COUNT=3")"));
  ASSERT_EQ(met.status, 200) << met.text;
  ASSERT_GE(met.number("meta.count"), 1) << met.text;
  EXPECT_EQ(met.at("data[0].kind"), "room_taken");
  EXPECT_EQ(local(met.at("data[0].start_time")), "2026-12-08T15:00");
  EXPECT_EQ(call("GET", "/api/v1/events").number("meta.count"), 0) << "nothing is stored";
}

}  // namespace
