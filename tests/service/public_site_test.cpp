#include <gmock/gmock.h>

#include <chrono>
#include <regex>

#include "service/page_context.hpp"
#include "service/phone_numbers.hpp"
#include "tests/service/public_world.hpp"
#include "ui/phone_words.hpp"

namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

using fixtures::household;

struct PublicSite : testing::Test, fixtures::PublicWorld {
  std::string open(std::optional<int> capacity = {}, std::optional<int> waiting = {}) {
    return path_of(world.event("2026-12-07T15:00", capacity, waiting));
  }
};

TEST_F(PublicSite, leads_to_the_language_that_is_asked_for) {
  const auto led_to = [&](const char* accepted) {
    return get("/", {{"Accept-Language", accepted}}).header("Location");
  };
  EXPECT_EQ(led_to("ar"), "/ar/");
  EXPECT_EQ(led_to("en-GB,en;q=0.9,fi;q=0.8"), "/en/");
  EXPECT_EQ(led_to("so, fi;q=0.5, en;q=0.4"), "/fi/");
  EXPECT_EQ(led_to("fi-FI"), "/fi/");
  EXPECT_EQ(led_to("so"), "/en/");
  EXPECT_EQ(led_to("ar;q=0, en;q=0.1"), "/en/");
  EXPECT_EQ(get("/").header("Location"), "/fi/");
}

TEST_F(PublicSite, has_no_pages_in_languages_without_a_catalogue) {
  EXPECT_EQ(get("/so/").status, 404);
  EXPECT_EQ(get("/FI/").status, 404);
  EXPECT_EQ(get("/fi").header("Location"), "/fi/");
}

TEST_F(PublicSite, shows_drafts_and_staff_events_to_nobody) {
  for (const auto status : {domain::PublicationStatus::draft, domain::PublicationStatus::staff}) {
    auto details = world.details("2026-12-07T15:00");
    details.publication_status = status;
    const auto path = "/fi/events/" + std::to_string(world.event(details).id.value);
    EXPECT_EQ(get(path).status, 404);
    EXPECT_EQ(get(path + "/register").status, 404);
    EXPECT_EQ(post(path + "/register", household).status, 404);
  }
}

TEST_F(PublicSite, lists_what_is_to_come_and_an_unlisted_event_nowhere) {
  auto unlisted = world.details("2026-12-08T15:00");
  unlisted.name = {{domain::LanguageTag("fi"), "Salainen ryhmä"}};
  unlisted.publication_status = domain::PublicationStatus::unlisted;
  const auto event = world.event(unlisted);
  world.event("2026-12-07T15:00");
  const auto list = get("/fi/");
  EXPECT_EQ(list.status, 200);
  EXPECT_THAT(list.text, HasSubstr("1 tilaisuus"));
  EXPECT_THAT(list.text, Not(HasSubstr("Salainen")));
  const auto page = get("/fi/events/" + std::to_string(event.id.value));
  EXPECT_THAT(page.text, HasSubstr("Salainen ryhmä"));
  EXPECT_THAT(page.text, HasSubstr("noindex"));
}

TEST_F(PublicSite, tells_the_places_as_they_are_after_each_registration) {
  const auto event = open(5);
  EXPECT_THAT(get("/en" + event).text, HasSubstr("5 places left"));
  registered(event);
  EXPECT_THAT(get("/en" + event).text, HasSubstr("3 places left"));
}

TEST_F(PublicSite, registers_a_household_and_says_so_once) {
  const auto answer = post("/ar" + open(5) + "/register", household);
  ASSERT_EQ(answer.status, 303) << answer.text;
  EXPECT_THAT(answer.header("Location"), ::testing::MatchesRegex("/m/[A-Za-z0-9_-]{22}\\?lang=ar"));
  EXPECT_THAT(answer.header("Set-Cookie"), HasSubstr("kutsu_done=confirmed; Path=/m/; Max-Age=60; HttpOnly"));
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  const auto page = get(answer.header("Location"), {{"Cookie", "kutsu_done=confirmed"}});
  EXPECT_THAT(page.text, HasSubstr("تم. أنت مسجَّل."));
  EXPECT_THAT(page.header("Set-Cookie"), HasSubstr("Max-Age=0"));
  EXPECT_EQ(page.header("Referrer-Policy"), "no-referrer");
  EXPECT_THAT(get(answer.header("Location")).text, Not(HasSubstr("تم. أنت مسجَّل.")));
}

