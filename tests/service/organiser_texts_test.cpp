#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "domain/event_texts.hpp"
#include "domain/keep_materials.hpp"
#include "tests/service/public_world.hpp"

// What translations lack, as organisers and participants are told, and as programs are.
namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using fixtures::ConsoleWorld;
using fixtures::PublicWorld;
using testing::HasSubstr;
using testing::Not;
using Lines = std::vector<std::string>;

struct Translations : testing::Test, PublicWorld {
  Translations() {
    domain::EventDetails details = world.details("2026-12-01T15:00");
    details.name = {{LanguageTag("fi"), "Asuminen"}, {LanguageTag("en"), "Housing"}, {LanguageTag("ar"), "السكن"}};
    details.short_description = {{LanguageTag("fi"), "Vuokrasta"}, {LanguageTag("en"), "Rent"}};
    details.in_language = {LanguageTag("fi")};
    details.interpreted_languages = {LanguageTag("so")};
    event = world.event(details);
    address = "/organiser/events/" + std::to_string(event.id.value);
    api = "/api/v1/events/" + std::to_string(event.id.value);
  }
  void change(const std::function<void(domain::EventDetails&)>& work) {
    (void)domain::edit_event(*world.ports, world.admin, event.id, work);
  }
  void change_finnish() {
    change([](domain::EventDetails& now) { now.short_description[LanguageTag("fi")] = "Vuokrasta ja takuusta"; });
  }
  // The form as the page has it, with `changes`.
  service::Fields form(const service::Fields& changes) {
    const std::string page = browser.get(address + "/edit").text;
    const std::string mark = "name=\"based_on\" value=\"";
    const std::size_t at = page.find(mark) + mark.size();
    const domain::Event now = world.now(event);
    service::Fields fields;
    for (const char* language : {"fi", "en", "ar"}) {
      const auto text = [&](const domain::LocalisedText& texts) {
        const auto found = texts.find(LanguageTag(language));
        return found == texts.end() ? std::string() : found->second;
      };
      fields.emplace_back("text_language", language);
      fields.emplace_back(std::string("name.") + language, text(now.name));
      fields.emplace_back(std::string("short_description.") + language, text(now.short_description));
    }
    for (auto& [name, value] : ConsoleWorld::event_form({{"interpreted_languages", "so"}})) {
      const bool is_text =
          name == "text_language" || name.starts_with("name.") || name.starts_with("short_description");
      if (!is_text) fields.emplace_back(name, value);
    }
    fields.emplace_back("organisers", std::to_string(now.organisers.front().id.value));
    fields.emplace_back("based_on", page.substr(at, page.find('"', at) - at));
    fields.emplace_back("original_language", "fi");
    fields.insert(fields.end(), changes.begin(), changes.end());
    return fields;
  }

  domain::Event event;
  std::string address;
  std::string api;
  Browser browser = world.sign_in(domain::Role::organiser);
};

TEST_F(Translations, the_event_s_page_sums_up_what_is_missing_and_older) {
  change_finnish();
  const std::string page = browser.get(address + "?lang=en").text;
  EXPECT_THAT(page, HasSubstr("<strong>Arabic</strong><br>Missing: Description."));
  EXPECT_THAT(page, HasSubstr("<strong>English</strong><br>Older than the original (Finnish): Description."));
  EXPECT_THAT(page, HasSubstr("The original was changed on Monday"));
  EXPECT_THAT(page, HasSubstr("<strong>Somali</strong><br>There is no text in this language yet"));
}

TEST_F(Translations, nothing_is_said_where_all_is_well) {
  change([](domain::EventDetails& now) {
    now.short_description[LanguageTag("ar")] = "الإيجار";
    now.interpreted_languages = {};
  });
  EXPECT_THAT(browser.get(address).text, Not(HasSubstr("id=\"translations\"")));
}

