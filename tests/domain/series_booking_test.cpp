#include <gmock/gmock.h>

#include "domain/answer_request.hpp"
#include "domain/book_interpreter.hpp"
#include "domain/book_series.hpp"
#include "domain/edit_series.hpp"
#include "tests/fixtures/world.hpp"

// One interpreter for several dates of a series.
namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// Four Tuesdays at 15–17, the first on 1.12.2026, in Mikkeli.
class SeriesBookings : public testing::Test {
 protected:
  void SetUp() override {
    dates = world.weekly(world.details("2026-12-01T15:00"), 4).events;
    series = dates.front().super_event.value();
    sara = interpreter("Sara");
  }
  Interpreter interpreter(const char* name, const char* language = "ar") {
    Interpreter person;
    person.name = name;
    person.phone = PhoneNumber("+358405550111");
    person.message_language = LanguageTag("fi");
    person.languages = {{LanguageTag(language), ""}};
    return add_interpreter(*world.ports, world.admin, person).interpreter;
  }
  SeriesBooking wanted(std::optional<InterpreterId> who, const std::vector<Event>& on) {
    SeriesBooking booking{series, fixtures::ids_of(on), {}};
    booking.wanted.language = LanguageTag("ar");
    booking.wanted.interpreter = who;
    return booking;
  }
  SeriesBookingOutcome ask(std::optional<InterpreterId> who) { return ask(who, dates); }
  SeriesBookingOutcome ask(std::optional<InterpreterId> who, const std::vector<Event>& on) {
    return book_series(*world.ports, world.admin, wanted(who, on));
  }
  // Somewhere else at that time, with Sara booked.
  Event elsewhere(const std::string& start, const std::string& town = "Mikkeli") {
    EventDetails details = world.details(start);
    details.location = {"Kirjasto", "Kirjastokatu 1", town, {}};
    const Event event = world.event(details);
    InterpreterBooking booking;
    booking.event = event.id;
    booking.language = LanguageTag("ar");
    const auto id = request_booking(*world.ports, world.admin, booking).id;
    (void)offer_booking(*world.ports, world.admin, id, sara.id);
    (void)confirm_booking(*world.ports, world.admin, id);
    return event;
  }
  std::vector<BookingStatus> states() {
    std::vector<BookingStatus> all;
    for (const InterpreterBooking& booking : bookings_of_series(*world.ports, world.admin, series))
      all.push_back(booking.status);
    return all;
  }
  std::vector<Obstacle> obstacles(std::optional<InterpreterId> who) {
    std::vector<Obstacle> all;
    for (const auto& date :
         plan_series_booking(*world.ports, world.admin, {series, LanguageTag("ar"), InterpretingMode::on_site, who}))
      all.push_back(date.obstacle);
    return all;
  }
  std::string token(const InterpreterBooking& booking) {
    return world.secrets->derive_token(offer_purpose, booking.link_seed);
  }
  static std::vector<InterpreterBookingId> ids(const std::vector<InterpreterBooking>& bookings) {
    std::vector<InterpreterBookingId> all;
    for (const auto& booking : bookings) all.push_back(booking.id);
    return all;
  }
  std::vector<std::string> notices() { return world.notices(dates); }
  void everything_is_sent() { fixtures::send_everything(*world.store, world.clock.now()); }

  World world;
  std::vector<Event> dates;
  SeriesId series;
  Interpreter sara;
};

TEST_F(SeriesBookings, all_dates_are_offered_by_one_message_and_one_link) {
  const auto outcome = ask(sara.id);
  EXPECT_THAT(outcome.left_out, IsEmpty());
  EXPECT_THAT(states(), ElementsAre(BookingStatus::offered, BookingStatus::offered, BookingStatus::offered,
                                    BookingStatus::offered));
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_offered"));
  const auto view = view_request(*world.ports, token(outcome.booked[2]));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->interpreter.id, sara.id);
  EXPECT_THAT(view->dates, SizeIs(4));
  EXPECT_EQ(problem_of([&] { (void)view_offer(*world.ports, token(outcome.booked[0])); }), "not_found");
}

