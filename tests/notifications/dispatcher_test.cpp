#include "notifications/dispatcher.hpp"

#include <gmock/gmock.h>

#include <latch>
#include <set>
#include <thread>

#include "domain/book_interpreter.hpp"
#include "domain/edit_event.hpp"
#include "domain/manage_registration.hpp"
#include "domain/staff_registrations.hpp"
#include "tests/notifications/dispatch_parts.hpp"
#include "tests/notifications/side_program.hpp"

namespace notifications {
namespace {

using domain::SendResult;
using fixtures::eventually;
using testing::HasSubstr;
using testing::IsEmpty;
using Outcome = SendResult::Outcome;
using States = std::map<std::string, int>;
using namespace std::chrono_literals;

class Dispatching : public testing::Test {
 protected:
  std::unique_ptr<Dispatcher> dispatcher(DispatchSettings settings = quick()) {
    return std::make_unique<Dispatcher>(*world.ports, wording, sms, email, settings, [this](std::string_view line) {
      const std::lock_guard lock(mutex);
      log.emplace_back(line);
    });
  }
  static DispatchSettings quick() {
    DispatchSettings settings;
    settings.poll_interval = 5ms;
    return settings;
  }
  // One that only looks when it is woken.
  static DispatchSettings drowsy() {
    DispatchSettings settings;
    settings.poll_interval = 1h;
    return settings;
  }
  [[nodiscard]] States states() { return test::states_of(*world.store, event.id); }
  // The one message of the event in this state.
  [[nodiscard]] domain::Message only(domain::MessageState state) {
    std::vector<domain::Message> found;
    for (const auto& message : test::messages_of(*world.store, event.id)) {
      if (message.state == state) found.push_back(message);
    }
    EXPECT_EQ(found.size(), 1u);
    return found.empty() ? domain::Message{} : found.front();
  }
  // A party with a phone alone, so that one SMS is due.
  domain::Registration register_by_phone() {
    auto request = world.request(event);
    request.contact.email.reset();
    return domain::register_participants(*world.ports, request).registration;
  }
  domain::Event event_without_reminders() {
    auto details = world.details("2026-11-30T15:00");
    details.reminders.clear();
    return world.event(details);
  }
  static SendResult not_now(const domain::OutgoingMessage&) { return {Outcome::retry, {}, "gateway 503"}; }

