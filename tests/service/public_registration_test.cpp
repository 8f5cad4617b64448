#include <gmock/gmock.h>

#include <regex>

#include "domain/edit_event.hpp"
#include "domain/invitations.hpp"
#include "domain/manage_registration.hpp"
#include "service/consent_wordings.hpp"
#include "tests/service/public_world.hpp"
#include "ui/consent.hpp"

namespace {

using namespace std::chrono_literals;
using domain::LanguageTag;
using fixtures::household;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

domain::Question question(const char* key, domain::QuestionType type, bool required = false) {
  domain::Question made{key,
                        type,
                        {{LanguageTag("fi"), "Kysymys " + std::string(key)}},
                        {{LanguageTag("fi"), "Syy " + std::string(key)}},
                        required,
                        {}};
  if (type == domain::QuestionType::choice) {
    made.choices = {{"bus", {{LanguageTag("fi"), "Bussilla"}}}, {"car", {{LanguageTag("fi"), "Autolla"}}}};
  }
  return made;
}

struct PublicRegistration : testing::Test, fixtures::PublicWorld {
  // A weekly group of `count` dates from Monday 7.12.
  std::vector<domain::Event> series(int count, int capacity = 5, int waiting = 0) {
    domain::EventDetails details = world.details("2026-12-07T15:00");
    details.maximum_attendee_capacity = capacity;
    details.waiting_list_capacity = waiting;
    details.publication_status = domain::PublicationStatus::open_to_all;
    return world.weekly(details, count).events;
  }
  static std::string date_of(const domain::Event& event) { return "&dates=" + std::to_string(event.id.value); }
  domain::Registration stored(const std::string& link) {
    return domain::view_registration(*world.ports, link.substr(3)).registration;
  }
};

TEST_F(PublicRegistration, asks_the_events_questions_with_their_reasons) {
  auto details = world.details("2026-12-07T15:00");
  details.questions = {question("a", domain::QuestionType::text, true), question("b", domain::QuestionType::choice),
                       question("c", domain::QuestionType::number), question("d", domain::QuestionType::yes_no)};
  const auto event = path_of(world.event(details));
  const auto form = get("/fi" + event + "/register").text;
  EXPECT_THAT(form, HasSubstr("Miksi kysymme: Syy a"));
  EXPECT_THAT(form, HasSubstr("name=\"answers.b\" type=\"radio\" value=\"car\""));
  EXPECT_THAT(get("/ar" + event + "/register").text, HasSubstr("<bdi lang=\"fi\">Kysymys a</bdi>"));
  const auto refused = post("/fi" + event + "/register", household + "&answers.a=&answers.b=bus&answers.c=monta");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("<a href=\"#answers-a\">Kysymys a</a>"));
  EXPECT_THAT(refused.text, HasSubstr("<a href=\"#answers-c\">Kysymys c</a>"));
  EXPECT_THAT(refused.text, HasSubstr("value=\"bus\" checked"));
  const auto link = registered(event, household + "&answers.a=x&answers.b=bus&answers.c=%D9%A3&answers.d=no");
  EXPECT_EQ(stored(link).answers, (domain::Answers{{"a", "x"}, {"b", "bus"}, {"c", "3"}, {"d", "no"}}));
  EXPECT_THAT(get(link + "?lang=fi").text, HasSubstr("Bussilla"));
  EXPECT_THAT(get(link + "/change?lang=fi").text, HasSubstr("value=\"bus\" checked"));
}

TEST_F(PublicRegistration, asks_of_persons_no_more_than_the_event_does) {
  auto details = world.details("2026-12-07T15:00");
  details.asks = {false, false, true};
  const auto some = get("/en" + path_of(world.event(details)) + "/register").text;
  EXPECT_THAT(some, Not(HasSubstr("persons[0].name")));
  EXPECT_THAT(some, Not(HasSubstr("persons[0].interpreter_language")));
  EXPECT_THAT(some, HasSubstr("persons[0].accessibility"));
  details.asks = {false, false, false};
  const auto event = path_of(world.event(details));
  EXPECT_THAT(get("/en" + event + "/register").text, HasSubstr("How many are you?"));
  const auto link = registered(event, "contact.name=A&contact.phone=0405550123&contact.language=fi&consent=yes&size=3");
  EXPECT_EQ(stored(link).size(), 3);
}