TEST_F(Translations, one_press_says_that_a_translation_is_still_right) {
  change_finnish();
  EXPECT_EQ(browser.post(address + "/texts/checked", {{"language", "en"}}).status, 303);
  EXPECT_THAT(browser.get(address + "?lang=en").text, Not(HasSubstr("<strong>English</strong>")));
  EXPECT_THAT(browser.get(address + "/history?lang=en").text, HasSubstr("checked translations: they are right"));
}

TEST_F(Translations, the_form_shows_what_each_language_lacks_and_takes_that_it_is_right) {
  change_finnish();
  const std::string page = browser.get(address + "/edit?lang=en").text;
  EXPECT_THAT(
      page,
      HasSubstr("<p class=\"lacks\">Older than the original (Finnish): Description. The original was changed on "));
  EXPECT_THAT(page, HasSubstr("name=\"checked.en\""));
  EXPECT_THAT(page, Not(HasSubstr("name=\"checked.ar\""))) << "what is missing cannot be right";
  EXPECT_THAT(page, Not(HasSubstr("name=\"machine_made.fi\""))) << "the original is nobody's translation";
  const Answer saved = browser.post(address + "/edit", form({{"checked.en", "yes"}}));
  ASSERT_EQ(saved.status, 303) << saved.text;
  EXPECT_THAT(browser.get(address + "?lang=en").text, Not(HasSubstr("<strong>English</strong>")));
}

TEST_F(Translations, a_language_is_marked_as_a_machine_s_and_the_mark_taken_off_in_the_form) {
  ASSERT_EQ(browser.post(address + "/edit", form({{"machine_made.ar", "yes"}})).status, 303);
  EXPECT_EQ(world.now(event).machine_made, (domain::TextKeys{{"name", LanguageTag("ar")}}));
  EXPECT_THAT(browser.get(address + "?lang=en").text, HasSubstr("Machine translation that nobody has checked: Name."));
  ASSERT_EQ(browser.post(address + "/edit", form({})).status, 303);
  EXPECT_TRUE(world.now(event).machine_made.empty());
}

TEST_F(Translations, a_machine_s_mark_is_on_the_texts_that_came_with_it_and_not_on_a_person_s_of_before) {
  auto fields = form({{"machine_made.ar", "yes"}});
  for (auto& [name, value] : fields) {
    if (name == "short_description.ar") value = "الإيجار";
  }
  ASSERT_EQ(browser.post(address + "/edit", fields).status, 303);
  EXPECT_EQ(world.now(event).machine_made, (domain::TextKeys{{"short_description", LanguageTag("ar")}}));
}

TEST_F(Translations, another_original_is_chosen_in_the_form) {
  auto fields = form({});
  for (auto& [name, value] : fields) {
    if (name == "original_language") value = "en";
  }
  ASSERT_EQ(browser.post(address + "/edit", fields).status, 303);
  EXPECT_EQ(world.now(event).original_language, LanguageTag("en"));
}

TEST_F(Translations, a_copy_by_the_form_has_older_what_was_older_and_the_same_materials) {
  change_finnish();
  domain::NewMaterial link;
  link.url = "https://example.org/opas";
  (void)domain::add_material(*world.ports, world.admin, event.id, link, 0);
  const std::string page = browser.get("/organiser/events/new?from=" + std::to_string(event.id.value)).text;
  ASSERT_THAT(page, HasSubstr("name=\"like\" value=\"" + std::to_string(event.id.value)));
  auto fields = form({{"like", std::to_string(event.id.value)}});
  ASSERT_EQ(browser.post("/organiser/events", fields).status, 303);
  for (const domain::Event& one : world.events()) {
    const std::string made = "/organiser/events/" + std::to_string(one.id.value);
    EXPECT_THAT(browser.get(made + "?lang=en").text, HasSubstr("Older than the original (Finnish): Description."));
    EXPECT_THAT(browser.get(made + "/materials").text, HasSubstr("https://example.org/opas"));
  }
  EXPECT_EQ(world.events().size(), 2U);
}