TEST_F(SeriesBookings, a_date_on_which_the_interpreter_cannot_be_there_is_left_out_and_told) {
  (void)elsewhere("2026-12-08T17:15");                // the way within the town
  (void)elsewhere("2026-12-15T18:00", "Savonlinna");  // an hour and a half to another
  (void)elsewhere("2026-12-22T17:45");                // time enough
  EXPECT_THAT(obstacles(sara.id), ElementsAre(Obstacle::none, Obstacle::busy, Obstacle::busy, Obstacle::none));
  const auto outcome = ask(sara.id);
  ASSERT_THAT(outcome.booked, SizeIs(2));
  EXPECT_EQ(outcome.booked[0].event, dates[0].id);
  EXPECT_EQ(outcome.booked[1].event, dates[3].id);
  ASSERT_THAT(outcome.left_out, SizeIs(2));
  EXPECT_EQ(outcome.left_out[0].event.id, dates[1].id);
  EXPECT_EQ(outcome.left_out[0].obstacle, Obstacle::busy);
  EXPECT_THAT(outcome.left_out[0].clashes, SizeIs(1));
}

TEST_F(SeriesBookings, who_is_free_most_often_comes_first) {
  const Interpreter free = interpreter("Zahra");
  (void)interpreter("Amina", "so");
  (void)elsewhere("2026-12-08T15:00");
  const auto found = find_candidates(*world.ports, world.admin, {series, LanguageTag("ar")});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].interpreter.id, free.id);
  EXPECT_EQ(found[0].free, 4);
  EXPECT_EQ(found[1].free, 3);
  EXPECT_EQ(found[1].dates, 4);
}

TEST_F(SeriesBookings, a_date_that_is_over_cancelled_or_asked_for_already_is_left_alone) {
  (void)cancel_event(*world.ports, world.admin, dates[1].id, {{LanguageTag("fi"), "Sairaus"}});
  (void)ask(sara.id, {dates[2]});
  world.clock.set(world.local("2026-12-01T16:00"));
  EXPECT_THAT(obstacles(sara.id), ElementsAre(Obstacle::begun, Obstacle::cancelled, Obstacle::asked, Obstacle::none));
  EXPECT_EQ(problem_of([&] { (void)ask(sara.id, {dates[0], dates[1], dates[2]}); }), "no_date_free");
}

TEST_F(SeriesBookings, one_tap_takes_all_dates_and_is_confirmed_by_one_message) {
  const auto outcome = ask(sara.id);
  everything_is_sent();
  const auto all = ids(outcome.booked);
  const RequestView view = answer_request(*world.ports, token(outcome.booked[0]), all, all);
  EXPECT_THAT(states(), Each(BookingStatus::confirmed));
  EXPECT_THAT(view.dates, SizeIs(4));
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_confirmed"));
  (void)answer_request(*world.ports, token(outcome.booked[0]), all, all);
  EXPECT_THAT(notices(), SizeIs(1)) << "the same answer changes nothing";
}

TEST_F(SeriesBookings, date_by_date_what_is_not_taken_is_declined_and_asked_of_somebody_else) {
  const auto outcome = ask(sara.id);
  everything_is_sent();
  const auto all = ids(outcome.booked);
  (void)answer_request(*world.ports, token(outcome.booked[0]), all, {all[0], all[2], all[3]});
  EXPECT_THAT(states(), ElementsAre(BookingStatus::confirmed, BookingStatus::declined, BookingStatus::confirmed,
                                    BookingStatus::confirmed));
  everything_is_sent();
  const Interpreter zahra = interpreter("Zahra");
  const auto again = ask(zahra.id, {dates[1]});
  ASSERT_THAT(again.booked, SizeIs(1));
  EXPECT_EQ(again.booked[0].id, all[1]) << "the same booking goes on";
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_offer"));
  EXPECT_EQ(view_offer(*world.ports, token(again.booked[0])).interpreter.id, zahra.id);
  EXPECT_THAT(view_request(*world.ports, token(outcome.booked[0]))->dates, SizeIs(3)) << "it is not Sara's any more";
}

