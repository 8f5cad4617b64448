#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/book_series.hpp"
#include "tests/service/series_in_console.hpp"

// Interpreters for several dates in the console, and how they answer by their link.
namespace {

using domain::BookingStatus;
using domain::Role;
using fixtures::Answer;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class OrganiserSeriesInterpreters : public fixtures::SeriesInConsole {
 protected:
  domain::Interpreter interpreter(const char* name) {
    domain::Interpreter person;
    person.name = name;
    person.phone = domain::PhoneNumber("+358405550111");
    person.message_language = domain::LanguageTag("fi");
    person.languages = {{domain::LanguageTag("ar"), ""}};
    return domain::add_interpreter(*world.ports, world.admin, person).interpreter;
  }
  void book_elsewhere(const std::string& start, domain::InterpreterId who) {
    domain::EventDetails details = world.details(start);
    details.location = {"Kirjasto", "Kirjastokatu 1", "Mikkeli", {}};
    domain::InterpreterBooking booking;
    booking.event = world.event(details).id;
    booking.language = domain::LanguageTag("ar");
    const auto id = domain::request_booking(*world.ports, world.admin, booking).id;
    (void)domain::offer_booking(*world.ports, world.admin, id, who);
    (void)domain::confirm_booking(*world.ports, world.admin, id);
  }
  std::vector<domain::InterpreterBooking> bookings() {
    return domain::bookings_of_series(*world.ports, world.admin, *dates[0].super_event);
  }
  std::vector<BookingStatus> states() {
    std::vector<BookingStatus> all;
    for (const auto& booking : bookings()) all.push_back(booking.status);
    return all;
  }
  service::Fields form(const domain::Interpreter& who) {
    service::Fields fields{
        {"language", "ar"}, {"mode", "on_site"}, {"interpreter", std::to_string(who.id.value)}, {"topic", "Työnhaku"}};
    for (const auto& date : dates) fields.emplace_back("dates", std::to_string(date.id.value));
    return fields;
  }
  std::string offer_page() {
    return "/o/" + world.secrets->derive_token(domain::offer_purpose, bookings().front().link_seed);
  }
  Answer answer(const std::string& fields) {
    return world.call("POST", offer_page(), fields, {{"Content-Type", "application/x-www-form-urlencoded"}});
  }

  std::vector<domain::Event> dates = tuesdays();
  std::string page = address(*dates[0].super_event) + "/interpreters";
  domain::Interpreter sara = interpreter("Sara Esimerkki");
};

TEST_F(OrganiserSeriesInterpreters, the_page_says_who_is_free_how_often_and_what_keeps_them) {
  book_elsewhere("2026-12-08T16:00", sara.id);
  EXPECT_THAT(organiser.get(page + "?language=ar&mode=on_site").text,
              AllOf(HasSubstr("Sara Esimerkki"), HasSubstr("vapaana 3 / 4"), Not(HasSubstr("name=\"dates\""))));
  const std::string chosen =
      organiser.get(page + "?language=ar&mode=on_site&interpreter=" + std::to_string(sara.id.value)).text;
  EXPECT_THAT(chosen, AllOf(HasSubstr("name=\"dates\" value=\"" + std::to_string(dates[0].id.value) + "\" checked"),
                            Not(HasSubstr("name=\"dates\" value=\"" + std::to_string(dates[1].id.value))),
                            HasSubstr("varattu muualla tai matkalla"), HasSubstr("16.00–18.00"),
                            HasSubstr("Kirjasto, Mikkeli"), HasSubstr("saa yhden viestin (tekstiviesti)")));
}

TEST_F(OrganiserSeriesInterpreters, where_somebody_elses_event_keeps_them_only_the_time_is_told) {
  book_elsewhere("2026-12-08T16:00", sara.id);
  const auto others = world.weekly(
      [&] {
        domain::EventDetails details = world.details("2026-12-08T15:00");
        details.organisers = {{*world.organiser("Ohjaamo").organisation, "Ohjaamo"}};
        return details;
      }(),
      2);
  const std::string theirs =
      address(others.series.id) + "/interpreters?language=ar&mode=on_site&interpreter=" + std::to_string(sara.id.value);
  EXPECT_THAT(world.sign_in(Role::organiser, "Ohjaamo").get(theirs).text,
              AllOf(HasSubstr("16.00–18.00"), Not(HasSubstr("Kirjasto"))));
}

TEST_F(OrganiserSeriesInterpreters, chosen_dates_are_asked_for_in_one_step) {
  const Answer asked = organiser.post_and_follow(page, form(sara));
  EXPECT_THAT(asked.text, AllOf(HasSubstr("yhden viestin kaikista päivistä"), HasSubstr("kysytty jo"),
                                HasSubstr("1.12."), HasSubstr("22.12.")));
  EXPECT_THAT(states(), Each(BookingStatus::offered));
  EXPECT_EQ(bookings().front().topic, "Työnhaku");
  const Answer confirmed =
      organiser.post_and_follow(page + "/confirm", {{"interpreter", std::to_string(sara.id.value)}});
  EXPECT_EQ(confirmed.status, 200);
  EXPECT_THAT(states(), Each(BookingStatus::confirmed));
  EXPECT_THAT(organiser.get(address(*dates[0].super_event)).text, HasSubstr("arabia: vahvistettu"));
}

TEST_F(OrganiserSeriesInterpreters, a_button_does_it_in_the_language_of_its_row_alone) {
  domain::Interpreter person = sara;
  person.name = "Amina Esimerkki";
  person.languages.push_back({domain::LanguageTag("so"), ""});
  const auto amina = domain::add_interpreter(*world.ports, world.admin, person).interpreter;
  for (const auto& [language, first] : {std::pair{"ar", 0U}, std::pair{"so", 2U}}) {
    domain::SeriesBooking booking{*dates[0].super_event, {dates[first].id, dates[first + 1].id}, {}};
    booking.wanted.language = domain::LanguageTag(language);
    booking.wanted.interpreter = amina.id;
    (void)domain::book_series(*world.ports, world.admin, booking);
  }
  const std::string number = std::to_string(amina.id.value);
  const std::string inputs = "name=\"interpreter\" value=\"" + number + "\"><input type=\"hidden\" name=\"language\" ";
  EXPECT_THAT(organiser.get(page).text, AllOf(HasSubstr(inputs + "value=\"ar\"><button class=\"small danger\">"),
                                              HasSubstr(inputs + "value=\"so\"><button class=\"small danger\">"),
                                              HasSubstr(inputs + "value=\"ar\"><button class=\"small\">"),
                                              HasSubstr(inputs + "value=\"so\"><button class=\"small\">")));
  EXPECT_EQ(organiser.post(page + "/cancel", {{"interpreter", number}, {"language", "ar"}}).status, 303);
  EXPECT_THAT(states(), ElementsAre(BookingStatus::cancelled_free, BookingStatus::cancelled_free,
                                    BookingStatus::offered, BookingStatus::offered));
  EXPECT_EQ(organiser.post(page + "/confirm", {{"interpreter", number}, {"language", "?"}}).status, 400);
}

TEST_F(OrganiserSeriesInterpreters, a_form_without_dates_comes_back_with_what_was_typed) {
  service::Fields fields = form(sara);
  std::erase_if(fields, [](const auto& field) { return field.first == "dates"; });
  const Answer answer = organiser.post(page, fields);
  EXPECT_EQ(answer.status, 400);
  EXPECT_THAT(answer.text, AllOf(HasSubstr("href=\"#dates\""), HasSubstr("value=\"Työnhaku\"")));
}

TEST_F(OrganiserSeriesInterpreters, dates_that_were_lost_meanwhile_are_told) {
  const service::Fields fields = form(sara);
  book_elsewhere("2026-12-08T16:00", sara.id);
  EXPECT_THAT(organiser.post_and_follow(page, fields).text,
              AllOf(HasSubstr("osa päivistä jäi pois"), HasSubstr("varattu muualla")));
}

TEST_F(OrganiserSeriesInterpreters, need_alone_is_noted) {
  service::Fields fields = form(sara);
  fields[2].second = "none";
  EXPECT_THAT(organiser.post_and_follow(page, fields).text, HasSubstr("Tarve merkittiin päiville"));
  EXPECT_THAT(states(), Each(BookingStatus::requested));
}

TEST_F(OrganiserSeriesInterpreters, one_tap_of_the_interpreter_takes_all_dates) {
  organiser.post(page, form(sara));
  const std::string shown = world.call("GET", offer_page()).text;
  EXPECT_THAT(shown, AllOf(HasSubstr("Otan kaikki 4 päivää"), HasSubstr("En voi ottaa yhtään"),
                           HasSubstr("tiistai 22. joulukuuta")));
  std::string fields = "answer=accept";
  for (const auto& booking : bookings()) fields += "&shown=" + std::to_string(booking.id.value);
  EXPECT_EQ(answer(fields).status, 303);
  EXPECT_THAT(states(), Each(BookingStatus::confirmed));
  EXPECT_THAT(world.call("GET", offer_page()).text,
              AllOf(HasSubstr("Olet ottanut 4 päivää"), Not(HasSubstr("name=\"answer\""))));
}

TEST_F(OrganiserSeriesInterpreters, some_dates_are_taken_and_the_others_left) {
  organiser.post(page, form(sara));
  const auto asked = bookings();
  std::string fields = "answer=chosen";
  for (const auto& booking : asked) fields += "&shown=" + std::to_string(booking.id.value);
  fields += "&taken=" + std::to_string(asked[1].id.value) + "&taken=" + std::to_string(asked[2].id.value);
  EXPECT_EQ(answer(fields).status, 303);
  EXPECT_THAT(states(), ElementsAre(BookingStatus::declined, BookingStatus::confirmed, BookingStatus::confirmed,
                                    BookingStatus::declined));
  EXPECT_EQ(answer("answer=perhaps").status, 400);
}

TEST_F(OrganiserSeriesInterpreters, are_for_who_books_the_interpreters_of_the_dates) {
  EXPECT_EQ(world.sign_in(Role::organiser, "Ohjaamo").get(page).status, 403);
  EXPECT_EQ(world.sign_in(Role::door).get(page).status, 403);
  EXPECT_THAT(world.sign_in(Role::viewer).get(address(*dates[0].super_event)).text, Not(HasSubstr("/interpreters\"")));
  EXPECT_EQ(organiser.get("/organiser/series/4711/interpreters").status, 404);
}

}  // namespace
