#include <gtest/gtest.h>

#include "tests/service/api_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::ApiWorld;
using Lines = std::vector<std::string>;

struct EventListApi : testing::Test {
  EventListApi() {
    add("Asumisinfo", "2026-12-07T15:00", "housing", "Mikkeli", "ar");
    add("Talousinfo", "2026-12-08T15:00", "economy", "Mikkeli", "so");
    add("Kieliryhmä", "2026-12-09T15:00", "language", "Savonlinna", "ru", domain::EventKind::group_activity);
  }
  void add(const std::string& name, const std::string& start, const std::string& theme, const std::string& town,
           const std::string& interpreted, domain::EventKind kind = domain::EventKind::info_session) {
    domain::EventDetails details = world.details(start);
    details.kind = kind;
    details.name = {{domain::LanguageTag("fi"), name}};
    details.keywords = {theme};
    details.location.municipality = town;
    details.interpreted_languages = {domain::LanguageTag(interpreted)};
    details.maximum_attendee_capacity = 1;
    world.event(std::move(details));
  }
  // The names, in order, or what is wrong.
  Lines names(const std::string& query) {
    const Answer answer = world.call("GET", "/api/v1/events" + query);
    if (answer.status != 200) return answer.errors();
    Lines lines;
    for (std::size_t i = 0; i < answer.body.find("data")->array()->size(); ++i) {
      lines.push_back(answer.at("data[" + std::to_string(i) + "].name.fi"));
    }
    return lines;
  }

  ApiWorld world;
};

TEST_F(EventListApi, each_filter_narrows) {
  EXPECT_EQ(names(""), (Lines{"Asumisinfo", "Talousinfo", "Kieliryhmä"}));
  EXPECT_EQ(names("?theme=housing,language"), (Lines{"Asumisinfo", "Kieliryhmä"}));
  EXPECT_EQ(names("?theme=housing&theme=economy"), (Lines{"Asumisinfo", "Talousinfo"}));
  EXPECT_EQ(names("?kind=group_activity"), Lines{"Kieliryhmä"});
  EXPECT_EQ(names("?language=so"), Lines{"Talousinfo"});
  EXPECT_EQ(names("?municipality=Savonlinna"), Lines{"Kieliryhmä"});
  EXPECT_EQ(names("?organisation=Mimosa").size(), 3U);
  EXPECT_EQ(names("?organisation=Nobody"), Lines{});
  EXPECT_EQ(names("?place=mimosa").size(), 3U);
  EXPECT_EQ(names("?q=asumis"), Lines{"Asumisinfo"});
  EXPECT_EQ(names("?q=&theme=&from=").size(), 3U);
}

TEST_F(EventListApi, dates_are_days_in_helsinki_and_the_last_one_counts) {
  EXPECT_EQ(names("?from=2026-12-08"), (Lines{"Talousinfo", "Kieliryhmä"}));
  EXPECT_EQ(names("?to=2026-12-08"), (Lines{"Asumisinfo", "Talousinfo"}));
  EXPECT_EQ(names("?from=2026-12-08&to=2026-12-08"), Lines{"Talousinfo"});
  EXPECT_EQ(names("?from=2026-12-08T17:00:00%2B02:00"), Lines{"Kieliryhmä"});
  EXPECT_EQ(names("?from=2026-12-08T16:59:59+02:00"), (Lines{"Talousinfo", "Kieliryhmä"}));
}

TEST_F(EventListApi, open_means_places_left_now) {
  EXPECT_EQ(names("?open=true").size(), 3U);
  const std::string id = world.call("GET", "/api/v1/events?theme=housing").at("data[0].id");
  world.call("POST", "/api/v1/events/" + id + "/registrations", fixtures::registration_body());
  EXPECT_EQ(names("?open=true"), (Lines{"Talousinfo", "Kieliryhmä"}));
  EXPECT_EQ(names("?open=false").size(), 3U);
  world.clock.set(world.local("2026-12-08T15:00"));
  EXPECT_EQ(names("?open=true"), Lines{"Kieliryhmä"});
}

TEST_F(EventListApi, pages_lead_to_each_other_with_the_filters_kept) {
  const Answer first = world.call("GET", "/api/v1/events?municipality=Mikkeli&page_size=1&q=info");
  EXPECT_EQ(first.number("meta.count"), 2);
  EXPECT_EQ(first.at("meta.previous"), "null");
  EXPECT_EQ(first.at("meta.next"),
            "https://kutsu.example.org/api/v1/events?municipality=Mikkeli&page_size=1&q=info&page=2");
  const Answer second = world.call("GET", first.at("meta.next").substr(25));
  EXPECT_EQ(second.at("data[0].name.fi"), "Talousinfo");
  EXPECT_EQ(second.at("meta.next"), "null");
  EXPECT_EQ(second.at("meta.previous"),
            "https://kutsu.example.org/api/v1/events?municipality=Mikkeli&page_size=1&q=info&page=1");
  const Answer beyond = world.call("GET", "/api/v1/events?page=50");
  EXPECT_EQ(beyond.at("data"), "[]");
  EXPECT_EQ(beyond.at("meta.previous"), "https://kutsu.example.org/api/v1/events?page=1");
}

TEST_F(EventListApi, parameters_that_make_no_sense_are_all_named) {
  EXPECT_EQ(
      names("?form=1&page=1&page=2&kind=party&from=tomorrow&to=2026-02-30&open=maybe&page_size=0&language=!&theme=x"),
      (Lines{"form unknown_parameter", "page repeated_parameter", "from date_time", "to date", "kind unknown_value",
             "theme unknown_value", "language language", "open boolean", "page_size out_of_range"}));
  for (const char* page : {"0", "-1", "1.5", "x", "100001", "99999999999999999999"}) {
    EXPECT_EQ(names(std::string("?page=") + page), Lines{"page out_of_range"}) << page;
  }
  EXPECT_EQ(names("?page_size=1001"), Lines{"page_size out_of_range"});
  EXPECT_EQ(names("?q=" + std::string(201, 'x')), Lines{"q too_long"});
}

TEST_F(EventListApi, the_same_list_has_the_same_etag_until_something_changes) {
  const Answer first = world.call("GET", "/api/v1/events");
  const std::string etag = first.header("ETag");
  ASSERT_FALSE(etag.empty());
  EXPECT_EQ(world.call("GET", "/api/v1/events", "", {{"If-None-Match", etag}}).status, 304);
  world.call("POST", "/api/v1/events/" + first.at("data[0].id") + "/registrations", fixtures::registration_body());
  const Answer changed = world.call("GET", "/api/v1/events", "", {{"If-None-Match", etag}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.at("data[0].remaining_attendee_capacity"), "0");
}

}  // namespace