TEST_F(PublicRegistration, tells_the_childcare_places_left) {
  auto details = world.details("2026-12-07T15:00");
  details.childcare_capacity = 2;
  const auto event = path_of(world.event(details));
  EXPECT_THAT(get("/en" + event + "/register").text, HasSubstr("2 childcare places left"));
  registered(event);
  EXPECT_THAT(get("/en" + event + "/register").text, HasSubstr("1 childcare place left"));
  EXPECT_THAT(get("/en" + event).text, HasSubstr("1 childcare place left"));
  const auto link = registered(event);
  EXPECT_THAT(get("/en" + event + "/register").text, HasSubstr("Childcare is full"));
  EXPECT_THAT(get(link + "/change?lang=en").text, HasSubstr("1 childcare place left")) << "their own is theirs";
}

TEST_F(PublicRegistration, promises_no_message_to_who_waits_once_the_event_has_begun) {
  const auto full = world.event("2026-12-07T15:00", 2, 4);
  (void)world.register_party(full, 2);
  const auto link = registered(path_of(full));
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("we send you a message"));
  world.clock.set(world.local("2026-12-07T15:30"));
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("ask at the door"));
}

TEST_F(PublicRegistration, takes_several_dates_of_a_series_and_tells_what_became_of_each) {
  const auto dates = series(3, 2);
  (void)world.register_party(dates[1], 2);
  const auto answer = post("/en" + path_of(dates[0]) + "/register",
                           household + date_of(dates[0]) + date_of(dates[1]) + date_of(dates[2]));
  ASSERT_EQ(answer.status, 303) << answer.text;
  const auto page = get(answer.header("Location"), {{"Cookie", "kutsu_done=dates"}}).text;
  EXPECT_THAT(page, HasSubstr("See below what became of each date."));
  EXPECT_THAT(page, HasSubstr("There is no room for so many, nor on the waiting list."));
  EXPECT_EQ(world.now(dates[0]).confirmed_persons, 2);
  EXPECT_EQ(world.now(dates[1]).confirmed_persons, 2);
  EXPECT_EQ(world.now(dates[2]).confirmed_persons, 2);
  const auto link = answer.header("Location").substr(0, answer.header("Location").find('?'));
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("Not registered")) << "the link in the message says so, too";
  world.clock.set(world.local("2026-12-14T16:00"));
  EXPECT_THAT(get(link + "?lang=en").text, Not(HasSubstr("Not registered")));
}

TEST_F(PublicRegistration, is_made_once_by_who_goes_back_and_sends_the_form_again) {
  const auto event = path_of(world.event("2026-12-07T15:00"));
  const auto form = get("/en" + event + "/register");
  EXPECT_EQ(form.header("Cache-Control"), "private, max-age=0") << "the browser keeps the form, and its key";
  const auto begin = form.text.find("name=\"key\" value=\"") + 18;
  const auto sent = household + "&key=" + form.text.substr(begin, form.text.find('"', begin) - begin);
  EXPECT_EQ(registered(event, sent), registered(event, sent));
}

TEST_F(PublicRegistration, keeps_what_was_typed_where_too_many_come_from_one_address) {
  const auto event = path_of(world.event("2026-12-07T15:00"));
  fixtures::Answer answer;
  for (int i = 0; i < 100 && answer.status != 429; ++i) {
    answer = post("/en" + event + "/register", household + "&contact.email=a" + std::to_string(i) + "%40example.org");
  }
  ASSERT_EQ(answer.status, 429);
  EXPECT_NE(answer.header("Retry-After"), "");
  EXPECT_THAT(answer.text, HasSubstr("value=\"Sami\""));
  EXPECT_THAT(answer.text, HasSubstr("Too many attempts in a short time."));
}

TEST_F(PublicRegistration, says_in_which_words_messages_come_where_there_are_none_of_a_language) {
  const auto page = get("/fi" + path_of(world.event("2026-12-07T15:00")) + "/register").text;
  EXPECT_THAT(page, HasSubstr("Soomaali (viestit: English)"));
  EXPECT_THAT(page, HasSubstr(">العربية</option>"));
}

TEST_F(PublicRegistration, takes_all_coming_dates_by_one_box) {
  const auto dates = series(8);
  EXPECT_THAT(get("/en" + path_of(dates[0]) + "/register").text, HasSubstr("All 8 coming dates"));
  EXPECT_EQ(post("/en" + path_of(dates[0]) + "/register", household + "&all_dates=yes").status, 303);
  for (const auto& date : dates) EXPECT_EQ(world.now(date).confirmed_persons, 2);
}