TEST_F(SeriesBookings, whoever_is_booked_elsewhere_meanwhile_gets_the_other_dates) {
  const auto outcome = ask(sara.id);
  (void)elsewhere("2026-12-08T16:00");
  EXPECT_TRUE(view_request(*world.ports, token(outcome.booked[0]))->dates[1].busy);
  const auto all = ids(outcome.booked);
  const RequestView view = answer_request(*world.ports, token(outcome.booked[0]), all, all);
  EXPECT_THAT(states(), ElementsAre(BookingStatus::confirmed, BookingStatus::declined, BookingStatus::confirmed,
                                    BookingStatus::confirmed));
  EXPECT_TRUE(view.dates[1].busy);
}

TEST_F(SeriesBookings, only_what_was_shown_is_answered) {
  const auto outcome = ask(sara.id);
  (void)answer_request(*world.ports, token(outcome.booked[0]), {outcome.booked[0].id}, {});
  EXPECT_THAT(states(), ElementsAre(BookingStatus::declined, BookingStatus::offered, BookingStatus::offered,
                                    BookingStatus::offered));
  world.clock.set(world.local("2026-12-29T12:00"));
  EXPECT_EQ(problem_of([&] {
              (void)answer_request(*world.ports, token(outcome.booked[0]), ids(outcome.booked), ids(outcome.booked));
            }),
            "offer_over");
}

TEST_F(SeriesBookings, that_an_interpreter_is_needed_is_noted_and_asked_later_by_the_same_bookings) {
  const auto noted = ask(std::nullopt);
  EXPECT_THAT(states(), Each(BookingStatus::requested));
  EXPECT_THAT(notices(), IsEmpty());
  EXPECT_THAT(obstacles(std::nullopt), Each(Obstacle::asked));
  EXPECT_EQ(ids(ask(sara.id).booked), ids(noted.booked));
  EXPECT_THAT(states(), testing::AllOf(SizeIs(4), Each(BookingStatus::offered)));
}

TEST_F(SeriesBookings, an_answer_by_phone_is_noted_for_all_dates_at_once) {
  (void)ask(sara.id);
  everything_is_sent();
  EXPECT_THAT(step_series_bookings(*world.ports, world.admin, series, sara.id, SeriesBookingStep::confirm), SizeIs(4));
  EXPECT_THAT(states(), Each(BookingStatus::confirmed));
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_confirmed"));
  everything_is_sent();
  EXPECT_EQ(problem_of([&] {
              (void)step_series_bookings(*world.ports, world.admin, series, sara.id, SeriesBookingStep::decline);
            }),
            "booking_state");
  (void)step_series_bookings(*world.ports, world.admin, series, sara.id, SeriesBookingStep::cancel);
  EXPECT_THAT(states(), Each(BookingStatus::cancelled_free));
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_cancelled"));
}

TEST_F(SeriesBookings, with_a_language_the_bookings_in_another_stay_as_they_are) {
  Interpreter person = sara;
  person.name = "Amina";
  person.languages.push_back({LanguageTag("so"), ""});
  const InterpreterId amina = add_interpreter(*world.ports, world.admin, person).interpreter.id;
  (void)ask(amina, {dates[0], dates[1]});
  SeriesBooking somali = wanted(amina, {dates[2], dates[3]});
  somali.wanted.language = LanguageTag("so");
  (void)book_series(*world.ports, world.admin, somali);
  const auto step = [&](SeriesBookingStep what, const char* language) {
    return step_series_bookings(*world.ports, world.admin, series, amina, what, LanguageTag(language));
  };
  EXPECT_THAT(step(SeriesBookingStep::confirm, "so"), SizeIs(2));
  EXPECT_THAT(step(SeriesBookingStep::cancel, "ar"), SizeIs(2));
  EXPECT_THAT(states(), ElementsAre(BookingStatus::cancelled_free, BookingStatus::cancelled_free,
                                    BookingStatus::confirmed, BookingStatus::confirmed));
  EXPECT_EQ(problem_of([&] { (void)step(SeriesBookingStep::cancel, "ti"); }), "booking_state");
}

