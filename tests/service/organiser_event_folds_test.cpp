#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/rooms.hpp"
#include "tests/service/console_world.hpp"

namespace {

using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

// What most events do not need is folded away, and nothing that somebody should look at is.
class OrganiserEventFolds : public testing::Test {
 protected:
  Answer create(const service::Fields& changes) {
    return browser.post("/organiser/events", ConsoleWorld::event_form(changes));
  }
  // The beginning of the fold whose summary has this; empty where there is none.
  static std::string fold_with(const std::string& page, const std::string& mark) {
    const std::size_t at = page.find(mark);
    if (at == std::string::npos) return {};
    const std::size_t begin = page.rfind("<details class=\"fold", at);
    return begin == std::string::npos ? std::string() : page.substr(begin, page.find("</summary>", at) - begin);
  }
  static testing::AssertionResult is_open(const std::string& page, const std::string& mark) {
    const std::string fold = fold_with(page, mark);
    if (fold.empty()) return testing::AssertionFailure() << "there is no fold with " << mark;
    const bool open = fold.substr(0, fold.find('>')).ends_with(" open");
    return (open ? testing::AssertionSuccess() : testing::AssertionFailure()) << fold;
  }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(OrganiserEventFolds, of_a_new_event_a_summary_says_what_is_in_each_fold) {
  const std::string page = browser.get("/organiser/events/new").text;
  for (const auto& [mark, said] : {std::pair{"id=\"repeats\"", "Ei, kerran"},
                                   {"id=\"languages\"", "suomi; ei tulkata"},
                                   {"id=\"asked\"", "Esteettömyys ja muut tarpeet; ei omia kysymyksiä"},
                                   {"id=\"reminders-title\"", "2 tuntia"},
                                   {"id=\"who\"", "Mimosa"},
                                   {">Etätilaisuus<", "ei"},
                                   {">Lastenhoito, ilmoittautumisaika ja ehdot<", "ei lastenhoitoa"},
                                   {">englanti<", "ei vielä tekstiä"}}) {
    EXPECT_FALSE(is_open(page, mark));
    EXPECT_THAT(fold_with(page, mark), HasSubstr(said)) << mark;
  }
}

TEST_F(OrganiserEventFolds, what_is_not_usual_is_open_and_said) {
  ASSERT_EQ(create({{"childcare_capacity", "3"}, {"neutral_name.fi", "Tapaaminen"}, {"asks", "name"}}).status, 303);
  const std::string page =
      browser.get("/organiser/events/" + std::to_string(world.only_event().id.value) + "/edit").text;
  for (const char* mark : {"id=\"languages\"", "id=\"reminders-title\"", ">arabia<", ">Neutraali nimi viesteissä<",
                           ">Lastenhoito, ilmoittautumisaika ja ehdot<"}) {
    EXPECT_TRUE(is_open(page, mark));
  }
  EXPECT_THAT(fold_with(page, "id=\"languages\""), HasSubstr("suomi; tulkataan: arabia"));
  EXPECT_THAT(fold_with(page, ">Lastenhoito"), HasSubstr("Lastenhoitopaikkoja"));
  EXPECT_THAT(fold_with(page, ">arabia<"), HasSubstr("لقاء عن العمل"));
  EXPECT_FALSE(is_open(page, "id=\"who\""));
  EXPECT_FALSE(is_open(page, ">englanti<"));
}

TEST_F(OrganiserEventFolds, a_mistake_is_never_folded_away) {
  const Answer answer = create({{"interpreted_languages", "xx-?"},
                                {"repeat_exceptions", "31.2.2027"},
                                {"repeat", "weekly"},
                                {"maximum_parties_per_contact", "monta"},
                                {"time_zone", "Europe/Mikkeli"},
                                {"reminder_amount", "paljon"}});
  ASSERT_EQ(answer.status, 400);
  for (const char* mark :
       {"id=\"repeats\"", "id=\"languages\"", "id=\"reminders-title\"", ">Lastenhoito, ilmoittautumisaika ja ehdot<",
        ">Päättyy toisena päivänä tai on toisella aikavyöhykkeellä<"}) {
    EXPECT_TRUE(is_open(answer.text, mark));
  }
}

TEST_F(OrganiserEventFolds, a_place_in_words_is_offered_as_the_room_that_it_may_be_and_one_press_takes_it) {
  domain::RoomDetails details;
  details.name = "Sali";
  details.street_address = "Monitoimitalo, Hallituskatu 7";
  details.municipality = "Mikkeli";
  const auto room = domain::create_room(*world.ports, world.organiser("Mimosa"), details);
  const std::string button = "value=\"room:" + std::to_string(room.id.value) + "\"";
  const Answer checked = create({{"location.name", "Monitoimitalo, sali"}, {"action", "check"}});
  EXPECT_THAT(checked.text, HasSubstr(button));
  EXPECT_THAT(checked.text, HasSubstr("Tarkoititko tilaa Sali, Monitoimitalo, Hallituskatu 7, Mikkeli?"));
  const Answer taken =
      create({{"location.name", "Monitoimitalo, sali"}, {"action", "room:" + std::to_string(room.id.value)}});
  EXPECT_EQ(taken.status, 200);
  EXPECT_THAT(taken.text, HasSubstr("<option value=\"" + std::to_string(room.id.value) + "\" selected>"));
  EXPECT_THAT(taken.text, Not(HasSubstr("Monitoimitalo, sali")));
  EXPECT_THAT(taken.text, Not(HasSubstr(button)));
  EXPECT_TRUE(world.events().empty());
  const Answer script = browser.post("/organiser/conflicts", ConsoleWorld::event_form({{"location.name", "sali"}}));
  EXPECT_THAT(script.text, HasSubstr("data-take-room=\"" + std::to_string(room.id.value) + "\""));
}

TEST_F(OrganiserEventFolds, a_town_that_the_rooms_name_says_is_said_once_wherever_the_place_is_shown) {
  domain::RoomDetails details;
  details.name = "Lapintie 11-13, 94100 Kemi";
  details.municipality = "Kemi";
  const auto room = domain::create_room(*world.ports, world.organiser("Mimosa"), details);
  EXPECT_THAT(browser.get("/organiser/events/new").text, HasSubstr(">Lapintie 11-13, 94100 Kemi</option>"));
  ASSERT_EQ(create({{"location.room", std::to_string(room.id.value)}, {"publication_status", "public"}}).status, 303);
  const std::string id = std::to_string(world.only_event().id.value);
  for (const std::string& address : {"/organiser/events/" + id, "/fi/events/" + id, std::string("/fi/"),
                                     "/events/" + id + ".ics", std::string("/organiser/")}) {
    const std::string text = browser.get(address).text;
    const std::size_t at = text.find("94100 Kemi");
    ASSERT_NE(at, std::string::npos) << address;
    EXPECT_FALSE(text.substr(at + 10, 20).find("Kemi") != std::string::npos) << address << ": " << text.substr(at, 40);
  }
}

}  // namespace
