#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/edit_event.hpp"
#include "tests/service/calendar_followed.hpp"
#include "ui/pages.hpp"
#include "ui/reader.hpp"

namespace {

using domain::LanguageTag;
using fixtures::Answer;
using fixtures::Browser;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OrganiserSubscriptions : public fixtures::CalendarFollowed {
 protected:
  // "perjantai 1. tammikuuta 2027".
  static std::string app_day(domain::Instant instant) {
    return ui::Pages().reader(LanguageTag("fi")).date(instant, domain::default_time_zone);
  }
};

TEST_F(OrganiserSubscriptions, a_calendar_is_followed_and_listed_by_its_host_alone) {
  const Answer answer = browser.post_and_follow("/organiser/subscriptions", form());
  EXPECT_THAT(answer.text, AllOf(HasSubstr("Kulttuurikeskus"), HasSubstr("cloud.example.org"),
                                 HasSubstr("Luetaan hetken kuluttua")));
  EXPECT_THAT(answer.text, Not(HasSubstr("very-secret")));
  const domain::Subscription one = all().at(0);
  EXPECT_EQ(one.address, "https://cloud.example.org/very-secret.ics");
  EXPECT_EQ(one.keywords, std::vector<std::string>{"language"});
  EXPECT_EQ(one.publication_status, domain::PublicationStatus::open_to_all);
  EXPECT_THAT(browser.get("/organiser/subscriptions").text,
              AllOf(HasSubstr("Kulttuurikeskus"), Not(HasSubstr("very-secret"))));
}

TEST_F(OrganiserSubscriptions, a_refusal_is_not_below_good_news_and_says_who_can_help) {
  const Answer made = browser.post("/organiser/subscriptions", form());
  ASSERT_EQ(made.status, 303);
  const std::string address = made.header("Location");
  EXPECT_THAT(browser.get(address).text, HasSubstr("Kalenteri on tilattu"));
  world.store->write([&](domain::Transaction& tx) {
    const domain::Subscription due = tx.subscriptions().lock(all_id()).value();
    tx.subscriptions().record(
        due, {world.clock.now(), world.clock.now() + std::chrono::hours{1}, "fetch_private_address", {}, "", "", true});
  });
  const std::string refused = browser.get(address).text;
  EXPECT_THAT(refused, Not(HasSubstr("Kalenteri on tilattu")));
  EXPECT_THAT(refused, HasSubstr("KUTSU_SUBSCRIPTIONS_PRIVATE_NETWORKS"));
  EXPECT_THAT(refused, Not(HasSubstr("kaikkiin on ilmoittauduttu"))) << "there is no event at all";
}

TEST_F(OrganiserSubscriptions, what_is_wrong_is_said_beside_what_was_typed) {
  const Answer answer =
      browser.post("/organiser/subscriptions", form({{"name", ""}, {"address", "https://a:b@example.org/x"}}));
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, HasSubstr("value=\"Mikkeli\""));
  EXPECT_EQ(browser.post("/organiser/subscriptions", form({{"address", "ftp://example.org"}})).status, 400);
  EXPECT_TRUE(all().empty());
}

TEST_F(OrganiserSubscriptions, it_is_changed_paused_and_its_address_replaced_unseen) {
  const domain::Subscription one = follow();
  EXPECT_EQ(
      browser.post(page(one), form({{"name", "Uusi nimi"}, {"address", ""}, {"version", std::to_string(one.version)}}))
          .status,
      303);
  EXPECT_EQ(all().at(0).name, "Uusi nimi");
  EXPECT_EQ(all().at(0).address, one.address);
  EXPECT_EQ(browser.post(page(one), form({{"version", std::to_string(one.version)}})).status, 412)
      << "changed meanwhile";
  EXPECT_EQ(browser.post(page(one) + "/pause", {{"paused", "yes"}}).status, 303);
  EXPECT_TRUE(all().at(0).paused);
  EXPECT_THAT(browser.post(page(one) + "/fetch").text, HasSubstr("Tilaus on tauolla"));
  EXPECT_EQ(browser.post(page(one) + "/pause", {{"paused", "no"}}).status, 303);
  EXPECT_EQ(browser.post(page(one) + "/fetch").status, 303);
}

