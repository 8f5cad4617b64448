#include <gmock/gmock.h>

#include "domain/edit_event.hpp"
#include "tests/service/console_world.hpp"

// Sheets for the wall: what they are narrowed to, and what they warn of.
namespace {

using domain::LanguageTag;
using domain::Role;
using fixtures::Answer;
using fixtures::ConsoleWorld;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class Print : public testing::Test {
 protected:
  domain::Event event(const std::string& name, const std::string& organiser, const std::string& municipality) {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.name = {{LanguageTag("fi"), name}};
    details.organisers = {{*world.organiser(organiser).organisation, organiser}};
    details.location.municipality = municipality;
    return world.event(details);
  }
  ConsoleWorld world;
};

TEST_F(Print, a_month_is_narrowed_to_one_organisation_and_says_so_in_its_heading) {
  event("Meidän ilta", "Mimosa", "Mikkeli");
  event("Heidän ilta", "Silta", "Kemi");
  const std::string mimosa = std::to_string(world.organiser("Mimosa").organisation->value);
  const Answer sheet = world.call("GET", "/fi/print?month=2026-12&organisation=" + mimosa);
  EXPECT_THAT(sheet.text, AllOf(HasSubstr("Meidän ilta"), Not(HasSubstr("Heidän ilta")),
                                HasSubstr("<span class=\"narrowed\">Mimosa</span></h1>"),
                                HasSubstr("<option value=\"" + mimosa + "\" selected>Mimosa</option>"),
                                HasSubstr("Silta</option>"), HasSubstr("<option value=\"Kemi\">Kemi</option>")));
  EXPECT_THAT(world.call("GET", "/fi/print?month=2027-06&organisation=" + mimosa).text,
              HasSubstr("<span class=\"narrowed\">Mimosa</span>"))
      << "also where it has nothing";
  const std::string quiet = std::to_string(world.organiser("Hiljainen").organisation->value);
  EXPECT_THAT(world.call("GET", "/fi/print?month=2026-12&organisation=" + quiet).text, Not(HasSubstr("Hiljainen")))
      << "nobody outside knows of it";
}

TEST_F(Print, the_consoles_link_keeps_the_filters_and_is_about_the_own_organisation) {
  event("Meidän ilta", "Mimosa", "Mikkeli");
  fixtures::Browser organiser = world.sign_in(Role::organiser);
  const std::string mimosa = std::to_string(world.organiser("Mimosa").organisation->value);
  EXPECT_THAT(
      organiser.get("/organiser/?q=ilta&kind=info_session&publication=public").text,
      HasSubstr("href=\"/fi/print?kind=info_session&amp;q=ilta&amp;organisation=" + mimosa + "&amp;month=2026-12\""));
}

TEST_F(Print, a_place_that_nobody_knows_is_asked_for_on_the_sheet_and_on_the_poster) {
  domain::EventDetails details = world.details("2026-12-07T15:00");
  details.location = {"–", "", "Mikkeli", "", {}};
  const std::string poster = "/organiser/events/" + std::to_string(world.event(details).id.value) + "/poster";
  fixtures::Browser organiser = world.sign_in(Role::organiser);
  EXPECT_THAT(organiser.get(poster).text,
              AllOf(HasSubstr("Kysy järjestäjältä"), HasSubstr("Mikkeli"), Not(HasSubstr(">–<"))));
  EXPECT_THAT(world.call("GET", "/fi/print?month=2026-12").text,
              AllOf(HasSubstr("Mikkeli: kysy tarkka paikka järjestäjältä"), Not(HasSubstr(">–<"))));
}

TEST_F(Print, what_was_moved_says_so_shortly) {
  const auto moved = event("Siirtynyt ilta", "Mimosa", "Mikkeli");
  (void)domain::edit_event(*world.ports, world.admin, moved.id, [&](domain::EventDetails& details) {
    details.start_time = world.local("2026-12-08T15:00");
    details.end_time = world.local("2026-12-08T17:00");
  });
  EXPECT_THAT(
      world.call("GET", "/fi/print?month=2026-12").text,
      AllOf(HasSubstr("<span class=\"moved\">aiemmin ma 7.12. 15.00</span>"), Not(HasSubstr("aiemmin maanantai"))));
}

TEST_F(Print, a_poster_warns_of_a_machines_translation_before_it_is_printed) {
  domain::EventDetails details = world.details("2026-12-07T15:00");
  details.name = {{LanguageTag("fi"), "Ilta"}, {LanguageTag("ar"), "أمسية"}};
  details.machine_made = {{"name", LanguageTag("ar")}};
  const std::string poster = "/organiser/events/" + std::to_string(world.event(details).id.value) + "/poster?lang=fi";
  fixtures::Browser viewer = world.sign_in(Role::viewer);
  EXPECT_THAT(viewer.get(poster).text,
              AllOf(HasSubstr("<aside class=\"on-screen warning\">"), HasSubstr("ei ole tarkistanut (arabia)")));
  details.machine_made.clear();
  const std::string checked = "/organiser/events/" + std::to_string(world.event(details).id.value) + "/poster?lang=fi";
  EXPECT_THAT(viewer.get(checked).text, Not(HasSubstr("ei ole tarkistanut")));
}

}  // namespace