TEST_F(PublicSite, keeps_what_was_typed_when_a_person_is_added_or_removed) {
  const auto path = "/en" + open(5) + "/register";
  const auto added = post(path, "contact.name=Amal&persons%5B0%5D.name=A&persons%5B1%5D.name=B&action=add").text;
  EXPECT_THAT(added, HasSubstr("value=\"Amal\""));
  EXPECT_THAT(added, HasSubstr("name=\"persons[2].name\""));
  const auto removed =
      post(path, "contact.name=Amal&persons%5B0%5D.name=A&persons%5B1%5D.name=B&action=remove%3A0").text;
  EXPECT_THAT(removed, HasSubstr("name=\"persons[0].name\" type=\"text\" value=\"B\""));
  EXPECT_THAT(removed, Not(HasSubstr("persons[1]")));
}

TEST_F(PublicSite, takes_ten_persons_and_no_more) {
  const auto path = "/en" + open() + "/register";
  EXPECT_THAT(get(path + "?persons=99").text, Not(HasSubstr("persons[10]")));
  EXPECT_THAT(get(path + "?persons=99").text, HasSubstr("persons[9].name"));
  EXPECT_THAT(get(path + "?persons=-1").text, HasSubstr("persons[0].name"));
  std::string form = "action=add";
  for (int i = 0; i < 10; ++i) form += "&persons%5B" + std::to_string(i) + "%5D.name=x";
  EXPECT_THAT(post(path, form).text, Not(HasSubstr("persons[10]")));
}

TEST_F(PublicSite, tells_every_mistake_at_once_in_the_order_of_the_form) {
  const auto answer =
      post("/en" + open(5) + "/register",
           "contact.name=&contact.phone=12&contact.language=en&persons%5B1%5D.child_age=x&persons%5B0%5D.name=" +
               std::string(101, 'x') + "&action=send");
  EXPECT_EQ(answer.status, 400);
  std::vector<std::string> fields;
  static const std::regex link("<li><a href=\"#([^\"]+)\"");
  for (std::sregex_iterator at(answer.text.begin(), answer.text.end(), link), end; at != end; ++at) {
    fields.push_back((*at)[1]);
  }
  EXPECT_THAT(fields, ::testing::ElementsAre("contact-name", "contact-phone", "persons-0-name", "persons-1-child_age",
                                             "consent"));
}

TEST_F(PublicSite, asks_for_no_phone_beside_a_mistyped_email) {
  const auto answer =
      post("/en" + open(5) + "/register",
           "contact.name=A&contact.phone=&contact.email=a%40&contact.language=en&consent=yes&action=send");
  EXPECT_THAT(answer.text, HasSubstr("This is not an email address."));
  EXPECT_THAT(answer.text, Not(HasSubstr("Give a phone number or an email address.")));
}

TEST_F(PublicSite, refuses_a_party_that_has_no_room_and_keeps_the_form) {
  const auto answer = post("/en" + open(1) + "/register", household);
  EXPECT_EQ(answer.status, 409);
  EXPECT_THAT(answer.text, HasSubstr("Your party has more persons than the event has places."));
  EXPECT_THAT(answer.text, HasSubstr("value=\"Sami\""));
}

TEST_F(PublicSite, answers_the_same_form_sent_twice_with_the_same_registration) {
  const auto event = open(5);
  const auto first = post("/fi" + event + "/register", household + "&key=abcdefghijklmnopqrstuv");
  const auto second = post("/fi" + event + "/register", household + "&key=abcdefghijklmnopqrstuv");
  EXPECT_EQ(second.header("Location"), first.header("Location"));
  EXPECT_THAT(get("/en" + event).text, HasSubstr("3 places left"));
}

TEST_F(PublicSite, gives_a_new_key_where_the_old_one_was_used_for_something_else) {
  const auto event = open(9);
  post("/fi" + event + "/register", household + "&key=abcdefghijklmnopqrstuv");
  const auto other = post("/fi" + event + "/register", household + "&key=abcdefghijklmnopqrstuv&persons%5B2%5D.name=C");
  EXPECT_EQ(other.status, 409);
  EXPECT_THAT(other.text, Not(HasSubstr("value=\"abcdefghijklmnopqrstuv\"")));
}