TEST_F(OrganiserSubscriptions, what_could_not_be_read_is_told_event_by_event) {
  const domain::Subscription one = follow();
  read({}, {{12, "x", "Tuntiryhmä", "ics_sub_daily"}});
  const Answer answer = browser.get(page(one));
  EXPECT_THAT(answer.text, AllOf(HasSubstr("Tuntiryhmä"), HasSubstr("Toistuu useammin kuin kerran päivässä"),
                                 HasSubstr("rivi"), HasSubstr("12")));
}

TEST_F(OrganiserSubscriptions, a_difference_is_shown_on_both_pages_and_settled_with_one_button) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id,
                           [](domain::EventDetails& details) { details.name[LanguageTag("fi")] = "Oma nimi"; });
  read({date("2026-12-01T17:00", "Heidän nimensä")});
  for (const std::string& where : {page(one), event_page()}) {
    const Answer answer = browser.get(where);
    EXPECT_THAT(answer.text, AllOf(HasSubstr("Oma nimi"), HasSubstr("Heidän nimensä"), HasSubstr("Muuttunut siellä")))
        << where;
  }
  EXPECT_THAT(browser.get("/organiser/").text, HasSubstr("Muuttunut kalenterissa"));
  EXPECT_EQ(browser.post(event_page() + "/calendar", {{"field", "name"}, {"action", "theirs"}}).status, 303);
  EXPECT_EQ(world.only_event().name.at(LanguageTag("fi")), "Heidän nimensä");
  EXPECT_THAT(browser.get(event_page()).text, Not(HasSubstr("Muuttunut siellä")));
}

TEST_F(OrganiserSubscriptions, who_would_hear_of_it_is_said_before_the_button) {
  (void)follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  (void)world.register_party(world.only_event(), 2);
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id, [&](domain::EventDetails& details) {
    details.start_time = world.local("2026-12-01T18:00");
    details.end_time = world.local("2026-12-01T19:00");
  });
  read({date("2026-12-02T17:00", "Kahvila")});
  EXPECT_THAT(browser.get(event_page()).text, HasSubstr("2 ilmoittautunutta saa tiedon muutoksesta"));
}

TEST_F(OrganiserSubscriptions, what_vanished_or_was_cancelled_there_is_marked_and_left_to_the_organisers) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  (void)world.register_party(world.only_event(), 2);
  domain::ForeignOccurrence cancelled = date("2026-12-01T17:00", "Kahvila");
  cancelled.cancelled = true;
  read({cancelled});
  EXPECT_THAT(browser.get(event_page()).text,
              AllOf(HasSubstr("2 henkilöä on ilmoittautunut"), HasSubstr("value=\"leave\"")));
  EXPECT_THAT(browser.get("/organiser/").text, HasSubstr("Peruttu kalenterissa"));
  read({});
  EXPECT_THAT(browser.get(page(one)).text, HasSubstr("Kalenterissa ei ole ollut tätä"));
  EXPECT_EQ(browser.post(event_page() + "/calendar", {{"action", "leave"}}).status, 303);
  EXPECT_THAT(browser.get(page(one)).text, Not(HasSubstr("Kalenterissa ei ole ollut tätä")));
  EXPECT_EQ(world.only_event().status, domain::EventStatus::scheduled);
}

TEST_F(OrganiserSubscriptions, it_is_followed_no_more_and_what_becomes_of_its_events_is_chosen) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  EXPECT_THAT(browser.get(page(one)).text, HasSubstr("1 tulevasta"));
  EXPECT_EQ(browser.post(page(one) + "/remove", {{"events", "withdraw"}}).status, 303);
  EXPECT_TRUE(all().empty());
  EXPECT_EQ(world.only_event().publication_status, domain::PublicationStatus::draft);
}

TEST_F(OrganiserSubscriptions, events_that_are_left_or_given_away_are_not_counted_and_hidden_ones_not_shown) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  EXPECT_EQ(browser.post(event_page() + "/calendar", {{"action", "leave"}}).status, 303);
  EXPECT_THAT(browser.get(page(one)).text, AllOf(HasSubstr("Kahvila"), Not(HasSubstr("1 tulevasta"))));
  const domain::Principal other = world.organiser("Ohjaamo");
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id, [&](domain::EventDetails& details) {
    details.organisers = {{other.organisation.value(), {}}};
    details.publication_status = domain::PublicationStatus::draft;
  });
  EXPECT_THAT(browser.get(page(one)).text, Not(HasSubstr("Kahvila")));
}