TEST_F(PublicRegistration, all_dates_tick_each_of_them_when_the_form_comes_again) {
  const auto dates = series(3);
  const auto again = post("/en" + path_of(dates[0]) + "/register", "all_dates=yes&action=add").text;
  EXPECT_THAT(again, HasSubstr("name=\"all_dates\" type=\"checkbox\" value=\"yes\" checked"));
  for (const auto& date : dates) {
    EXPECT_THAT(again, HasSubstr("value=\"" + std::to_string(date.id.value) + "\" checked"));
  }
}

TEST_F(PublicRegistration, wants_one_date_at_least_and_keeps_those_ticked) {
  const auto dates = series(3);
  const auto path = "/en" + path_of(dates[0]) + "/register";
  const auto none = post(path, household);
  EXPECT_EQ(none.status, 400);
  EXPECT_THAT(none.text, HasSubstr("<a href=\"#dates\">Which dates will you come?</a>: Choose at least one date."));
  const auto added = post(path, "action=add" + date_of(dates[2])).text;
  EXPECT_THAT(added, HasSubstr("value=\"" + std::to_string(dates[2].id.value) + "\" checked"));
  EXPECT_THAT(added, Not(HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" checked")));
}

TEST_F(PublicRegistration, offers_sixty_dates_of_a_long_series_and_the_one_asked_for_among_them) {
  const auto dates = series(65);
  for (const auto& date : {dates.front(), dates.back()}) {
    const auto form = get("/en" + path_of(date) + "/register").text;
    EXPECT_THAT(form, HasSubstr("value=\"" + std::to_string(date.id.value) + "\" checked"));
    EXPECT_THAT(form, HasSubstr("All 60 coming dates"));
  }
}

TEST_F(PublicRegistration, shows_the_other_dates_where_this_one_is_full) {
  const auto dates = series(2, 1);
  (void)world.register_party(dates[0]);
  const auto form = get("/en" + path_of(dates[0]) + "/register").text;
  EXPECT_THAT(form, HasSubstr("value=\"" + std::to_string(dates[0].id.value) + "\" disabled"));
  EXPECT_THAT(form, HasSubstr("1 place left"));
}

TEST_F(PublicRegistration, opens_by_an_invitation_once) {
  auto details = world.details("2026-12-07T15:00");
  details.invited_only = true;
  const auto event = world.event(details);
  domain::Contact contact;
  contact.name = "Layla";
  contact.language = LanguageTag("fi");
  const auto issued = domain::invite(*world.ports, event.id, {contact, contact}, world.admin);
  const auto path = "/i/" + issued[0].token;
  EXPECT_THAT(get(path).text, HasSubstr("Sinut on kutsuttu."));
  EXPECT_THAT(get(path + "?lang=ar").text, HasSubstr("action=\"" + path + "?lang=ar\""));
  EXPECT_EQ(post("/fi" + path_of(event) + "/register", household).status, 409);
  EXPECT_EQ(post(path, household).status, 303);
  EXPECT_THAT(get(path).text, HasSubstr("Kutsu on jo käytetty"));
  EXPECT_EQ(post(path, household).status, 409);
  domain::revoke_invitation(*world.ports, issued[1].invitation.id, world.admin);
  EXPECT_EQ(get("/i/" + issued[1].token).status, 404);
}

TEST_F(PublicRegistration, keeps_the_wording_that_was_agreed_to) {
  service::keep_consent_wordings(*world.ports, world.pages);
  const auto event = path_of(world.event("2026-12-07T15:00"));
  const auto answer = post("/ar" + event + "/register", household);
  const auto link = answer.header("Location").substr(0, answer.header("Location").find('?'));
  const auto consent = stored(link).consent;
  EXPECT_EQ(consent.version, ui::consent_version(world.pages.catalogue()));
  world.store->read([&](const domain::Snapshot& snapshot) {
    EXPECT_EQ(snapshot.registrations().consent_wording(consent.version, consent.language),
              world.pages.catalogue().text(LanguageTag("ar"), ui::consent_key));
  });
}