TEST_F(SeriesBookings, a_series_that_is_cancelled_tells_its_interpreter_once) {
  (void)ask(sara.id);
  everything_is_sent();
  EXPECT_EQ(plan_series_cancellation(*world.ports, world.admin, dates[0].id, SeriesScope::all).told.interpreters, 1);
  (void)cancel_series(*world.ports, world.admin, dates[0].id, SeriesScope::all, {{LanguageTag("fi"), "Sairaus"}});
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_cancelled"));
}

TEST_F(SeriesBookings, a_series_that_is_moved_asks_its_interpreter_once_more_by_one_new_link) {
  const auto outcome = ask(sara.id);
  const auto all = ids(outcome.booked);
  (void)answer_request(*world.ports, token(outcome.booked[0]), all, all);
  everything_is_sent();
  (void)edit_series(*world.ports, world.admin, dates[1].id, SeriesScope::following, [&](EventDetails& details) {
    details.start_time += std::chrono::hours{1};
    details.end_time += std::chrono::hours{1};
  });
  EXPECT_THAT(states(), ElementsAre(BookingStatus::confirmed, BookingStatus::offered, BookingStatus::offered,
                                    BookingStatus::offered));
  EXPECT_THAT(notices(), ElementsAre("sms interpreter_dates_offered"));
  EXPECT_THAT(view_request(*world.ports, token(outcome.booked[0]))->dates, SizeIs(1)) << "the old link knows the rest";
}

TEST_F(SeriesBookings, a_date_that_gets_another_link_leaves_the_message_about_the_others_to_them) {
  const auto outcome = ask(sara.id);
  const Interpreter zahra = interpreter("Zahra");
  const auto first = outcome.booked[0].id;
  (void)decline_booking(*world.ports, world.admin, first);
  (void)offer_booking(*world.ports, world.admin, first, zahra.id);
  EXPECT_THAT(world.notices({dates[0]}), ElementsAre("sms interpreter_offer"));
  EXPECT_THAT(world.notices({dates[1]}), ElementsAre("sms interpreter_dates_offered"));
}

TEST_F(SeriesBookings, are_made_by_who_books_the_interpreters_of_the_dates) {
  const Principal other = world.organiser("Ohjaamo");
  const auto as = [&](const Principal& who) {
    return problem_of([&] { (void)book_series(*world.ports, who, wanted(sara.id, dates)); });
  };
  EXPECT_EQ(as(other), "forbidden");
  EXPECT_EQ(as(world.organiser("Mimosa", Role::door)), "forbidden");
  EXPECT_EQ(problem_of([&] {
              (void)plan_series_booking(*world.ports, other, {series, LanguageTag("ar")});
            }),
            "forbidden");
  EXPECT_EQ(as(world.organiser("Mimosa")), "");
}

TEST_F(SeriesBookings, what_cannot_be_is_refused_with_its_reason) {
  const auto refused = [&](SeriesBooking booking) {
    return problem_of([&] { (void)book_series(*world.ports, world.admin, booking); });
  };
  EXPECT_EQ(refused(wanted(sara.id, {})), "required");
  EXPECT_EQ(refused(wanted(sara.id, {world.event("2026-12-02T15:00")})), "unknown_date");
  EXPECT_EQ(refused(wanted(interpreter("Amina", "so").id, dates)), "interpreter_language");
  EXPECT_EQ(refused(wanted(InterpreterId{4711}, dates)), "not_found");
  SeriesBooking nowhere = wanted(sara.id, dates);
  nowhere.series = SeriesId{4711};
  EXPECT_EQ(refused(nowhere), "not_found");
}

}  // namespace
}  // namespace domain