TEST_F(OrganiserSubscriptions, why_a_change_was_refused_is_told_with_a_way_out) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  world.store->write([&](domain::Transaction& tx) {
    auto link =
        tx.snapshot().subscriptions().of_event(tx.snapshot().subscriptions().events_of(one.id)[0].event).value();
    link.refusal = "room_taken";
    link.open = {domain::SubscribedField::time};
    link.wanted = domain::slot_of(link.theirs);
    link.wanted->start_time += std::chrono::hours{24};
    link.wanted->end_time += std::chrono::hours{24};
    tx.subscriptions().update(link);
  });
  EXPECT_THAT(browser.get(page(one)).text,
              AllOf(HasSubstr("Kalenterin muutosta ei voitu tehdä täällä"), HasSubstr("value=\"leave\""),
                    HasSubstr("keskiviikko 2. joulukuuta 2026, 17.00–18.00"), HasSubstr("value=\"theirs\""),
                    HasSubstr("value=\"ours\"")));
  EXPECT_EQ(browser.post(event_page() + "/calendar", {{"action", "leave"}}).status, 303);
  EXPECT_THAT(browser.get(page(one)).text, Not(HasSubstr("Kalenterin muutosta ei voitu")));
}

TEST_F(OrganiserSubscriptions, pages_are_in_the_readers_language) {
  const domain::Subscription one = follow();
  for (const char* tag : {"en", "ar"}) {
    for (const std::string& where : {std::string("/organiser/subscriptions"), page(one)}) {
      const Answer answer = browser.get(where + "?lang=" + tag);
      EXPECT_EQ(answer.status, 200);
      EXPECT_THAT(answer.text, HasSubstr(std::string(" lang=\"") + tag));
      EXPECT_THAT(answer.text, Not(HasSubstr("[[")));
    }
  }
}

TEST_F(OrganiserSubscriptions, the_navigation_counts_what_waits_and_a_series_is_decided_on_at_once) {
  const domain::Subscription one = follow();
  std::vector<domain::ForeignOccurrence> dates;
  for (const char* start : {"2026-12-01T17:00", "2026-12-08T17:00", "2026-12-15T17:00"}) {
    dates.push_back(date(start, "Ryhmä"));
    dates.back().recurrence_id = dates.back().start_time;
  }
  dates.push_back(date("2026-12-02T10:00", "Retki"));
  dates.back().uid = "b";
  read(dates);
  EXPECT_THAT(browser.get("/organiser/").text, Not(HasSubstr("Tilatut kalenterit <span class=\"chip\">")));
  const auto events = world.events();
  ASSERT_EQ(events.size(), 4U);
  read({});
  EXPECT_THAT(browser.get("/organiser/").text, HasSubstr("Tilatut kalenterit <span class=\"chip\">4</span>"));
  const std::string text = browser.get(page(one)).text;
  EXPECT_THAT(text, AllOf(HasSubstr("Kalenterissa ei ole enää näitä 3 päivää"), HasSubstr("Peru kaikki 3"),
                          HasSubstr("Jokainen päivä erikseen")));
  service::Fields fields{{"action", "cancel"}};
  for (const auto& event : events)
    if (event.super_event) fields.emplace_back("event", std::to_string(event.id.value));
  EXPECT_THAT(browser.post_and_follow(page(one) + "/decide", fields).text, HasSubstr("Päätös on tallennettu"));
  for (const auto& event : world.events())
    EXPECT_EQ(event.status == domain::EventStatus::cancelled, event.super_event.has_value());
  EXPECT_THAT(browser.get("/organiser/").text, HasSubstr("Tilatut kalenterit <span class=\"chip\">1</span>"));
}

TEST_F(OrganiserSubscriptions, only_events_that_follow_the_calendar_are_decided_on_together) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Ryhmä")});
  const auto followed = world.only_event();
  const auto other = world.event("2026-12-03T17:00");
  const service::Fields fields{{"action", "cancel"}, {"event", std::to_string(other.id.value)}};
  EXPECT_EQ(browser.post(page(one) + "/decide", fields).status, 303);
  EXPECT_EQ(world.now(other).status, domain::EventStatus::scheduled);
  Browser stranger = world.sign_in(domain::Role::organiser, "Mikseri");
  const service::Fields theirs{{"action", "cancel"}, {"event", std::to_string(followed.id.value)}};
  EXPECT_NE(stranger.post(page(one) + "/decide", theirs).status, 303);
  EXPECT_EQ(world.now(followed).status, domain::EventStatus::scheduled);
}

