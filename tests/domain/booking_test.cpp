#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "domain/book_interpreter.hpp"
#include "tests/fixtures/world.hpp"

namespace domain {
namespace {

using fixtures::problem_of;
using fixtures::World;
using testing::Contains;
using testing::IsEmpty;

class Booking : public testing::Test {
 protected:
  Interpreter interpreter(const char* language = "ar") {
    Interpreter person;
    person.name = "Tulkki Esimerkki";
    person.phone = PhoneNumber("+358405550111");
    person.message_language = LanguageTag("fi");
    person.languages = {{LanguageTag(language), "levantti"}};
    return add_interpreter(*world.ports, world.admin, person).interpreter;
  }
  InterpreterBooking request(const Event& event, const char* language = "ar") {
    InterpreterBooking booking;
    booking.event = event.id;
    booking.language = LanguageTag(language);
    return request_booking(*world.ports, world.admin, booking);
  }
  InterpreterBooking offer(const Event& event, const Interpreter& person) {
    return offer_booking(*world.ports, world.admin, request(event).id, person.id);
  }
  std::string offer_token(const InterpreterBooking& booking) {
    return world.secrets->derive_token(offer_purpose, booking.link_seed);
  }
  World world;
};

TEST_F(Booking, an_offer_reaches_the_interpreter_who_confirms_it_by_its_link) {
  const Event event = world.event("2026-11-30T15:00");
  const InterpreterBooking offered = offer(event, interpreter());
  EXPECT_EQ(offered.status, BookingStatus::offered);
  EXPECT_THAT(world.pending(event), Contains("sms interpreter_offer 2026-11-23T12:00"));
  const OfferView view = answer_offer(*world.ports, offer_token(offered), true);
  EXPECT_EQ(view.booking.status, BookingStatus::confirmed);
  EXPECT_EQ(answer_offer(*world.ports, offer_token(offered), true).booking.status, BookingStatus::confirmed);
}

TEST_F(Booking, a_booking_takes_the_events_time_unless_told_otherwise) {
  const Event event = world.event("2026-11-30T15:00");
  const InterpreterBooking booking = request(event);
  EXPECT_EQ(booking.start_time, event.start_time);
  EXPECT_EQ(booking.end_time, event.end_time);
}

TEST_F(Booking, an_offer_whose_time_is_over_is_not_accepted) {
  const InterpreterBooking offered = offer(world.event("2026-11-30T15:00"), interpreter());
  world.clock.set(world.local("2026-11-30T17:00"));
  EXPECT_EQ(problem_of([&] { (void)answer_offer(*world.ports, offer_token(offered), true); }), "offer_over");
}

TEST_F(Booking, a_new_offer_makes_the_old_link_answer_nothing) {
  const Event event = world.event("2026-11-30T15:00");
  const InterpreterBooking first = offer(event, interpreter());
  (void)offer_booking(*world.ports, world.admin, first.id, interpreter().id);
  EXPECT_EQ(problem_of([&] { (void)answer_offer(*world.ports, offer_token(first), true); }), "not_found");
}

TEST_F(Booking, overlapping_bookings_of_one_interpreter_are_not_both_confirmed) {
  const Interpreter person = interpreter();
  const InterpreterBooking first = offer(world.event("2026-11-30T15:00"), person);
  const InterpreterBooking second = offer(world.event("2026-11-30T16:59"), person);
  (void)confirm_booking(*world.ports, world.admin, first.id);
  EXPECT_EQ(problem_of([&] { (void)confirm_booking(*world.ports, world.admin, second.id); }), "interpreter_busy");
  EXPECT_EQ(problem_of([&] { (void)answer_offer(*world.ports, offer_token(second), true); }), "interpreter_busy");
}

TEST_F(Booking, one_booking_may_follow_another_without_a_gap) {
  const Interpreter person = interpreter();
  const InterpreterBooking first = offer(world.event("2026-11-30T15:00"), person);
  const InterpreterBooking second = offer(world.event("2026-11-30T17:00"), person);
  (void)confirm_booking(*world.ports, world.admin, first.id);
  EXPECT_EQ(confirm_booking(*world.ports, world.admin, second.id).status, BookingStatus::confirmed);
}

TEST_F(Booking, of_many_who_press_at_once_one_gets_the_interpreter) {
  const Interpreter person = interpreter();
  std::vector<InterpreterBooking> offers;
  for (int i = 0; i < 8; ++i) offers.push_back(offer(world.event("2026-11-30T15:00"), person));
  std::atomic<int> confirmed = 0;
  std::vector<std::jthread> threads;
  for (const InterpreterBooking& booking : offers) {
    threads.emplace_back([&, id = booking.id] {
      if (problem_of([&] { (void)confirm_booking(*world.ports, world.admin, id); }).empty()) ++confirmed;
    });
  }
  threads.clear();
  EXPECT_EQ(confirmed, 1);
}

TEST_F(Booking, an_interpreter_is_asked_only_for_a_language_they_have) {
  const InterpreterBooking booking = request(world.event("2026-11-30T15:00"), "so");
  EXPECT_EQ(problem_of([&] { (void)offer_booking(*world.ports, world.admin, booking.id, interpreter("ar").id); }),
            "interpreter_language");
}

TEST_F(Booking, steps_come_in_their_order) {
  const Event event = world.event("2026-11-30T15:00");
  const InterpreterBooking booking = request(event);
  EXPECT_EQ(problem_of([&] { (void)confirm_booking(*world.ports, world.admin, booking.id); }), "booking_state");
  EXPECT_EQ(problem_of([&] { (void)deliver_booking(*world.ports, world.admin, booking.id); }), "booking_state");
  (void)offer_booking(*world.ports, world.admin, booking.id, interpreter().id);
  (void)confirm_booking(*world.ports, world.admin, booking.id);
  EXPECT_EQ(problem_of([&] { (void)decline_booking(*world.ports, world.admin, booking.id); }), "booking_state");
  EXPECT_EQ(problem_of([&] { (void)deliver_booking(*world.ports, world.admin, booking.id); }), "not_begun");
  world.clock.set(world.local("2026-11-30T17:00"));
  EXPECT_EQ(deliver_booking(*world.ports, world.admin, booking.id).status, BookingStatus::delivered);
}

TEST_F(Booking, cancelling_is_free_until_three_the_day_before_and_billed_after) {
  const Event event = world.event("2026-11-30T15:00");
  for (const auto& [when, expected] : {std::pair{"2026-11-29T14:59", BookingStatus::cancelled_free},
                                       std::pair{"2026-11-29T15:00", BookingStatus::cancelled_billed}}) {
    world.clock.set(world.local("2026-11-23T12:00"));
    const InterpreterBooking booking = offer(event, interpreter());
    (void)confirm_booking(*world.ports, world.admin, booking.id);
    world.clock.set(world.local(when));
    EXPECT_EQ(cancel_booking(*world.ports, world.admin, booking.id).status, expected);
  }
}

TEST_F(Booking, a_moved_event_asks_its_interpreter_again) {
  const Event event = world.event("2026-11-30T15:00");
  const InterpreterBooking booking = offer(event, interpreter());
  (void)confirm_booking(*world.ports, world.admin, booking.id);
  (void)edit_event(*world.ports, world.admin, event.id, [&](EventDetails& details) {
    details.start_time = world.local("2026-12-02T15:00");
    details.end_time = world.local("2026-12-02T17:00");
  });
  std::vector<InterpreterBooking> bookings;
  world.store->read([&](const Snapshot& snapshot) { bookings = snapshot.interpreters().bookings_of(event.id); });
  ASSERT_EQ(bookings.size(), 1U);
  EXPECT_EQ(bookings[0].status, BookingStatus::offered);
  EXPECT_EQ(bookings[0].start_time, world.local("2026-12-02T15:00"));
}

TEST_F(Booking, another_organisation_may_not_book_for_the_event) {
  InterpreterBooking booking;
  booking.event = world.event("2026-11-30T15:00").id;
  booking.language = LanguageTag("ar");
  const Principal other = world.organiser("Another");
  EXPECT_EQ(problem_of([&] { (void)request_booking(*world.ports, other, booking); }), "forbidden");
}

TEST_F(Booking, a_renewed_calendar_leaves_the_old_address_dead) {
  const Interpreter person = interpreter();
  const NewInterpreter renewed = renew_interpreter_calendar(*world.ports, world.admin, person.id);
  EXPECT_NE(renewed.interpreter.calendar_token_hash, person.calendar_token_hash);
  world.store->read([&](const Snapshot& snapshot) {
    EXPECT_FALSE(snapshot.interpreters().find_by_calendar_hash(person.calendar_token_hash));
    EXPECT_TRUE(snapshot.interpreters().find_by_calendar_hash(world.secrets->hash_token(renewed.calendar_token)));
  });
}

}  // namespace
}  // namespace domain
