#include <gmock/gmock.h>

#include "domain/book_interpreter.hpp"
#include "domain/retention.hpp"
#include "tests/contract/privacy.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using std::chrono::days;
using testing::ElementsAre;

namespace contract {

class InterpreterRetention : public Privacy {
 protected:
  std::size_t overdue_now() {
    return read([&](const Snapshot& s) { return overdue(s, clock.now(), rules).size(); });
  }
  RetentionRules rules;
};
ON_EVERY_ENGINE(InterpreterRetention);

TEST_P(InterpreterRetention, messages_to_interpreters_go_and_their_bookings_stay) {
  const Event past = event(1), to_come = event(200);
  write([&](Transaction& tx) {
    for (const Event& about : {past, to_come}) {
      InterpreterBooking booking = sample_booking(about.id, std::to_string(about.id.value));
      booking.start_time = about.start_time;
      booking.end_time = about.end_time;
      Message message = sample_message(about.id);
      message.recipient = "+358405550199";
      message.booking = tx.interpreters().insert(booking);
      const Message messages[] = {message};
      tx.outbox().insert(messages);
    }
    return 0;
  });
  pass(days{92});
  (void)apply_retention(ports, rules);
  EXPECT_EQ(rows("outbox"), 1);
  EXPECT_EQ(rows("interpreter_booking"), 2);
}

TEST_P(InterpreterRetention, whom_an_interpreter_meets_is_forgotten_in_its_time) {
  const Event past = event(1);
  const auto id = write([&](Transaction& tx) {
    InterpreterBooking booking = sample_booking(past.id, "a");
    booking.start_time = past.start_time;
    booking.end_time = past.end_time;
    return tx.interpreters().insert(booking);
  });
  const auto contact = [&] {
    return read([&](const Snapshot& s) { return s.interpreters().find(id); })->contact_person;
  };
  pass(days{90});
  (void)apply_retention(ports, rules);
  EXPECT_EQ(contact(), "Olga Ohjaaja");
  pass(days{2});
  const auto found = read([&](const Snapshot& s) { return overdue(s, clock.now(), rules); });
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].what, Overdue::What::contact_persons);
  EXPECT_EQ(found[0].since, past.end_time + days{90});
  (void)apply_retention(ports, rules);
  EXPECT_EQ(contact(), "");
  EXPECT_EQ(overdue_now(), 0U);
}

TEST_P(InterpreterRetention, interpreters_whom_nobody_needs_become_anonymous_and_their_bookings_still_count) {
  const Event past = event(1);
  const auto add = [&](const std::string& name) {
    Interpreter interpreter = sample_interpreter(name);
    return add_interpreter(ports, admin, interpreter).interpreter.id;
  };
  const auto needed = add("Tarvittu"), idle = add("Joutilas"), gone = add("Lopettanut");
  const auto booked = write([&](Transaction& tx) {
    InterpreterBooking booking = sample_booking(past.id, "a");
    booking.interpreter = gone;
    booking.status = BookingStatus::delivered;
    booking.start_time = past.start_time;
    booking.end_time = past.end_time;
    return tx.interpreters().insert(booking);
  });
  const auto find_one = [&](InterpreterId id) {
    return *read([&](const Snapshot& s) { return s.interpreters().find(id); });
  };
  pass(days{2});
  retire_interpreter(ports, admin, gone);
  (void)apply_retention(ports, rules);
  EXPECT_EQ(find_one(gone).name, "Lopettanut");
  pass(days{90});
  EXPECT_EQ(overdue_now(), 2U) << "one interpreter, one contact person";
  EXPECT_EQ(apply_retention(ports, rules).interpreters, 1U);
  EXPECT_TRUE(find_one(gone).is_anonymous());
  EXPECT_FALSE(find_one(gone).phone);
  EXPECT_FALSE(find_one(gone).email);
  EXPECT_EQ(find_one(gone).calendar_token_hash, "");
  EXPECT_EQ(read([&](const Snapshot& s) { return s.interpreters().find(booked); })->interpreter, gone);
  EXPECT_THAT(audit(), ElementsAre("retention by retention"));
  pass(days{600});
  write([&](Transaction& tx) {
    InterpreterBooking booking = sample_booking(past.id, "b");
    booking.interpreter = needed;
    booking.start_time = clock.now();
    booking.end_time = clock.now() + std::chrono::hours{1};
    return tx.interpreters().insert(booking);
  });
  pass(days{60});
  EXPECT_EQ(apply_retention(ports, rules).interpreters, 1U);
  EXPECT_TRUE(find_one(idle).is_anonymous());
  EXPECT_EQ(find_one(needed).name, "Tarvittu");
  EXPECT_EQ(apply_retention(ports, rules).interpreters, 0U);
}

}  // namespace contract