  fixtures::World world;
  test::ShortWording wording;
  test::Gateway sms;
  test::Gateway email;
  std::mutex mutex;
  std::vector<std::string> log;
  domain::Event event = event_without_reminders();
};

TEST_F(Dispatching, a_due_message_is_worded_sent_and_recorded_once) {
  const auto receipt = world.register_party(event);
  const auto sending = dispatcher();
  EXPECT_EQ(sending->run_once(), 2u);
  EXPECT_EQ(sending->run_once(), 0u);
  ASSERT_EQ(sms.taken().size(), 1u);
  EXPECT_EQ(sms.taken()[0].recipient, "+358405550123");
  EXPECT_EQ(sms.taken()[0].words.text, "registration_confirmed Työnhakuinfo " + receipt.manage_token);
  ASSERT_EQ(email.taken().size(), 1u);
  EXPECT_EQ(email.taken()[0].recipient, "esimerkki@example.org");
  EXPECT_EQ(states(), (States{{"sent", 2}}));
  EXPECT_EQ(sending->counts().sent, 2u);
  EXPECT_EQ(sending->counts().last_run, world.clock.now());
}

TEST_F(Dispatching, an_interpreters_offer_carries_the_link_that_answers_it) {
  domain::Interpreter interpreter;
  interpreter.name = "Tulkki Esimerkki";
  interpreter.phone = domain::PhoneNumber("+358405550111");
  interpreter.message_language = domain::LanguageTag("fi");
  interpreter.languages = {{domain::LanguageTag("ar"), ""}};
  const auto added = domain::add_interpreter(*world.ports, world.admin, interpreter);
  domain::InterpreterBooking booking;
  booking.event = event.id;
  booking.language = domain::LanguageTag("ar");
  const auto requested = domain::request_booking(*world.ports, world.admin, booking);
  static_cast<void>(domain::offer_booking(*world.ports, world.admin, requested.id, added.interpreter.id));
  dispatcher()->run_once();
  ASSERT_EQ(sms.taken().size(), 1u);
  const auto text = sms.taken()[0].words.text;
  const auto token = text.substr(text.rfind(' ') + 1);
  EXPECT_EQ(domain::view_offer(*world.ports, token).booking.id, requested.id);
}

TEST_F(Dispatching, a_message_is_not_sent_before_it_is_due) {
  auto details = world.details("2026-12-07T15:00");
  event = world.event(details);
  register_by_phone();
  const auto sending = dispatcher();
  sending->run_once();
  ASSERT_EQ(sms.taken().size(), 1u);
  world.clock.set(world.local("2026-12-06T14:59"));
  EXPECT_EQ(sending->run_once(), 0u);
  world.clock.set(world.local("2026-12-06T15:00"));
  EXPECT_EQ(sending->run_once(), 1u);
  EXPECT_THAT(sms.taken().back().words.text, HasSubstr("reminder"));
}

TEST_F(Dispatching, a_gateway_that_fails_is_asked_again_later_and_later_and_the_message_sent_once) {
  register_by_phone();
  sms.behave(not_now);
  const auto sending = dispatcher();
  auto before = 0s;
  for (int attempt = 1; attempt <= 4; ++attempt) {
    const auto now = world.clock.now();
    EXPECT_EQ(sending->run_once(), 1u);
    EXPECT_EQ(sending->run_once(), 0u);
    const auto delay = only(domain::MessageState::pending).due_time - now;
    EXPECT_GE(delay, 15s * (1 << (attempt - 1)));
    EXPECT_LE(delay, 30s * (1 << (attempt - 1)));
    EXPECT_GE(delay, before);
    before = delay;
    world.clock.set(now + delay);
  }
  sms.behave({});
  EXPECT_EQ(sending->run_once(), 1u);
  EXPECT_EQ(sms.taken().size(), 1u);
  EXPECT_EQ(states(), (States{{"sent", 1}}));
  EXPECT_EQ(sending->counts().retried, 4u);
}

TEST_F(Dispatching, what_the_gateway_refuses_for_good_has_failed) {
  register_by_phone();
  sms.behave([](const auto&) { return SendResult{Outcome::rejected, {}, "gateway 400"}; });
  const auto sending = dispatcher();
  sending->run_once();
  EXPECT_EQ(states(), (States{{"failed", 1}}));
  EXPECT_EQ(sending->counts().failed, 1u);
}

TEST_F(Dispatching, what_would_be_tried_again_only_after_it_expires_has_failed) {
  register_by_phone();
  sms.behave(not_now);
  const auto sending = dispatcher();
  world.clock.set(only(domain::MessageState::pending).expires_time - 10s);
  sending->run_once();
  EXPECT_EQ(states(), (States{{"failed", 1}}));
}

TEST_F(Dispatching, an_exception_from_a_sender_concerns_one_message_alone) {
  for (int i = 0; i < 3; ++i) register_by_phone();
  std::atomic<int> calls{0};
  sms.behave([&](const auto&) -> SendResult {
    if (calls++ == 1) throw std::runtime_error("+358405550123 is on fire");
    return {Outcome::sent, {}, {}};
  });
  dispatcher()->run_once();
  EXPECT_EQ(states(), (States{{"sent", 2}, {"pending", 1}}));
}

TEST_F(Dispatching, an_exception_from_the_wording_is_tried_again_and_its_text_logged_nowhere) {
  class BrokenWording final : public domain::Wording {
    [[nodiscard]] domain::Words word(const domain::MessageFacts& facts) const override {
      throw std::runtime_error(facts.registration->contact.name);
    }
  } const broken;
  register_by_phone();
  Dispatcher sending(*world.ports, broken, sms, email, quick(),
                     [this](std::string_view line) { log.emplace_back(line); });
  sending.run_once();
  EXPECT_EQ(states(), (States{{"pending", 1}}));
  ASSERT_EQ(log.size(), 1u);
  EXPECT_THAT(log[0], testing::MatchesRegex(
                          "message [0-9]+ \\(registration_confirmed, sms\\): to be tried again: wording failed"));
}

TEST_F(Dispatching, what_was_claimed_before_a_cancellation_is_not_sent_after_it) {
  const auto registration = register_by_phone();
  // Another dispatcher takes the message and dies; meanwhile the party cancels.
  world.store->write([&](domain::Transaction& tx) {
    EXPECT_EQ(tx.outbox().claim(world.clock.now(), world.clock.now() + 300s, 10).size(), 1u);
  });
  static_cast<void>(domain::cancel_registration(*world.ports, registration.id, world.admin));
  const auto sending = dispatcher();
  sending->run_once();
  world.clock.set(world.clock.now() + 301s);
  sending->run_once();
  ASSERT_EQ(sms.taken().size(), 1u);
  EXPECT_THAT(sms.taken()[0].words.text, HasSubstr("registration_cancelled"));
  EXPECT_EQ(states(), (States{{"dropped", 1}, {"sent", 1}}));
  EXPECT_EQ(sending->counts().dropped, 1u);
}

TEST_F(Dispatching, a_dispatcher_that_died_leaves_its_claims_to_others_when_the_lease_is_over) {
  register_by_phone();
  world.store->write([&](domain::Transaction& tx) {
    EXPECT_EQ(tx.outbox().claim(world.clock.now(), world.clock.now() + 300s, 10).size(), 1u);
  });
  const auto sending = dispatcher();
  world.clock.set(world.clock.now() + 299s);
  EXPECT_EQ(sending->run_once(), 0u);
  world.clock.set(world.clock.now() + 1s);
  EXPECT_EQ(sending->run_once(), 1u);
  EXPECT_EQ(states(), (States{{"sent", 1}}));
}

TEST_F(Dispatching, a_backlog_met_at_night_waits_for_the_morning) {
  register_by_phone();
  world.clock.set(world.local("2026-11-23T21:30"));
  const auto sending = dispatcher();
  sending->run_once();
  EXPECT_THAT(sms.taken(), IsEmpty());
  EXPECT_EQ(only(domain::MessageState::pending).due_time, world.local("2026-11-24T08:00"));
  world.clock.set(world.local("2026-11-24T08:00"));
  sending->run_once();
  EXPECT_EQ(sms.taken().size(), 1u);
}

TEST_F(Dispatching, a_gateway_that_fails_in_the_evening_is_asked_again_in_the_morning) {
  world.clock.set(world.local("2026-11-23T19:59"));
  register_by_phone();
  sms.behave(not_now);
  const auto sending = dispatcher();
  while (world.clock.now() < world.local("2026-11-23T20:00")) {
    EXPECT_EQ(sending->run_once(), 1u);
    world.clock.set(only(domain::MessageState::pending).due_time);
  }
  EXPECT_EQ(world.clock.now(), world.local("2026-11-24T08:00"));
}

TEST_F(Dispatching, a_reminder_that_the_night_would_outlive_is_dropped_and_an_urgent_cancellation_is_not) {
  event = world.event(world.details("2026-11-24T07:30"));
  register_by_phone();
  const auto sending = dispatcher();
  sending->run_once();
  ASSERT_EQ(sms.taken().size(), 1u);
  world.clock.set(world.local("2026-11-23T21:00"));
  sending->run_once();
  EXPECT_EQ(sms.taken().size(), 1u);
  EXPECT_EQ(states()["dropped"], 1);
  static_cast<void>(
      domain::cancel_event(*world.ports, world.admin, event.id, {{domain::LanguageTag("fi"), "Ohjaaja on sairas"}}));
  sending->run_once();
  ASSERT_EQ(sms.taken().size(), 2u);
  EXPECT_THAT(sms.taken()[1].words.text, HasSubstr("event_cancelled"));
}

TEST_F(Dispatching, a_gateway_that_hangs_does_not_hold_up_the_other_channel) {
  test::Gate gate;
  sms.behave([&](const auto&) {
    gate.pass();
    return SendResult{Outcome::sent, {}, {}};
  });
  for (int i = 0; i < 40; ++i) world.register_party(event);
  const auto sending = dispatcher();
  sending->start();
  EXPECT_TRUE(eventually([&] { return email.taken().size() == 40; }));
  EXPECT_TRUE(eventually([&] { return sms.asked() == 4; }));  // its workers, each with one
  gate.open();
  EXPECT_TRUE(eventually([&] { return sms.taken().size() == 40; }));
  sending->stop();
  EXPECT_EQ(states(), (States{{"sent", 80}}));
}

TEST_F(Dispatching, two_dispatchers_on_one_store_send_each_message_once) {
  for (int i = 0; i < 150; ++i) world.register_party(event);
  const auto one = dispatcher();
  const auto other = dispatcher();
  one->start();
  other->start();
  EXPECT_TRUE(eventually([&] { return states() == States{{"sent", 300}}; }));
  one->stop();
  other->stop();
  std::set<std::int64_t> ids;
  for (const auto& message : sms.taken()) ids.insert(message.id.value);
  for (const auto& message : email.taken()) ids.insert(message.id.value);
  EXPECT_EQ(ids.size(), 300u);
  EXPECT_EQ(sms.taken().size() + email.taken().size(), 300u);
  EXPECT_EQ(one->counts().sent + other->counts().sent, 300u);
}

TEST_F(Dispatching, a_dispatcher_is_woken_before_its_next_poll) {
  const auto sending = dispatcher(drowsy());
  sending->start();
  EXPECT_TRUE(eventually([&] { return sending->counts().last_run.has_value(); }));
  register_by_phone();
  sending->wake();
  EXPECT_TRUE(eventually([&] { return sms.taken().size() == 1; }));
}

TEST_F(Dispatching, stopping_finishes_what_is_being_sent_and_gives_back_the_rest) {
  test::Gate gate;
  sms.behave([&](const auto&) {
    gate.pass();
    return SendResult{Outcome::sent, {}, {}};
  });
  for (int i = 0; i < 10; ++i) register_by_phone();
  const auto sending = dispatcher();
  sending->start();
  EXPECT_TRUE(eventually([&] { return sms.asked() == 4; }));
  // Long after stop() was called, which cannot return before.
  std::latch stopping(1);
  std::thread opening([&] {
    stopping.wait();
    std::this_thread::sleep_for(500ms);
    gate.open();
  });
  stopping.count_down();
  sending->stop();
  opening.join();
  EXPECT_EQ(sms.taken().size(), 4u);
  EXPECT_EQ(states(), (States{{"sent", 4}, {"pending", 6}}));
  const auto next = dispatcher();
  EXPECT_EQ(next->run_once(), 6u);
  EXPECT_EQ(states(), (States{{"sent", 10}}));
}

TEST_F(Dispatching, a_message_whose_lease_is_nearly_over_is_given_back_unsent) {
  for (int i = 0; i < 3; ++i) register_by_phone();
  auto settings = quick();
  settings.sms_workers = 1;
  sms.behave([&](const auto&) {
    world.clock.set(world.clock.now() + 150s);
    return SendResult{Outcome::sent, {}, {}};
  });
  const auto sending = dispatcher(settings);
  sending->run_once();
  EXPECT_EQ(states(), (States{{"sent", 2}, {"pending", 1}}));
}

// A store that refuses to write a few times, as a database does while it fails over.
class StumblingStore final : public domain::Store {
 public:
  explicit StumblingStore(domain::Store& store) : store_(store) {}
  void stumble(int times) { left_ = times; }
  void write(const std::function<void(domain::Transaction&)>& work) override {
    if (left_ > 0 && left_-- > 0) throw domain::Error(domain::ErrorKind::unavailable, "unavailable", "failing over");
    store_.write(work);
  }
  void read(const std::function<void(const domain::Snapshot&)>& work) override { store_.read(work); }
  domain::Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }

