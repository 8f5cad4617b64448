#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/pasted_lines.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::LanguageTag;
using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> read(const std::string& text, std::vector<ui::LineProblem>& problems) {
  std::vector<std::string> people;
  for (const domain::Person& person : service::pasted_persons(text, problems)) {
    people.push_back(person.name + "/" + (person.interpreter_language ? person.interpreter_language->str() : "") + "/" +
                     (person.child_age ? std::to_string(*person.child_age) : ""));
  }
  return people;
}

TEST(PastedLines, people_come_with_semicolons_commas_or_tabs) {
  std::vector<ui::LineProblem> problems;
  EXPECT_THAT(read("Amir; arabia; 4\r\nLayla,persia\n\n  \nNoor\tso\t\nHassan;;7\nSara, 5\nYksin", problems),
              ElementsAre("Amir/ar/4", "Layla/fa/", "Noor/so/", "Hassan//7", "Sara//5", "Yksin//"));
  EXPECT_THAT(problems, IsEmpty());
}

TEST(PastedLines, languages_are_known_by_name_in_any_language_by_their_own_and_by_tag) {
  std::vector<ui::LineProblem> problems;
  EXPECT_THAT(read("a; Arabic\nb; العربية\nc; AR\nd; persiska\ne; kurdi", problems),
              ElementsAre("a/ar/", "b/ar/", "c/ar/", "d/fa/", "e/ckb/"));
  EXPECT_THAT(problems, IsEmpty());
}

TEST(PastedLines, what_cannot_be_read_is_told_by_its_line_in_the_list) {
  std::vector<ui::LineProblem> problems;
  read("Amir; arabia\n\nLayla; klingonin murre\nNoor; ar; seitsemän\nHassan; ar; 18\nSara; ar; 5; isä", problems);
  ASSERT_EQ(problems.size(), 4U);
  EXPECT_EQ(problems[0].line, 3U);
  EXPECT_EQ(problems[0].code, "unknown_language");
  EXPECT_EQ(problems[0].word, "klingonin murre");
  EXPECT_EQ(problems[1].line, 4U);
  EXPECT_EQ(problems[1].code, "number");
  EXPECT_EQ(problems[2].line, 5U);
  EXPECT_EQ(problems[2].code, "out_of_range");
  EXPECT_EQ(problems[3].line, 6U);
  EXPECT_EQ(problems[3].code, "too_many_cells");
}

TEST(PastedLines, contacts_are_known_by_what_their_cells_look_like) {
  std::vector<ui::LineProblem> problems;
  const auto contacts = service::pasted_contacts(
      "Amir; 040 555 0101; arabia\nLayla, layla@example.org\n+358 40 555 0102\nHodan", LanguageTag("fi"), problems);
  ASSERT_EQ(contacts.size(), 4U);
  EXPECT_EQ(contacts[0].phone->e164(), "+358405550101");
  EXPECT_EQ(contacts[0].language, LanguageTag("ar"));
  EXPECT_EQ(contacts[1].email->str(), "layla@example.org");
  EXPECT_EQ(contacts[1].language, LanguageTag("fi"));
  EXPECT_EQ(contacts[2].name, "");
  EXPECT_EQ(contacts[2].phone->e164(), "+358405550102");
  EXPECT_EQ(contacts[3].name, "Hodan");
  EXPECT_THAT(problems, IsEmpty());
}

class OrganiserGroup : public testing::Test {
 protected:
  std::string address() const { return "/organiser/events/" + std::to_string(event.id.value) + "/registrations/group"; }
  Answer send(const std::string& action, const std::string& people, const std::string& consent = "yes") {
    return organiser.post(address(), {{"action", action},
                                      {"people", people},
                                      {"contact.name", "Olli Ohjaaja"},
                                      {"contact.email", "olli@example.org"},
                                      {"contact.language", "fi"},
                                      {"consent", consent},
                                      {"once", "abc"}});
  }
  std::vector<domain::Registration> registrations() {
    std::vector<domain::Registration> all;
    world.store->read([&](const domain::Snapshot& snapshot) { all = snapshot.registrations().of_event(event.id); });
    return all;
  }

