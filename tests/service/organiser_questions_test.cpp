#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/organiser_questions.hpp"
#include "service/slug.hpp"
#include "tests/service/console_world.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using testing::HasSubstr;
using testing::Not;

TEST(Slug, keys_are_made_of_what_latin_letters_there_are) {
  EXPECT_EQ(service::slug_of("Mistä kuulit tästä?"), "mista-kuulit-tasta");
  EXPECT_EQ(service::slug_of("  ÅÄÖ – 2 krs. "), "aao-2-krs");
  EXPECT_EQ(service::slug_of("كيف سمعت"), "");
  EXPECT_LE(service::slug_of(std::string(100, 'a')).size(), service::longest_slug);
  const LanguageTag fi("fi");
  EXPECT_EQ(service::free_slug({{fi, "Kyllä"}}, "choice", {"kylla"}), "kylla-2");
  EXPECT_EQ(service::free_slug({{LanguageTag("ar"), "نعم"}}, "choice", {}), "choice");
}

service::QuestionInput choice(const std::string& key, const std::string& fi, const std::string& ar = {}) {
  return {key, "choice", false, {{"fi", {"Ruokavalio", "Tarjoilu", fi}}, {"ar", {"", "", ar}}}};
}

std::vector<std::string> keys(const std::vector<domain::Question>& questions) {
  std::vector<std::string> all;
  for (const domain::Choice& one : questions.at(0).choices) all.push_back(one.key);
  return all;
}

TEST(OrganiserQuestions, a_choice_keeps_its_key_while_its_words_or_its_place_stay) {
  domain::Violations violations;
  const auto stored = service::questions_of({choice("diet", "Sekaruoka\nKasvis", "لحم\nنباتي")}, {}, violations);
  EXPECT_EQ(keys(stored), (std::vector<std::string>{"sekaruoka", "kasvis"}));
  EXPECT_EQ(keys(service::questions_of({choice("diet", "Kasvis\nSekaruoka")}, stored, violations)),
            (std::vector<std::string>{"kasvis", "sekaruoka"}))
      << "reordered";
  EXPECT_EQ(keys(service::questions_of({choice("diet", "Sekaruoka\nKasvisruoka")}, stored, violations)),
            (std::vector<std::string>{"sekaruoka", "kasvis"}))
      << "reworded";
  EXPECT_EQ(keys(service::questions_of({choice("diet", "Kala\nSekaruoka\nKasvis")}, stored, violations)),
            (std::vector<std::string>{"kala", "sekaruoka", "kasvis"}))
      << "one more";
  EXPECT_TRUE(violations.empty());
}

TEST(OrganiserQuestions, languages_with_different_numbers_of_choices_are_a_mistake) {
  domain::Violations violations;
  (void)service::questions_of({choice("diet", "Sekaruoka\nKasvis", "لحم")}, {}, violations);
  EXPECT_EQ(fixtures::problem_of([&] { violations.throw_if_any(); }), "choice_lines");
}

class OrganiserQuestionForm : public testing::Test {
 protected:
  static service::Fields filled(const service::Fields& more = {}) {
    service::Fields fields = ConsoleWorld::event_form({{"questions[0].key", ""},
                                                       {"questions[0].type", "choice"},
                                                       {"questions[0].required", "yes"},
                                                       {"questions[0].label.fi", "Mistä kuulit?"},
                                                       {"questions[0].reason.fi", "Jotta tiedämme, missä kertoa"},
                                                       {"questions[0].choices.fi", "Ystävältä\nKirjastosta"},
                                                       {"questions[1].key", "diet"},
                                                       {"questions[1].type", "text"},
                                                       {"questions[1].label.fi", "Ruokavalio"},
                                                       {"questions[1].label.ar", "الحمية"},
                                                       {"questions[1].reason.fi", "Tarjoilua varten"}});
    for (const auto& [name, value] : more) {
      const auto found = std::ranges::find(fields, name, &service::Fields::value_type::first);
      if (found == fields.end()) {
        fields.emplace_back(name, value);
      } else {
        found->second = value;
      }
    }
    return fields;
  }
  Answer send(const service::Fields& more = {}) { return browser.post("/organiser/events", filled(more)); }

