#include "tests/service/staff_at_work.hpp"

namespace {

using domain::AuditAction;
using domain::LanguageTag;
using domain::RegistrationStatus;
using domain::Role;
using fixtures::Answer;
using fixtures::Browser;
using testing::HasSubstr;
using testing::Not;

class OrganiserPhone : public fixtures::StaffAtWork {};

TEST_F(OrganiserPhone, somebody_who_phoned_is_registered_once_however_often_the_button_is_pressed) {
  const Answer first = organiser.post(address(event) + "/registrations", caller);
  ASSERT_EQ(first.status, 303) << first.text;
  EXPECT_EQ(organiser.post(address(event) + "/registrations", caller).header("Location"), first.header("Location"));
  EXPECT_EQ(world.now(event).confirmed_persons, 2);
  const domain::Registration made = of_location(first, world);
  EXPECT_TRUE(made.made_by_staff);
  EXPECT_EQ(made.contact.language, LanguageTag("ar"));
  EXPECT_EQ(made.persons[1].name, "Noor");
  EXPECT_NE(made.consent.version, "");
  EXPECT_TRUE(is_logged(AuditAction::registration_made));
}

TEST_F(OrganiserPhone, the_page_afterwards_says_who_has_what_and_takes_it_back) {
  const Answer made = organiser.post(address(event) + "/registrations", caller);
  EXPECT_THAT(made.header("Location"), Not(HasSubstr("Layla")));
  const std::string page = organiser.get(made.header("Location")).text;
  EXPECT_THAT(page, HasSubstr("Ilmoitettu: Layla Esimerkki, 2 henkilöä. Paikka vahvistettu."));
  const domain::Registration registration = of_location(made, world);
  EXPECT_THAT(organiser.post_and_follow(address(registration, "undo")).text, HasSubstr("Kumottu."));
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
  EXPECT_TRUE(is_logged(AuditAction::registration_undone));
}

TEST_F(OrganiserPhone, after_a_quarter_of_an_hour_nothing_is_undone) {
  const domain::Registration made = of_location(organiser.post(address(event) + "/registrations", caller), world);
  EXPECT_THAT(organiser.get(address(event)).text, HasSubstr(address(made, "undo")));
  world.clock.set(world.clock.now() + std::chrono::minutes{16});
  EXPECT_THAT(organiser.get(address(event)).text, Not(HasSubstr(address(made, "undo"))));
  const Answer late = organiser.post(address(made, "undo"));
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.text, HasSubstr(world.pages.reader(LanguageTag("fi")).text("error.too_late")));
  EXPECT_EQ(world.now(made).status, RegistrationStatus::confirmed);
}

TEST_F(OrganiserPhone, persons_of_whom_nothing_is_known_come_along_and_speak_as_the_first_does) {
  const Answer made = organiser.post(address(event) + "/registrations", with(caller, {{"more", "1"}}));
  const domain::Registration registration = of_location(made, world);
  ASSERT_EQ(registration.persons.size(), 3U);
  EXPECT_EQ(registration.persons[2].interpreter_language, LanguageTag("ar"));
  const Answer too_many = organiser.post(address(event) + "/registrations", with(caller, {{"more", "59"}}));
  EXPECT_EQ(too_many.status, 400);
  EXPECT_THAT(too_many.text, HasSubstr("href=\"#more\""));
}

TEST_F(OrganiserPhone, what_is_missing_of_a_phone_call_is_told_at_its_field_and_everything_typed_stays) {
  const Answer answer = organiser.post(
      address(event) + "/registrations",
      with(caller, {{"contact.phone", "12"}, {"consent", ""}, {"contact.name", "\"Layla\""}, {"once", "def"}}));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("href=\"#contact-phone\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#consent\""));
  EXPECT_THAT(answer.text, HasSubstr("value=\"&quot;Layla&quot;\""));
  EXPECT_THAT(answer.text, HasSubstr("value=\"Noor\""));
  EXPECT_THAT(answer.text, HasSubstr("name=\"once\" value=\"def\""));
  EXPECT_EQ(world.now(event).confirmed_persons, 0);
}

TEST_F(OrganiserPhone, whoever_finds_no_place_waits_until_there_is_no_room_to_wait) {
  const auto register_next = [&](const std::string& once) {
    return organiser.post(address(event) + "/registrations", with(caller, {{"once", once}}));
  };
  EXPECT_EQ(of_location(register_next("first"), world).status, RegistrationStatus::confirmed);
  const Answer second = register_next("second");
  EXPECT_THAT(organiser.get(second.header("Location")).text, HasSubstr("Jonossa sijalla 1."));
  EXPECT_THAT(organiser.get(register_next("third").header("Location")).text, HasSubstr("Jonossa sijalla 2."));
  const Answer full = register_next("fourth");
  EXPECT_EQ(full.status, 409);
  EXPECT_THAT(full.text, HasSubstr("value=\"Layla Esimerkki\""));
}

