#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "tests/service/calendar_followed.hpp"

// What the buttons for several dates of a followed calendar do besides is said before they are pressed.
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

class CalendarQuestions : public fixtures::CalendarFollowed {
 protected:
  // A series of three, each an hour from `clock` on; the calendar knows them by the hour they had at first.
  std::vector<domain::ForeignOccurrence> three(const std::string& clock) const {
    std::vector<domain::ForeignOccurrence> dates;
    for (const char* day : {"2026-11-24", "2026-12-01", "2026-12-08"}) {
      dates.push_back(date(std::string(day) + "T" + clock, "Ryhmä"));
      dates.back().recurrence_id = world.local(std::string(day) + "T17:00");
    }
    return dates;
  }
  domain::Subscription follow_three() {
    domain::Subscription one = follow();
    read(three("17:00"));
    return one;
  }
  void register_unreachable(const domain::Event& event) {
    domain::Registration made = world.register_party(event).registration;
    made.contact.phone.reset();
    made.contact.email.reset();
    world.store->write([&](domain::Transaction& tx) { tx.registrations().update(made); });
  }
  void book(const domain::Event& event, domain::InterpreterId who) {
    domain::InterpreterBooking booking;
    booking.event = event.id;
    booking.language = domain::LanguageTag("ar");
    const auto id = domain::request_booking(*world.ports, world.admin, booking).id;
    (void)domain::offer_booking(*world.ports, world.admin, id, who);
    (void)domain::confirm_booking(*world.ports, world.admin, id);
  }
  domain::InterpreterId interpreter() {
    domain::Interpreter person;
    person.name = "Sara Esimerkki";
    person.phone = domain::PhoneNumber("+358405550111");
    person.message_language = domain::LanguageTag("fi");
    person.languages = {{domain::LanguageTag("ar"), ""}};
    return domain::add_interpreter(*world.ports, world.admin, person).interpreter.id;
  }
  // Two parties can be told, one cannot; one interpreter is booked for two dates.
  void fill(const std::vector<domain::Event>& events) {
    (void)world.register_party(events[0], 2);
    (void)world.register_party(events[1]);
    register_unreachable(events[2]);
    const auto sara = interpreter();
    book(events[0], sara);
    book(events[1], sara);
  }
};

TEST_F(CalendarQuestions, cancelling_all_dates_says_who_is_told_who_cannot_be_and_what_is_billed) {
  const domain::Subscription one = follow_three();
  ASSERT_THAT(world.events(), SizeIs(3));
  fill(world.events());
  read({});
  EXPECT_THAT(browser.get(page(one)).text,
              AllOf(HasSubstr("Peru kaikki 3"), HasSubstr("<p>Jos perut:</p>"),
                    HasSubstr("Viesti lähtee: 2 ilmoittautumista, 3 henkilöä."), HasSubstr("1 tulkille kerrotaan."),
                    HasSubstr("1 ilmoittautumisella ei ole puhelinta eikä sähköpostia"),
                    HasSubstr("Jos perut, ilmoittautuneille kerrotaan"), Not(HasSubstr("laskutetaan"))));
  world.clock.set(world.local("2026-11-23T16:00"));
  fixtures::Browser later = world.sign_in(domain::Role::organiser);
  EXPECT_THAT(later.get(page(one)).text, HasSubstr("1 tulkkaus laskutetaan silti"));
}

TEST_F(CalendarQuestions, taking_another_time_for_all_dates_says_who_is_told) {
  const domain::Subscription one = follow_three();
  const auto events = world.events();
  fill(events);
  for (const domain::Event& event : events) {
    (void)domain::edit_event(*world.ports, world.admin, event.id, [](domain::EventDetails& details) {
      details.start_time += std::chrono::hours{2};
      details.end_time += std::chrono::hours{2};
    });
  }
  read(three("18:00"));
  EXPECT_THAT(browser.get(page(one)).text,
              AllOf(HasSubstr("<p>Jos otat kalenterin tiedon:</p>"),
                    HasSubstr("Viesti lähtee: 2 ilmoittautumista, 3 henkilöä."), HasSubstr("1 tulkille kerrotaan."),
                    HasSubstr("1 ilmoittautumisella ei ole puhelinta eikä sähköpostia")));
}

TEST_F(CalendarQuestions, where_nobody_hears_of_it_nothing_else_is_claimed) {
  const domain::Subscription one = follow_three();
  read({});
  EXPECT_THAT(browser.get(page(one)).text, AllOf(HasSubstr("Peru kaikki 3"), HasSubstr("Kukaan ei ole ilmoittautunut."),
                                                 Not(HasSubstr("Jos perut"))));
}

TEST_F(CalendarQuestions, who_is_registered_with_another_organisation_is_not_counted_out) {
  const domain::Subscription one = follow_three();
  const auto events = world.events();
  (void)world.register_party(events[0], 2);
  read({});
  EXPECT_THAT(browser.get(page(one)).text, HasSubstr("Viesti lähtee: 1 ilmoittautuminen"));
  const domain::Principal other = world.organiser("Ohjaamo");
  for (const domain::Event& event : events) {
    (void)domain::edit_event(*world.ports, world.admin, event.id, [&](domain::EventDetails& details) {
      details.organisers = {{other.organisation.value(), {}}};
    });
  }
  EXPECT_THAT(browser.get(page(one)).text, AllOf(HasSubstr("Peru kaikki 3"), Not(HasSubstr("Viesti lähtee"))));
}

}  // namespace
