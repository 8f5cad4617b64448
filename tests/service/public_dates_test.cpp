#include <gmock/gmock.h>

#include "tests/service/public_world.hpp"

// The other dates of a series, as the public's pages and a poster tell them.
namespace {

using domain::LanguageTag;
using domain::PublicationStatus;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct PublicDates : testing::Test, fixtures::PublicWorld {
  // Four Mondays from 7.12. on.
  std::vector<domain::Event> series(PublicationStatus status) {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.publication_status = status;
    return world.weekly(details, 4).events;
  }
  void show_to(const domain::Event& date, PublicationStatus status) {
    (void)domain::edit_event(*world.ports, world.admin, date.id,
                             [&](domain::EventDetails& details) { details.publication_status = status; });
  }
  void hold_elsewhere(const domain::Event& date) {
    (void)domain::edit_event(*world.ports, world.admin, date.id, [&](domain::EventDetails& details) {
      details.location.name = "Kahvila Satama";
      details.location.street_address = "Satamatie 2";
    });
  }
  std::string poster(const domain::Event& date) {
    return world.sign_in(domain::Role::viewer).get("/organiser" + path_of(date) + "/poster?lang=fi&dates=all").text;
  }
  static std::string link_to(const domain::Event& date) { return "href=\"/fi" + path_of(date) + "\"><time"; }
  static std::string box_of(const domain::Event& date) {
    return "name=\"dates\" type=\"checkbox\" value=\"" + std::to_string(date.id.value) + "\"";
  }
};

TEST_F(PublicDates, held_elsewhere_have_their_place_beside_them_on_the_poster_the_form_and_the_page) {
  const auto dates = series(PublicationStatus::open_to_all);
  EXPECT_THAT(poster(dates[0]), Not(HasSubstr("Kahvila Satama")));
  hold_elsewhere(dates[2]);
  EXPECT_THAT(poster(dates[0]),
              AllOf(HasSubstr("ma\u00A021.12. ("), HasSubstr("Kahvila Satama"), Not(HasSubstr("14.12. ("))));
  const std::string place = "<br><b><bdi>Kahvila Satama</bdi></b><br>";
  for (const std::string& path : {"/fi" + path_of(dates[0]), "/fi" + path_of(dates[0]) + "/register"}) {
    const std::string page = get(path).text;
    EXPECT_NE(page.find(place), page.npos) << path;
    EXPECT_EQ(page.find(place), page.rfind(place)) << "of one date alone: " << path;
  }
  // Seen from there the others are elsewhere.
  EXPECT_THAT(get("/fi" + path_of(dates[2])).text,
              AllOf(HasSubstr("<br><b><bdi>Monikulttuurikeskus Mimosa</bdi></b><br>"), Not(HasSubstr(place))));
}

TEST_F(PublicDates, by_link_are_told_to_whoever_has_the_link_of_one_and_nowhere_else) {
  const auto dates = series(PublicationStatus::unlisted);
  show_to(dates[2], PublicationStatus::staff);
  const std::string page = get("/fi" + path_of(dates[0])).text;
  EXPECT_THAT(page, AllOf(HasSubstr(link_to(dates[1])), Not(HasSubstr(link_to(dates[2]))), HasSubstr(link_to(dates[3])),
                          Not(HasSubstr("Muita tulevia kertoja ei ole"))));
  for (const char* list : {"/fi/", "/calendar.ics", "/api/v1/events"}) {
    const auto answer = world.call("GET", list);
    EXPECT_EQ(answer.status, 200) << list;
    EXPECT_THAT(answer.text, AllOf(Not(HasSubstr(path_of(dates[1]))), Not(HasSubstr(dates[1].uid)))) << list;
  }
  EXPECT_THAT(poster(dates[0]), AllOf(HasSubstr("14.12."), Not(HasSubstr("21.12."))));
}

TEST_F(PublicDates, by_link_are_not_offered_to_whoever_registers_for_a_public_one) {
  const auto dates = series(PublicationStatus::open_to_all);
  show_to(dates[1], PublicationStatus::unlisted);
  EXPECT_THAT(get("/fi" + path_of(dates[0]) + "/register").text,
              AllOf(HasSubstr(box_of(dates[2])), Not(HasSubstr(box_of(dates[1])))));
  show_to(dates[0], PublicationStatus::unlisted);
  EXPECT_THAT(get("/fi" + path_of(dates[0]) + "/register").text,
              AllOf(HasSubstr(box_of(dates[2])), HasSubstr(box_of(dates[1]))));
}

}  // namespace