TEST_F(Translations, participants_are_told_honestly_of_a_machine_s_text_and_shown_the_original) {
  change([](domain::EventDetails& now) { now.machine_made = {{"name", LanguageTag("ar")}}; });
  const std::string page = get("/ar" + path_of(event)).text;
  EXPECT_THAT(page, HasSubstr("<details class=\"machine\">"));
  EXPECT_THAT(page, HasSubstr("<div lang=\"fi\" dir=\"ltr\"><p><strong>Asuminen</strong></p>"));
  EXPECT_THAT(get("/ar/").text, HasSubstr("ترجمة آلية"));
  EXPECT_THAT(get("/en" + path_of(event)).text, Not(HasSubstr("class=\"machine\"")));
  EXPECT_EQ(browser.post(address + "/texts/checked", {{"language", "ar"}}).status, 303);
  EXPECT_THAT(get("/ar" + path_of(event)).text, Not(HasSubstr("class=\"machine\"")));
}

TEST_F(Translations, a_question_that_a_machine_translated_is_told_as_such_where_it_is_asked) {
  change([](domain::EventDetails& now) {
    now.questions = {{"diet",
                      domain::QuestionType::text,
                      {{LanguageTag("fi"), "Ruokavalio"}, {LanguageTag("ar"), "الغذاء"}},
                      {{LanguageTag("fi"), "Tarjoilua varten"}},
                      false,
                      {}}};
    now.machine_made = {{"question:diet:label", LanguageTag("ar")}};
  });
  const std::string form = get("/ar" + path_of(event) + "/register").text;
  EXPECT_THAT(form, HasSubstr("<details class=\"machine\">"));
  EXPECT_THAT(form, HasSubstr("<p class=\"description\">Ruokavalio</p>"));
  EXPECT_THAT(get("/fi" + path_of(event) + "/register").text, Not(HasSubstr("class=\"machine\"")));
}

TEST_F(Translations, programs_set_the_marks_read_them_and_say_what_is_checked) {
  const std::string organiser = world.token();
  const auto patch = [&](const std::string& body) { return world.call_as(organiser, "PATCH", api, body); };
  const Answer marked = patch(R"({"machine_translated":{"name":["ar","en"]},"original_language":"fi"})");
  ASSERT_EQ(marked.status, 200) << marked.text;
  EXPECT_EQ(marked.at("machine_translated"), R"({"name":["ar","en"]})");
  EXPECT_EQ(marked.at("original_language"), "fi");
  EXPECT_EQ(marked.at("translations[0]"),
            R"({"language":"ar","missing":["short_description"],"older":[],"machine_translated":["name"]})");
  const Answer seen = world.call("GET", api);
  EXPECT_EQ(seen.at("machine_translated"), R"({"name":["ar","en"]})");
  EXPECT_EQ(seen.at("translations"), "") << "that is staff's";
  EXPECT_EQ(patch(R"({"checked_languages":["ar"]})").at("machine_translated"), R"({"name":["en"]})");
  EXPECT_EQ(patch(R"({"name":{"fi":"Koti","en":"Home"}})").at("translations[0].older"), R"(["name"])");
  EXPECT_EQ(patch(R"({"machine_translated":null})").at("machine_translated"), "");
}

TEST_F(Translations, what_is_wrong_with_marks_is_told_by_its_member) {
  const Answer wrong = world.call_as(
      world.token(), "PATCH", api,
      R"({"original_language":"tr","machine_translated":{"name":["so","?"],"title":["ar"],"short_description":"ar"},)"
      R"("checked_languages":["x"],"translations":[]})");
  EXPECT_EQ(wrong.errors(), (Lines{"original_language unknown_value", "machine_translated.name[0] unknown_value",
                                   "machine_translated.name[1] language", "machine_translated.title unknown_field",
                                   "machine_translated.short_description array", "checked_languages[0] language",
                                   "translations read_only"}));
}

}  // namespace