  ConsoleWorld world;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(OrganiserQuestionForm, questions_are_stored_with_their_words_and_keys) {
  ASSERT_EQ(send().status, 303);
  const auto questions = world.only_event().questions;
  ASSERT_EQ(questions.size(), 2U);
  EXPECT_EQ(questions[0].key, "mista-kuulit");
  EXPECT_EQ(questions[0].type, domain::QuestionType::choice);
  EXPECT_TRUE(questions[0].required);
  EXPECT_EQ(questions[0].choices[1].label.at(LanguageTag("fi")), "Kirjastosta");
  EXPECT_EQ(questions[1].key, "diet");
  EXPECT_FALSE(questions[1].required);
  EXPECT_EQ(questions[1].label.at(LanguageTag("ar")), "الحمية");
  EXPECT_TRUE(questions[1].choices.empty());
}

TEST_F(OrganiserQuestionForm, the_form_of_a_stored_event_changes_nothing_when_it_is_saved_as_it_is) {
  ASSERT_EQ(send().status, 303);
  const domain::Event before = world.only_event();
  const std::string address = "/organiser/events/" + std::to_string(before.id.value) + "/edit";
  const std::string page = browser.get(address).text;
  const std::string mark = "name=\"based_on\" value=\"";
  const std::size_t at = page.find(mark) + mark.size();
  service::Fields form = filled({{"questions[0].key", "mista-kuulit"}});
  form.emplace_back("organisers", std::to_string(before.organisers.front().id.value));
  form.emplace_back("based_on", page.substr(at, page.find('"', at) - at));
  ASSERT_EQ(browser.post(address, form).status, 303);
  EXPECT_EQ(world.only_event().questions, before.questions);
  EXPECT_EQ(world.only_event().sequence, before.sequence);
}

TEST_F(OrganiserQuestionForm, buttons_add_remove_and_move_questions_and_keep_everything_typed) {
  const Answer added = send({{"action", "add_question"}, {"short_description.fi", "Kesken"}});
  EXPECT_EQ(added.status, 200);
  EXPECT_THAT(added.text, HasSubstr("id=\"question-2\""));
  EXPECT_THAT(added.text, HasSubstr("Ystävältä\nKirjastosta</textarea>"));
  EXPECT_THAT(added.text, HasSubstr("Kesken</textarea>"));
  const std::string moved = send({{"action", "down_question:0"}}).text;
  EXPECT_THAT(moved, HasSubstr("name=\"questions[0].label.fi\" type=\"text\" value=\"Ruokavalio\""));
  EXPECT_THAT(moved, HasSubstr("name=\"questions[1].label.fi\" type=\"text\" value=\"Mistä kuulit?\""));
  const std::string back = send({{"action", "up_question:1"}}).text;
  EXPECT_THAT(back, HasSubstr("name=\"questions[0].key\" type=\"text\" value=\"diet\""));
  const std::string removed = send({{"action", "remove_question:0"}}).text;
  EXPECT_THAT(removed, Not(HasSubstr("Mistä kuulit?")));
  EXPECT_THAT(removed, HasSubstr("value=\"Ruokavalio\""));
  for (const char* nonsense : {"remove_question:9", "up_question:0", "down_question:1"}) {
    EXPECT_EQ(send({{"action", nonsense}}).status, 200) << nonsense;
  }
  EXPECT_TRUE(world.events().empty());
}

TEST_F(OrganiserQuestionForm, what_is_wrong_with_a_question_names_its_field) {
  const Answer answer = send({{"questions[0].reason.fi", ""},
                              {"questions[0].choices.fi", "Yksi"},
                              {"questions[1].key", "Ei käy"},
                              {"questions[1].label.fi", std::string(301, 'a')}});
  EXPECT_EQ(answer.status, 400);
  for (const char* link : {"href=\"#questions-0-reason-fi\"", "href=\"#questions-0-choices-fi\"",
                           "href=\"#questions-1-key\"", "href=\"#questions-1-label-fi\""}) {
    EXPECT_THAT(answer.text, HasSubstr(link));
  }
  EXPECT_THAT(answer.text, HasSubstr("Kysymys 1: Miksi kysytään (suomi)"));
  EXPECT_TRUE(world.events().empty());
}

TEST_F(OrganiserQuestionForm, a_question_in_which_nothing_was_typed_is_none) {
  ASSERT_EQ(send({{"questions[2].key", ""}, {"questions[2].type", "yes_no"}}).status, 303);
  EXPECT_EQ(world.only_event().questions.size(), 2U);
}

TEST_F(OrganiserQuestionForm, twenty_questions_are_the_most) {
  service::Fields more{{"action", "add_question"}};
  for (int i = 2; i < 20; ++i) more.emplace_back("questions[" + std::to_string(i) + "].type", "text");
  const std::string page = send(more).text;
  EXPECT_THAT(page, HasSubstr("id=\"question-19\""));
  EXPECT_THAT(page, Not(HasSubstr("id=\"question-20\"")));
  EXPECT_THAT(page, Not(HasSubstr("value=\"add_question\"")));
}

TEST_F(OrganiserQuestionForm, the_dates_of_a_series_carry_the_questions_on) {
  service::Fields form = filled({{"repeat", "weekly"}, {"repeat_count", "2"}});
  const std::string preview = browser.post("/organiser/events", form).text;
  EXPECT_THAT(preview, HasSubstr("name=\"questions[0].choices.fi\" value=\"Ystävältä\nKirjastosta\""));
  EXPECT_THAT(preview, HasSubstr("name=\"questions[0].required\" value=\"yes\""));
  for (auto& [name, value] : form) {
    if (name == "action") value = "save_series";
  }
  form.emplace_back("held", "2026-12-01");
  form.emplace_back("held", "2026-12-08");
  ASSERT_EQ(browser.post("/organiser/events", form).status, 303);
  for (const domain::Event& event : world.events()) EXPECT_EQ(event.questions.size(), 2U);
}

TEST_F(OrganiserQuestionForm, how_places_are_given_and_what_is_asked_is_stored) {
  ASSERT_EQ(send({{"waiting_list", "offer"},
                  {"waiting_list_offer.amount", "36"},
                  {"waiting_list_offer.unit", "hours"},
                  {"invited_only", "yes"},
                  {"phone_code_required", "yes"},
                  {"maximum_parties_per_contact", "2"},
                  {"external_registration_url", "https://example.org/ilmo"},
                  {"asks", "accessibility"}})
                .status,
            303);
  const domain::Event event = world.only_event();
  EXPECT_EQ(event.waiting_list_offer, std::chrono::hours{36});
  EXPECT_TRUE(event.invited_only);
  EXPECT_TRUE(event.phone_code_required);
  EXPECT_EQ(event.maximum_parties_per_contact, 2);
  EXPECT_EQ(event.external_registration_url, "https://example.org/ilmo");
  EXPECT_FALSE(event.asks.name) << "replaced by the other box";
  EXPECT_TRUE(event.asks.accessibility);
  const std::string page = browser.get("/organiser/events/" + std::to_string(event.id.value) + "/edit").text;
  EXPECT_THAT(page, HasSubstr("name=\"waiting_list\" type=\"radio\" value=\"offer\" checked"));
  EXPECT_THAT(page, HasSubstr("value=\"36\""));
}

TEST_F(OrganiserQuestionForm, what_is_wrong_with_the_rules_names_its_field) {
  const Answer answer = send({{"waiting_list", "offer"},
                              {"waiting_list_offer.amount", "5"},
                              {"waiting_list_offer.unit", "minutes"},
                              {"maximum_parties_per_contact", "0"}});
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#waiting_list_offer-amount\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#maximum_parties_per_contact\""));
  EXPECT_THAT(send({{"waiting_list", "offer"}, {"waiting_list_offer.amount", ""}}).text,
              HasSubstr("href=\"#waiting_list_offer-amount\""));
}

}  // namespace