  ConsoleWorld world;
  domain::Event event = world.event("2026-12-01T15:00", 100);
  Browser organiser = world.sign_in(Role::organiser);
};

TEST_F(OrganiserGroup, what_becomes_of_a_group_that_finds_no_places_is_said_before_it_is_registered) {
  EXPECT_THAT(send("preview", "Amir\nLayla").text, Not(HasSubstr("jonoon")));
  event = world.event("2026-12-02T15:00", 2, 2);
  (void)world.register_party(event);
  EXPECT_THAT(send("preview", "Amir\nLayla").text, HasSubstr("koko ryhmä jää jonoon"));
  (void)world.register_party(event, 2);
  EXPECT_EQ(send("preview", "Amir\nLayla").status, 409) << "nor is there room to wait";
}

TEST_F(OrganiserGroup, a_list_is_shown_as_it_was_read_before_anything_is_stored) {
  const Answer preview = send("preview", "Amir; arabia\nLayla; persia");
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(preview.text, HasSubstr("Amir"));
  EXPECT_THAT(preview.text, HasSubstr("persia"));
  EXPECT_THAT(preview.text, HasSubstr("Ilmoita 2 henkilöä"));
  EXPECT_THAT(registrations(), IsEmpty());
  const Answer back = send("back", "Amir; arabia\nLayla; persia");
  EXPECT_THAT(back.text, HasSubstr("Amir; arabia\nLayla; persia</textarea>"));
}

TEST_F(OrganiserGroup, sixty_people_are_one_party_with_one_contact_and_sixty_one_are_too_many) {
  std::string people;
  for (int i = 1; i <= 60; ++i) people += "Henkilö " + std::to_string(i) + "; so\n";
  const Answer saved = send("save", people);
  ASSERT_EQ(saved.status, 303) << saved.text;
  ASSERT_EQ(registrations().size(), 1U);
  EXPECT_EQ(registrations()[0].persons.size(), 60U);
  EXPECT_EQ(registrations()[0].contact.email->str(), "olli@example.org");
  EXPECT_THAT(organiser.get(saved.header("Location")).text, HasSubstr("Olli Ohjaaja, 60 henkilöä"));
  const Answer refused = send("save", people + "Vielä yksi");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("href=\"#people\""));
  EXPECT_THAT(refused.text, HasSubstr("Enintään 60 henkilöä"));
}

TEST_F(OrganiserGroup, a_group_that_does_not_fit_is_told_before_it_is_saved_as_when_it_is) {
  event = world.event("2026-12-02T15:00", 11);
  std::string people;
  for (int i = 1; i <= 12; ++i) people += "Henkilö " + std::to_string(i) + "; so\n";
  for (const char* const action : {"preview", "save"}) {
    const Answer refused = send(action, people);
    EXPECT_EQ(refused.status, 409) << action;
    EXPECT_THAT(refused.text, HasSubstr("Henkilö 12; so")) << "what was pasted is kept";
    EXPECT_THAT(refused.text, HasSubstr("enemmän ihmisiä kuin tilaisuudessa on paikkoja"));
  }
  EXPECT_THAT(registrations(), IsEmpty());
  event = world.event("2026-12-03T15:00", 12);
  EXPECT_EQ(send("preview", people).status, 200);
  EXPECT_THAT(registrations(), IsEmpty());
  EXPECT_EQ(send("save", people).status, 303);
  EXPECT_EQ(registrations().at(0).persons.size(), 12U);
}

TEST_F(OrganiserGroup, lines_that_cannot_be_read_and_inputs_that_are_missing_are_told_together) {
  const Answer answer = send("preview", "Amir; arabia\nLayla; klingon kieli", "");
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("Rivi 2, ”klingon kieli”: Kieltä ei tunneta."));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#consent\""));
  EXPECT_THAT(answer.text, Not(HasSubstr("Rivi 1")));
}

}  // namespace
