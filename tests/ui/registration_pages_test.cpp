#include "ui/registration_pages.hpp"

#include <gmock/gmock.h>

#include <array>

#include "tests/ui/sample.hpp"
#include "ui/consent.hpp"
#include "ui/offer_page.hpp"
#include "ui/personal_data_page.hpp"

namespace ui {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ManagePage manage_page() {
  ManagePage page{{test::sample_registration(), test::sample_event(), {}}, "TOKEN"};
  page.phone = "+358 40 555 0123";
  return page;
}

TEST(Consent, is_another_version_once_the_wording_of_any_language_is_another) {
  const auto version_of = [](std::string_view finnish, std::string_view english) {
    const std::array files{embedded::File{"fi.json", finnish}, embedded::File{"en.json", english}};
    return consent_version(Catalogue(files));
  };
  const auto version = version_of(R"({"consent.text": "a"})", R"({"consent.text": "b"})");
  EXPECT_EQ(version_of(R"({"consent.text": "a"})", R"({"consent.text": "b"})"), version);
  EXPECT_NE(version_of(R"({"consent.text": "a"})", R"({"consent.text": "c"})"), version);
  EXPECT_NE(version_of(R"({"consent.text": "ab"})", R"({"consent.text": ""})"), version);
  EXPECT_EQ(version.size(), 12U);
}

TEST(RegistrationForm, names_no_version_of_the_wording_to_who_agrees) {
  const auto html = render_registration_form(test::pages(), test::context_in("en"), {test::sample_event(), {}, 1, "k"});
  EXPECT_THAT(html, HasSubstr("id=\"consent-text\""));
  EXPECT_THAT(html, Not(HasSubstr(consent_version(test::pages().catalogue()))));
}

TEST(PersonalDataPage, tells_when_somebody_agreed_and_to_what_or_that_nobody_did) {
  domain::PersonalData data;
  data.registrations.push_back({test::sample_registration(), test::sample_event(), {}, "", {}});
  const auto shown = [&](const char* language) {
    return render_personal_data(test::pages(), test::context_in(language), {"TOKEN", &data});
  };
  data.registrations[0].registration.consent.time = test::now;
  EXPECT_THAT(shown("en"), AllOf(HasSubstr("No consent is recorded."), Not(HasSubstr("You agreed"))));
  EXPECT_THAT(shown("ar"), HasSubstr("لا توجد موافقة مسجّلة."));
  data.registrations[0].registration.consent = {"v1", domain::LanguageTag("fi"), test::now};
  data.registrations[0].consent_wording = "Suostun";
  EXPECT_THAT(shown("en"), AllOf(HasSubstr("You agreed"), HasSubstr("Suostun"), Not(HasSubstr("No consent"))));
}

TEST(RegistrationForm, says_why_it_asks_in_the_language_of_the_page) {
  auto event = test::sample_event();
  domain::Question question;
  question.key = "shoes";
  question.label = {{domain::LanguageTag("fi"), "Kengät"}};
  question.reason = {{domain::LanguageTag("fi"), "Varaamme kengät"}};
  event.questions = {question};
  const auto html = render_registration_form(test::pages(), test::context_in("ar"), {event, {}, 1, "k"});
  EXPECT_THAT(html, HasSubstr("\">لماذا نسأل: <bdi lang=\"fi\">Varaamme kengät</bdi>"));
}

TEST(RegistrationForm, asks_for_one_person_and_offers_another) {
  const auto html = render_registration_form(test::pages(), test::context_in("en"), {test::sample_event(), {}, 1, "k"});
  EXPECT_THAT(html, HasSubstr("name=\"persons[0].name\""));
  EXPECT_THAT(html, Not(HasSubstr("persons[1]")));
  EXPECT_THAT(html, HasSubstr("name=\"action\" value=\"add\""));
  EXPECT_THAT(html, HasSubstr("name=\"key\" value=\"k\""));
}

TEST(RegistrationForm, asks_for_childrens_ages_only_where_there_is_childcare) {
  auto event = test::sample_event();
  EXPECT_THAT(render_registration_form(test::pages(), test::context_in("en"), {event, {}, 1, "k"}),
              Not(HasSubstr("child_age")));
  event.childcare_capacity = 3;
  EXPECT_THAT(render_registration_form(test::pages(), test::context_in("en"), {event, {}, 1, "k"}),
              HasSubstr("child_age"));
}

TEST(RegistrationForm, opens_the_needs_of_a_person_in_which_something_is_wrong) {
  auto event = test::sample_event();
  event.childcare_capacity = 3;
  FormState state{{{"persons[1].child_age", "99"}}, {{"persons[1].child_age", "out_of_range", ""}}};
  const auto html = render_registration_form(test::pages(), test::context_in("en"), {event, state, 2, "k"});
  EXPECT_THAT(html, HasSubstr("<details class=\"needs\" open>"));
  EXPECT_THAT(html, HasSubstr("from 0 to 17"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#persons-1-child_age\">Person 2: The child&#39;s age, for childcare</a>"));
}

TEST(RegistrationForm, says_that_it_is_the_waiting_list) {
  auto event = test::sample_event();
  event.confirmed_persons = 25;
  EXPECT_THAT(render_registration_form(test::pages(), test::context_in("en"), {event, {}, 1, "k"}),
              HasSubstr("Join the waiting list"));
}

TEST(ManagePage, shows_the_online_address_to_who_has_a_place_only) {
  auto page = manage_page();
  page.view.event.location.online_url = "https://example.org/kokous/kate";
  EXPECT_THAT(render_registration(test::pages(), test::context_in("fi"), page), HasSubstr("kokous/kate"));
  page.view.registration.status = domain::RegistrationStatus::waitlisted;
  page.view.waiting_position = 2;
  const auto waiting = render_registration(test::pages(), test::context_in("fi"), page);
  EXPECT_THAT(waiting, Not(HasSubstr("kokous/kate")));
  EXPECT_THAT(waiting, HasSubstr("Olet jonossa sijalla 2."));
}

TEST(ManagePage, asks_for_no_code_that_is_no_longer_taken) {
  auto page = manage_page();
  auto& registration = page.view.registration;
  const auto context = test::context_in("fi");
  registration.verified = false;
  registration.expires_time = context.now + std::chrono::minutes{5};
  EXPECT_THAT(render_registration(test::pages(), context, page), HasSubstr("/m/TOKEN/code"));
  const auto expect_dead = [&] {
    const auto html = render_registration(test::pages(), context, page);
    EXPECT_THAT(html, Not(HasSubstr("/m/TOKEN/code")));
    EXPECT_THAT(html, Not(HasSubstr("Pidämme paikkaa")));
    EXPECT_THAT(html, HasSubstr("Koodi ei enää kelpaa"));
    EXPECT_THAT(html, HasSubstr("/register\">Ilmoittaudu uudelleen"));
  };
  registration.wrong_codes = domain::maximum_wrong_codes;
  page.problems = {{"code", "wrong_code", ""}};
  expect_dead();
  EXPECT_THAT(render_registration(test::pages(), context, page), Not(HasSubstr("Tarkista")));
  registration.wrong_codes = 0;
  registration.expires_time = context.now;
  expect_dead();
  registration.status = domain::RegistrationStatus::cancelled;
  registration.end_reason = domain::EndReason::code_expired;
  registration.expires_time.reset();
  expect_dead();
}

TEST(ManagePage, promises_no_place_to_who_gives_a_code_in_the_queue) {
  auto page = manage_page();
  auto& registration = page.view.registration;
  const auto context = test::context_in("en");
  registration.verified = false;
  registration.expires_time = context.now + std::chrono::minutes{5};
  EXPECT_THAT(render_registration(test::pages(), context, page), HasSubstr("Your place is held"));
  registration.status = domain::RegistrationStatus::waitlisted;
  const auto html = render_registration(test::pages(), context, page);
  EXPECT_THAT(html, Not(HasSubstr("Your place is held")));
  EXPECT_THAT(html, HasSubstr("confirm your place in the queue"));
}

TEST(ManagePage, says_what_becomes_of_an_offer_that_is_not_taken) {
  auto page = manage_page();
  const auto context = test::context_in("en");
  page.view.registration.status = domain::RegistrationStatus::offered;
  page.view.registration.expires_time = context.now + std::chrono::hours{5};
  EXPECT_THAT(render_registration(test::pages(), context, page), HasSubstr("you leave the queue"));
}

TEST(ManagePage, cancels_a_date_that_has_ended_no_second_time) {
  auto page = manage_page();
  page.dates = {{page.view, "TOKEN"}, {page.view, "OTHER"}};
  EXPECT_THAT(render_registration(test::pages(), test::context_in("en"), page), HasSubstr("\">See or cancel<"));
  page.dates[1].view.registration.status = domain::RegistrationStatus::cancelled;
  const auto html = render_registration(test::pages(), test::context_in("en"), page);
  EXPECT_THAT(html, Not(HasSubstr("See or cancel")));
  EXPECT_THAT(html, HasSubstr("/m/OTHER?lang=en\">See<"));
}

TEST(ManagePage, speaks_of_a_whole_party_only_where_there_is_one) {
  auto page = manage_page();
  const auto ask = [&] { return render_cancel_question(test::pages(), test::context_in("en"), page); };
  page.view.registration.persons.resize(2);
  EXPECT_THAT(ask(), HasSubstr("Everybody in your party"));
  page.view.registration.persons.resize(1);
  EXPECT_THAT(ask(), Not(HasSubstr("Everybody in your party")));
}

TEST(ManagePage, cancels_by_post_alone) {
  const auto html = render_registration(test::pages(), test::context_in("en"), manage_page());
  EXPECT_THAT(html, HasSubstr("href=\"/m/TOKEN/cancel?lang=en\""));
  EXPECT_THAT(render_cancel_question(test::pages(), test::context_in("en"), manage_page()),
              HasSubstr("<form method=\"post\" action=\"/m/TOKEN/cancel?lang=en\""));
}

TEST(ManagePage, offers_no_change_of_what_is_over) {
  auto page = manage_page();
  page.view.event.status = domain::EventStatus::cancelled;
  const auto html = render_registration(test::pages(), test::context_in("en"), page);
  EXPECT_THAT(html, Not(HasSubstr("/change")));
  EXPECT_THAT(html, Not(HasSubstr("/m/TOKEN/cancel")));
}

TEST(ChangeForm, begins_with_what_is_registered) {
  auto registration = test::sample_registration();
  registration.persons[1].child_age = 4;
  registration.persons[1].id = {12};
  const auto state = state_of(registration, "+358 40 555 0123");
  EXPECT_EQ(state.value("contact.phone"), "+358 40 555 0123");
  EXPECT_EQ(state.value("persons[1].child_age"), "4");
  EXPECT_EQ(state.value("persons[1].id"), "12");
}

TEST(OfferPage, can_be_answered_while_it_is_open_only) {
  domain::OfferView view;
  view.event = test::sample_event();
  view.booking.language = domain::LanguageTag("ar");
  view.booking.dialect = "Sudanese";
  view.booking.start_time = view.event.start_time;
  view.booking.end_time = view.event.end_time;
  view.booking.status = domain::BookingStatus::offered;
  view.interpreter.name = "Samira";
  auto html = render_offer(test::pages(), test::context_in("en"), {view, "TOKEN", "/calendar/X.ics", {}});
  EXPECT_THAT(html, HasSubstr("value=\"accept\""));
  EXPECT_THAT(html, HasSubstr("Sudanese"));
  view.booking.status = domain::BookingStatus::confirmed;
  html = render_offer(test::pages(), test::context_in("en"), {view, "TOKEN", "/calendar/X.ics", {}});
  EXPECT_THAT(html, Not(HasSubstr("value=\"accept\"")));
  EXPECT_THAT(html, HasSubstr("You have accepted this."));
}

}  // namespace
}  // namespace ui