 private:
  domain::Store& store_;
  std::atomic<int> left_{0};
};

TEST_F(Dispatching, a_result_is_recorded_when_the_database_is_back) {
  register_by_phone();
  StumblingStore store(*world.store);
  const domain::Ports ports{store, world.clock, world.zones, *world.secrets, {}};
  sms.behave([&](const auto&) {
    store.stumble(3);
    return SendResult{Outcome::sent, {}, {}};
  });
  Dispatcher sending(ports, wording, sms, email, quick(), {});
  sending.run_once();
  EXPECT_EQ(states(), (States{{"sent", 1}}));
}

TEST_F(Dispatching, a_database_that_is_away_for_a_while_stops_nothing) {
  StumblingStore store(*world.store);
  const domain::Ports ports{store, world.clock, world.zones, *world.secrets, {}};
  store.stumble(5);
  Dispatcher sending(ports, wording, sms, email, quick(), {});
  sending.start();
  register_by_phone();
  EXPECT_TRUE(eventually([&] { return sms.taken().size() == 1; }));
}

TEST_F(Dispatching, settings_that_cannot_work_are_refused) {
  DispatchSettings settings;
  settings.lease = settings.send_limit;
  EXPECT_THROW(dispatcher(settings), std::invalid_argument);
}

}  // namespace
}  // namespace notifications