TEST_F(OrganiserPhone, who_has_been_here_before_is_found_and_fills_the_form_as_they_were_the_last_time) {
  organiser.post(address(event) + "/registrations", caller);
  const domain::Event next = world.event("2026-12-08T15:00", 10);
  for (const char* typed : {"layla", "0177", "040 555 0177", "NOOR"}) {
    const std::string page =
        organiser.post(address(next) + "/registrations", {{"action", "search"}, {"q", typed}}).text;
    EXPECT_THAT(page, HasSubstr("<bdi>Layla Esimerkki</bdi> · <bdi dir=\"ltr\">+358 40 555 0177</bdi> · arabia"))
        << typed;
    EXPECT_THAT(page, HasSubstr("name=\"persons[1].name\" value=\"Noor\"")) << typed;
  }
  EXPECT_TRUE(is_logged(AuditAction::contacts_searched));
  const Answer filled = organiser.post(
      address(next) + "/registrations",
      with(caller, {{"action", "fill"}, {"contact.phone", "+358 40 555 0177"}, {"consent", ""}, {"once", ""}}));
  EXPECT_EQ(filled.status, 200);
  EXPECT_THAT(filled.text, HasSubstr("value=\"+358 40 555 0177\""));
  EXPECT_THAT(filled.text, HasSubstr("<option value=\"ar\" selected>"));
  EXPECT_THAT(filled.text, HasSubstr("aria-required=\"true\" autofocus"));
  EXPECT_EQ(world.now(next).confirmed_persons, 0) << "nothing is stored until it is saved";
}

TEST_F(OrganiserPhone, who_is_registered_for_this_very_event_is_found_as_such) {
  const auto made = of_location(organiser.post(address(event) + "/registrations", caller), world);
  const auto search = [&](const domain::Event& at) {
    return organiser.post(address(at) + "/registrations", {{"action", "search"}, {"q", "layla"}}).text;
  };
  const std::string link = "#registration-" + std::to_string(made.id.value) + "\">On jo ilmoittautunut tähän";
  EXPECT_THAT(search(event), HasSubstr(link));
  EXPECT_THAT(search(world.event("2026-12-08T15:00", 10)), Not(HasSubstr("On jo ilmoittautunut")));
  organiser.post(address(made, "cancel"));
  EXPECT_THAT(search(event), Not(HasSubstr("On jo ilmoittautunut")));
}

TEST_F(OrganiserPhone, a_search_finds_nobody_of_another_organisation_and_wants_three_characters) {
  organiser.post(address(event) + "/registrations", caller);
  const domain::Principal other = world.organiser("Mikseri");
  const domain::Event foreign = event_with([&](domain::EventDetails& details) {
    details.organisers = {{*other.organisation, "Mikseri"}};
  });
  Browser stranger = world.sign_in(Role::organiser, "Mikseri");
  for (const char* typed : {"layla", "+358405550177"}) {
    const std::string page =
        stranger.post(address(foreign) + "/registrations", {{"action", "search"}, {"q", typed}}).text;
    EXPECT_THAT(page, Not(HasSubstr("Layla"))) << typed;
  }
  const Answer shorter = organiser.post(address(event) + "/registrations", {{"action", "search"}, {"q", "la"}});
  EXPECT_EQ(shorter.status, 400);
  EXPECT_THAT(shorter.text, HasSubstr("id=\"q-error\""));
}

TEST_F(OrganiserPhone, capitals_of_finnish_and_russian_names_do_not_matter_to_a_search) {
  organiser.post(address(event) + "/registrations", with(caller, {{"contact.name", "Äiti Öljy Анна"}}));
  for (const char* typed : {"äiti ö", "ÄITI", "АННА", "анн"}) {
    EXPECT_THAT(organiser.post(address(event) + "/registrations", {{"action", "search"}, {"q", typed}}).text,
                HasSubstr("<bdi>Äiti Öljy Анна</bdi>"))
        << typed;
  }
}

TEST_F(OrganiserPhone, a_person_is_added_and_removed_without_losing_what_was_typed) {
  const Answer added =
      organiser.post(address(event) + "/registrations", with(caller, {{"action", "add"}, {"consent", ""}}));
  EXPECT_EQ(added.status, 200);
  EXPECT_THAT(added.text, HasSubstr("id=\"persons-2\""));
  const Answer removed = organiser.post(address(event) + "/registrations", with(caller, {{"action", "remove:0"}}));
  EXPECT_THAT(removed.text, HasSubstr("name=\"persons[0].name\" type=\"text\" value=\"Noor\""));
  EXPECT_THAT(removed.text, HasSubstr("value=\"Layla Esimerkki\""));
}

TEST_F(OrganiserPhone, a_questions_answer_is_asked_on_the_phone_as_well) {
  const LanguageTag fi("fi");
  const domain::Event asking = event_with([&](domain::EventDetails& details) {
    details.questions = {
        {"car", domain::QuestionType::yes_no, {{fi, "Tuletko autolla?"}}, {{fi, "Pysäköinti"}}, true, {}}};
  });
  const Answer without = organiser.post(address(asking) + "/registrations", caller);
  EXPECT_EQ(without.status, 400);
  EXPECT_THAT(without.text, HasSubstr("href=\"#answers-car\""));
  const Answer made = organiser.post(address(asking) + "/registrations", with(caller, {{"answers.car", "yes"}}));
  EXPECT_EQ(of_location(made, world).answers.at("car"), "yes");
}

}  // namespace