TEST_F(PublicSite, takes_no_robot_for_a_person_and_keeps_what_was_typed) {
  const auto event = open(5);
  const auto robot = post("/fi" + event + "/register", household + "&website=x");
  EXPECT_EQ(robot.status, 400);
  EXPECT_THAT(robot.text, HasSubstr("Lomake lähti liian nopeasti."));
  EXPECT_THAT(robot.text, HasSubstr("value=\"Sami\""));
  EXPECT_THAT(get("/en" + event).text, HasSubstr("5 places left"));
}

TEST_F(PublicSite, tells_what_else_is_wrong_with_a_form_that_was_sent_very_quickly) {
  const auto answer = send("/en" + open(5) + "/register", "persons%5B0%5D.name=Sami&opened=" + stamp("register", 1s));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("very quickly"));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#consent\""));
  EXPECT_THAT(answer.text, HasSubstr("href=\"#contact-phone\""));
}

TEST_F(PublicSite, takes_a_form_from_two_seconds_to_a_day_after_it_was_opened) {
  const auto path = "/en" + open(50) + "/register";
  EXPECT_THAT(send(path, household + "&opened=" + stamp("register", 1s)).text, HasSubstr("very quickly"));
  EXPECT_EQ(send(path, household + "&opened=" + stamp("register", 2s)).status, 303);
  EXPECT_EQ(send(path, household + "&opened=" + stamp("register", 24h)).status, 303);
  EXPECT_THAT(send(path, household + "&opened=" + stamp("register", 25h)).text, HasSubstr("open for too long"));
  EXPECT_THAT(send(path, household + "&opened=" + stamp("links", 60s)).text, HasSubstr("open for too long"));
  EXPECT_THAT(send(path, household).text, HasSubstr("open for too long"));
}

TEST_F(PublicSite, lets_who_was_too_quick_send_the_same_form_again) {
  const auto path = "/en" + open(5) + "/register";
  const auto form = get(path).text;
  std::smatch opened;
  ASSERT_TRUE(std::regex_search(form, opened, std::regex("name=\"opened\" value=\"([^\"]+)\"")));
  const auto refused = send(path, household + "&opened=" + opened[1].str());
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("value=\"" + opened[1].str() + "\""));
  world.clock.set(world.clock.now() + 3s);
  EXPECT_EQ(send(path, household + "&opened=" + opened[1].str()).status, 303);
}

TEST_F(PublicSite, changes_nothing_by_get) {
  const auto event = open(5);
  const auto link = registered(event);
  EXPECT_EQ(get(link + "/cancel").status, 200);
  EXPECT_EQ(get(link + "/reminders").status, 303);
  EXPECT_THAT(get("/en" + event).text, HasSubstr("3 places left"));
}

TEST_F(PublicSite, cancels_and_frees_the_places) {
  const auto event = open(5);
  const auto link = registered(event);
  EXPECT_EQ(post(link + "/cancel", "").status, 303);
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("The registration is cancelled"));
  EXPECT_THAT(get("/en" + event).text, HasSubstr("5 places left"));
}

TEST_F(PublicSite, changes_a_party_and_says_where_that_does_not_fit) {
  const auto event = open(3);
  const auto link = registered(event);
  const std::string contact = "contact.name=Amal&contact.phone=0405550123&contact.language=ar&action=send";
  EXPECT_EQ(post(link + "/change", contact + "&persons%5B0%5D.name=A").status, 303);
  EXPECT_THAT(get("/en" + event).text, HasSubstr("2 places left"));
  std::string four = contact;
  for (int i = 0; i < 4; ++i) four += "&persons%5B" + std::to_string(i) + "%5D.name=x";
  const auto refused = post(link + "/change?lang=en", four);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.text, HasSubstr("more persons than the event has places"));
}

TEST_F(PublicSite, stops_reminders_by_one_click_from_a_mail_program) {
  const auto link = registered(open(5));
  EXPECT_EQ(post(link + "/reminders", "List-Unsubscribe=One-Click").status, 303);
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("You get no reminders."));
  EXPECT_EQ(post(link + "/reminders", "wanted=yes").status, 303);
  EXPECT_THAT(get(link + "?lang=en").text, HasSubstr("You get reminders before the event."));
}

