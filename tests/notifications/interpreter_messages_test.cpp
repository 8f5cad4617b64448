#include <gmock/gmock.h>

#include "domain/answer_request.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/book_series.hpp"
#include "domain/edit_series.hpp"
#include "tests/notifications/dispatch_parts.hpp"

// What an interpreter of several dates is sent: words are made when it goes.
namespace notifications {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class InterpreterMessages : public testing::Test {
 protected:
  void SetUp() override {
    domain::Interpreter person;
    person.name = "Tulkki Esimerkki";
    person.phone = domain::PhoneNumber("+358405550111");
    person.message_language = domain::LanguageTag("fi");
    person.languages = {{domain::LanguageTag("ar"), ""}};
    interpreter = domain::add_interpreter(*world.ports, world.admin, person).interpreter.id;
  }
  std::vector<domain::InterpreterBooking> ask() {
    domain::SeriesBooking booking{*dates.front().super_event, fixtures::ids_of(dates), {}};
    booking.wanted.language = domain::LanguageTag("ar");
    booking.wanted.interpreter = interpreter;
    return domain::book_series(*world.ports, world.admin, booking).booked;
  }
  // What went out, by now.
  std::vector<std::string> sent() {
    Dispatcher(*world.ports, wording, sms, email, {}, [](std::string_view) {}).run_once();
    std::vector<std::string> texts;
    for (const auto& message : sms.taken()) texts.push_back(message.words.text);
    return texts;
  }

  fixtures::World world;
  test::ShortWording wording;
  test::Gateway sms;
  test::Gateway email;
  std::vector<domain::Event> dates = world.weekly(world.details("2026-12-01T15:00"), 4).events;
  domain::InterpreterId interpreter;
};

TEST_F(InterpreterMessages, one_sms_tells_of_all_dates_and_its_link_answers_for_them) {
  const auto booked = ask();
  const auto texts = sent();
  ASSERT_THAT(texts, SizeIs(1));
  EXPECT_THAT(texts[0], HasSubstr("interpreter_dates_offered"));
  EXPECT_THAT(texts[0], HasSubstr("booked 4"));
  const std::string mark = " booked";
  const std::string before = texts[0].substr(0, texts[0].find(mark));
  const auto view = domain::view_request(*world.ports, before.substr(before.rfind(' ') + 1));
  ASSERT_TRUE(view);
  EXPECT_THAT(view->dates, SizeIs(4));
}

TEST_F(InterpreterMessages, a_date_that_was_cancelled_before_it_goes_is_left_out) {
  const auto booked = ask();
  (void)domain::cancel_booking(*world.ports, world.admin, booked[0].id);
  const auto texts = sent();
  ASSERT_THAT(texts, SizeIs(2));
  EXPECT_THAT(texts[0] + texts[1], HasSubstr("booked 3"));
}

TEST_F(InterpreterMessages, dates_offered_one_by_one_and_confirmed_together_are_told_by_one_message_and_link) {
  for (const domain::Event& date : dates) {
    domain::InterpreterBooking booking;
    booking.event = date.id;
    booking.language = domain::LanguageTag("ar");
    const auto id = domain::request_booking(*world.ports, world.admin, booking).id;
    (void)domain::offer_booking(*world.ports, world.admin, id, interpreter);
  }
  EXPECT_THAT(sent(), SizeIs(4));
  (void)domain::step_series_bookings(*world.ports, world.admin, *dates[0].super_event, interpreter,
                                     domain::SeriesBookingStep::confirm);
  const auto texts = sent();
  ASSERT_THAT(texts, SizeIs(5));
  EXPECT_THAT(texts[4], HasSubstr("interpreter_dates_confirmed"));
  EXPECT_THAT(texts[4], HasSubstr("booked 4"));
}

TEST_F(InterpreterMessages, what_is_answered_before_it_goes_is_not_asked) {
  const auto booked = ask();
  (void)domain::step_series_bookings(*world.ports, world.admin, *dates[0].super_event, interpreter,
                                     domain::SeriesBookingStep::decline);
  EXPECT_THAT(sent(), SizeIs(0));
}

TEST_F(InterpreterMessages, a_cancelled_series_is_told_once_with_every_date_that_was_asked_for) {
  (void)ask();
  (void)sent();
  (void)domain::cancel_series(*world.ports, world.admin, dates[1].id, domain::SeriesScope::following,
                              {{domain::LanguageTag("fi"), "Sairaus"}});
  const auto texts = sent();
  ASSERT_THAT(texts, SizeIs(2));
  EXPECT_THAT(texts[1], HasSubstr("interpreter_dates_cancelled"));
  EXPECT_THAT(texts[1], HasSubstr("booked 3"));
}

}  // namespace
}  // namespace notifications