TEST_F(OrganiserSubscriptions, says_until_which_day_a_calendar_is_read) {
  const domain::Subscription one = follow();
  EXPECT_THAT(browser.get(page(one)).text, Not(HasSubstr("mennessä alkavat")));
  read({});
  const std::string day = app_day(world.clock.now() + std::chrono::days{400});
  EXPECT_THAT(browser.get(page(one)).text, HasSubstr("tähän päivään mennessä alkavat tilaisuudet: " + day)) << day;
}

TEST_F(OrganiserSubscriptions, an_event_whose_place_the_calendar_does_not_say_is_listed_with_the_year_of_its_date) {
  EXPECT_EQ(browser.post("/organiser/subscriptions", form({{"municipality", ""}})).status, 303);
  domain::ForeignOccurrence nowhere = date("2027-05-04T17:00", "Retki");
  nowhere.location.clear();
  read({nowhere});
  const std::string text = browser.get(page(all().at(0))).text;
  EXPECT_THAT(text, HasSubstr("Näiltä puuttuu tarkka paikka"));
  EXPECT_THAT(text, HasSubstr("ti 4.5.2027"));
  EXPECT_THAT(browser.get("/organiser/?from=2027-05-01").text, Not(HasSubstr("<bdi>–</bdi>")));
  (void)domain::edit_event(*world.ports, world.admin, world.only_event().id,
                           [](domain::EventDetails& details) { details.location.name = "Satama"; });
  EXPECT_THAT(browser.get(page(all().at(0))).text, Not(HasSubstr("Näiltä puuttuu tarkka paikka")));
}

TEST_F(OrganiserSubscriptions, a_calendar_made_from_the_programme_is_told_once_and_not_date_by_date) {
  const domain::Subscription one = follow();
  std::vector<domain::ForeignProblem> known;
  for (std::size_t i = 1; i <= 40; ++i) known.push_back({i, "u" + std::to_string(i), "Oma ryhmä", "ics_known_event"});
  read({}, known);
  const std::string text = browser.get(page(one)).text;
  EXPECT_THAT(text, HasSubstr("40 päivää on jo ohjelmassa."));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("Oma ryhmä")), Not(HasSubstr("ei voitu lukea"))));
}

TEST_F(OrganiserSubscriptions, of_a_date_that_vanished_the_registered_are_told_beside_the_button) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Kahvila")});
  (void)world.register_party(world.only_event(), 2);
  read({});
  EXPECT_THAT(browser.get(page(one)).text, HasSubstr("2 henkilöä on ilmoittautunut: jos perut, he saavat tiedon."));
}

TEST_F(OrganiserSubscriptions, days_that_end_otherwise_are_told_without_a_clock) {
  (void)follow();
  domain::ForeignOccurrence course = date("2027-07-12T00:00", "Kesäkurssi");
  course.end_time = world.local("2027-07-16T00:00");
  read({course});
  course.end_time = world.local("2027-07-17T00:00");
  read({course});
  const std::string history = browser.get(event_page() + "/history").text;
  EXPECT_THAT(history, AllOf(HasSubstr("torstai 15. heinäkuuta 2027"), HasSubstr("perjantai 16. heinäkuuta 2027")));
  EXPECT_THAT(history, Not(HasSubstr("0.00")));
}

TEST_F(OrganiserSubscriptions, what_is_private_there_is_left_out_and_no_error) {
  const domain::Subscription one = follow();
  read({date("2026-12-01T17:00", "Ryhmä")}, {{12, "d0d0-uid", "", "ics_private"}});
  const std::string text = browser.get(page(one)).text;
  EXPECT_THAT(text, HasSubstr("1 yksityiseksi merkitty tilaisuus jätettiin pois."));
  EXPECT_THAT(text, AllOf(Not(HasSubstr("d0d0-uid")), Not(HasSubstr("Mitä ei voitu lukea"))));
  EXPECT_THAT(text, Not(HasSubstr("ei voitu lukea</span>")));
}

}  // namespace