TEST_F(PublicRegistration, asks_for_the_phone_that_a_code_goes_to_and_holds_the_place_for_it) {
  auto details = world.details("2026-12-07T15:00");
  details.phone_code_required = true;
  const auto event = path_of(world.event(details));
  const auto refused =
      post("/en" + event + "/register", "contact.name=A&contact.email=a%40example.org&contact.language=fi&consent=yes");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("<a href=\"#contact-phone\">Phone number</a>: This is needed."));
  const auto link = registered(event);
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("Confirm your place with the code"));
  // The SMS with the link may have gone to a number that was mistyped.
  const auto name = stored(link).contact.name;
  for (const char* const page : {"?lang=en", "/change?lang=en"}) {
    EXPECT_THAT(get(link + page).text, Not(HasSubstr(name))) << page;
  }
  for (const char* const page : {"/data?lang=en", "/data.json"}) {
    const auto data = send(link + page, "");
    EXPECT_EQ(data.status, 200);
    EXPECT_THAT(data.text, Not(HasSubstr(name))) << page;
  }
  EXPECT_THAT(send(link + "/code?lang=en", "code=12").text, HasSubstr("<a href=\"#code\">Code</a>: Type the code"));
  const auto wrong = send(link + "/code?lang=en",
                          domain::phone_code(*world.secrets, stored(link)) == "000000" ? "code=000001" : "code=000000");
  EXPECT_EQ(wrong.status, 400);
  EXPECT_THAT(wrong.text, AllOf(HasSubstr("<a href=\"#code\">Code</a>: This is not the code that we sent."),
                                HasSubstr("4 tries left.")));
  EXPECT_EQ(send(link + "/code/again", "").status, 303);
  const auto code = domain::phone_code(*world.secrets, stored(link));
  EXPECT_EQ(send(link + "/code", "code=" + code.substr(0, 3) + "+" + code.substr(3)).status, 303);
  EXPECT_THAT(get(link + "?lang=en").text, AllOf(HasSubstr("Your place is reserved"), HasSubstr(name)));
}

TEST_F(PublicRegistration, answers_all_dates_asked_for_twice_with_the_same_though_they_are_full_by_then) {
  const auto dates = series(3, 2);
  const auto form = household + "&all_dates=yes&key=once";
  const auto first = post("/en" + path_of(dates[0]) + "/register", form);
  ASSERT_EQ(first.status, 303) << first.text;
  const auto again = post("/en" + path_of(dates[0]) + "/register", form);
  EXPECT_EQ(again.status, 303) << again.text;
  EXPECT_EQ(again.header("Location"), first.header("Location"));
}

TEST_F(PublicRegistration, is_for_one_date_of_a_series_which_its_page_says_with_the_others_to_come) {
  const auto dates = series(9);
  (void)domain::edit_event(*world.ports, world.admin, dates[2].id, [](domain::EventDetails& details) {
    details.publication_status = domain::PublicationStatus::unlisted;
  });
  const auto link_to = [](const domain::Event& date) { return "href=\"/en" + path_of(date) + "\"><time"; };
  const auto page = get("/en" + path_of(dates[1])).text;
  EXPECT_THAT(page, HasSubstr("This is one date of a series:"));
  EXPECT_THAT(page, HasSubstr(link_to(dates[0])));
  EXPECT_THAT(page, Not(HasSubstr(link_to(dates[1]))));
  EXPECT_THAT(page, Not(HasSubstr(link_to(dates[2])))) << "it is for those who know its address";
  EXPECT_THAT(page, HasSubstr(link_to(dates[8])));
  EXPECT_THAT(page, HasSubstr("Show 1 more date"));
  world.clock.set(dates[7].end_time);
  const auto last = get("/en" + path_of(dates[8])).text;
  EXPECT_THAT(last, HasSubstr("There are no other coming dates."));
  EXPECT_THAT(get("/en" + path_of(world.event("2027-03-01T15:00"))).text, Not(HasSubstr("series")));
}

TEST_F(PublicRegistration, says_on_every_page_how_the_organiser_is_reached) {
  const auto event = world.event("2026-12-07T15:00");
  world.store->write([&](domain::Transaction& tx) {
    auto mimosa = *tx.organisations().find_by_name("Mimosa");
    mimosa.phone = domain::PhoneNumber("+358405550191");
    mimosa.email = domain::EmailAddress("mimosa@example.org");
    tx.organisations().update(mimosa);
  });
  const auto link = registered(path_of(event));
  auto closed = world.details("2026-12-08T15:00");
  closed.enrolment_end_time = world.local("2026-11-01T12:00");
  const auto late = path_of(world.event(closed));
  for (const std::string& page :
       {"/en" + path_of(event), "/en" + path_of(event) + "/register", link + "?lang=en", "/en" + late + "/register"}) {
    const auto text = get(page).text;
    EXPECT_THAT(text, HasSubstr(">+358 40 555 0191</a>")) << page;
    EXPECT_THAT(text, HasSubstr(">mimosa@example.org</a>")) << page;
  }
  EXPECT_THAT(get("/en" + path_of(event)).text, HasSubstr("\"telephone\":\"+358405550191\",\"email\":\"mimosa@"));
  EXPECT_EQ(world.call("GET", "/api/v1/events/" + std::to_string(event.id.value)).at("organizer[0].telephone"),
            "+358405550191");
}

}  // namespace