TEST_F(PublicSite, speaks_the_registrants_language_behind_the_link) {
  const auto link = registered(open(5));
  EXPECT_THAT(get(link, {{"Accept-Language", "fi"}}).text, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(get(link + "?lang=fi").text, HasSubstr("<html lang=\"fi\""));
}

TEST_F(PublicSite, says_why_nobody_can_register) {
  auto details = world.details("2026-12-07T15:00");
  details.enrolment_end_time = world.local("2026-11-20T12:00");
  const auto closed = path_of(world.event(details));
  EXPECT_THAT(get("/en" + closed + "/register").text, HasSubstr("It is too late to register for this event."));
  EXPECT_THAT(post("/en" + closed + "/register", household).text, HasSubstr("Registration has closed."));
  const auto full = world.event("2026-12-08T15:00", 1, 0);
  (void)world.register_party(full);
  EXPECT_THAT(get("/fi" + path_of(full) + "/register").text, HasSubstr("Kaikki paikat on varattu"));
  auto invited = world.details("2026-12-07T15:00");
  invited.invited_only = true;
  const auto panel = path_of(world.event(invited));
  EXPECT_THAT(get("/fi" + panel).text, HasSubstr("Tähän tilaisuuteen pääsee kutsulla."));
  EXPECT_THAT(get("/fi" + panel).text, Not(HasSubstr(panel + "/register\"")));
  EXPECT_THAT(get("/fi" + panel + "/register").text, HasSubstr("Tähän pääsee kutsulla."));
}

TEST_F(PublicSite, says_what_to_do_where_a_link_does_not_work) {
  const auto lost = get("/m/aaaaaaaaaaaaaaaaaaaaaa?lang=en");
  EXPECT_EQ(lost.status, 404);
  EXPECT_THAT(lost.text, HasSubstr("href=\"/en/links\">Send me my links again</a>"));
  EXPECT_THAT(get("/i/aaaaaaaaaaaaaaaaaaaaaa?lang=en").text,
              HasSubstr("Ask the organiser who invited you for a new one."));
}

TEST_F(PublicSite, hides_whether_a_link_was_ever_right) {
  EXPECT_EQ(get("/m/aaaaaaaaaaaaaaaaaaaaaa").status, 404);
  EXPECT_EQ(post("/m/aaaaaaaaaaaaaaaaaaaaaa/cancel", "").status, 404);
  EXPECT_EQ(get("/o/aaaaaaaaaaaaaaaaaaaaaa").status, 404);
  EXPECT_EQ(post("/o/aaaaaaaaaaaaaaaaaaaaaa", "answer=accept").status, 404);
}

TEST(PhoneNumbers, are_read_as_people_write_them) {
  for (const char* text : {"040 555 0123", "+358 40 555 0123", "00358 40 5550123", "(040) 555-0123", "٠٤٠٥٥٥٠١٢٣"}) {
    EXPECT_EQ(service::parse_phone(text, "phone").e164(), "+358405550123") << text;
  }
  EXPECT_EQ(service::parse_phone("+46 70 123 45 67", "phone").e164(), "+46701234567");
}

TEST(PhoneNumbers, are_shown_in_groups_that_one_can_read_out) {
  const auto shown = [](const char* e164) { return ui::phone_words(domain::PhoneNumber(e164)); };
  EXPECT_EQ(shown("+358405550123"), "+358 40 555 0123");
  EXPECT_EQ(shown("+46701234567"), "+46 701 234 567");
  EXPECT_EQ(shown("+12025550123"), "+1 202 555 0123");
  EXPECT_EQ(shown("+3725550123"), "+372 555 0123");
  EXPECT_EQ(ui::phone_words(std::nullopt), "");
}

TEST(PhoneNumbers, that_are_nobodys_are_refused_by_their_field) {
  for (const char* text : {"", "12", "abc", "040", "040 555 0123 ext. 5", "+999 123456789",
                           "0405550123040555012304055501230405550123040555012304055501230405550123"}) {
    try {
      const auto number = service::parse_phone(text, "contact.phone");
      ADD_FAILURE() << text << " was read as " << number.e164();
    } catch (const domain::Error& error) {
      EXPECT_EQ(error.problems().front().field, "contact.phone");
      EXPECT_EQ(error.problems().front().code, "phone");
    }
  }
}

}  // namespace
