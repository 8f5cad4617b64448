#include <gmock/gmock.h>

#include <set>
#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

namespace contract {

class Outbox : public Contract {
 protected:
  Outbox() {
    write([](Transaction& tx) { return put_event(tx, 1); });
  }
  void put(const std::vector<Message>& messages) {
    store->write([&](Transaction& tx) { tx.outbox().insert(messages); });
  }
  void put(int due) { put({sample_message(EventId{1}, due)}); }
  std::vector<Message> claim(int now, std::size_t limit = 10, std::optional<Channel> channel = {}) {
    return write([&](Transaction& tx) { return tx.outbox().claim(at(now), at(now + 5), limit, channel); });
  }
  std::vector<Message> all(std::int64_t event = 1) {
    return read([&](const Snapshot& s) { return s.outbox().of_event(EventId{event}); });
  }
  std::vector<MessageState> states() {
    std::vector<MessageState> found;
    for (const Message& message : all()) found.push_back(message.state);
    return found;
  }
};
ON_EVERY_ENGINE(Outbox);

TEST_P(Outbox, everything_of_a_message_comes_back_in_the_order_they_are_due) {
  Message message = sample_message(EventId{1}, 5);
  message.registration =
      write([](Transaction& tx) { return tx.registrations().insert(sample_registration(EventId{1}, "a")); });
  Message other = sample_message(EventId{1}, 3);
  other.booking = write([](Transaction& tx) { return tx.interpreters().insert(sample_booking(EventId{1}, "a")); });
  other.kind = MessageKind::interpreter_offer;
  other.channel = Channel::email;
  other.recipient = "tulkki@example.org";
  other.before = {};
  put({message, other});
  ASSERT_EQ(all().size(), 2U);
  EXPECT_EQ(describe(all()[0]), describe(other));
  EXPECT_EQ(describe(all()[1]), describe(message));
  EXPECT_THAT(all(2), IsEmpty());
}

TEST_P(Outbox, due_messages_are_claimed_oldest_first_and_once) {
  for (const int due : {3, 1, 2, 9}) put(due);
  const auto first = claim(5, 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].due_time, at(1));
  EXPECT_EQ(first[1].due_time, at(2));
  EXPECT_EQ(first[0].state, MessageState::sending);
  EXPECT_EQ(first[0].attempts, 1);
  EXPECT_EQ(first[0].recipient, "+358405550123");
  EXPECT_EQ(claim(5).size(), 1U);
  EXPECT_THAT(claim(5), IsEmpty());
  EXPECT_EQ(claim(9).size(), 1U);
}

TEST_P(Outbox, a_claim_may_be_for_one_channel) {
  Message email = sample_message(EventId{1}, 2);
  email.channel = Channel::email;
  put({sample_message(EventId{1}, 1), email});
  const auto claimed = claim(5, 10, Channel::email);
  ASSERT_EQ(claimed.size(), 1U);
  EXPECT_EQ(claimed[0].channel, Channel::email);
  EXPECT_EQ(claim(5, 10, Channel::sms).size(), 1U);
}

TEST_P(Outbox, a_lease_that_ran_out_lets_somebody_else_take_the_message) {
  put(0);
  const auto first = claim(0);
  EXPECT_THAT(claim(4), IsEmpty());
  const auto second = claim(5);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].id, first[0].id);
  EXPECT_EQ(second[0].attempts, 2);
}

TEST_P(Outbox, whoever_lost_a_message_to_the_next_claim_records_nothing_of_it) {
  for (int due = 0; due < 3; ++due) put(due);
  const auto late = claim(3);
  const auto present = claim(8);
  ASSERT_EQ(late.size(), 3U);
  ASSERT_EQ(present.size(), 3U);
  store->write([&](Transaction& tx) {
    tx.outbox().record_sent(late[0], "late", at(9));
    tx.outbox().record_retry(late[1], at(9));
    tx.outbox().record_end(late[2], MessageState::failed, "late");
  });
  using enum MessageState;
  EXPECT_THAT(states(), ElementsAre(sending, sending, sending));
  EXPECT_THAT(claim(12), IsEmpty());
  store->write([&](Transaction& tx) {
    tx.outbox().record_sent(present[0], "", at(9));
    tx.outbox().record_retry(present[1], at(60));
    tx.outbox().record_end(present[2], MessageState::dropped, "");
  });
  EXPECT_THAT(states(), ElementsAre(sent, dropped, pending));
}

TEST_P(Outbox, a_message_claimed_by_many_at_once_is_handed_out_once) {
  std::vector<Message> messages;
  for (int i = 0; i < 200; ++i) messages.push_back(sample_message(EventId{1}, i % 7));
  put(messages);
  const auto second_instance = database->open();
  std::vector<std::vector<MessageId>> taken(6);
  std::vector<std::thread> claimers;
  for (std::size_t i = 0; i < taken.size(); ++i) {
    claimers.emplace_back([&, i] {
      domain::Store& instance = i % 2 == 0 ? *store : *second_instance;
      for (bool more = true; more;) {
        std::vector<MessageId> ids;
        instance.write([&](Transaction& tx) {
          ids.clear();
          for (const Message& message : tx.outbox().claim(at(10), at(1000), 7)) ids.push_back(message.id);
        });
        more = !ids.empty();
        taken[i].insert(taken[i].end(), ids.begin(), ids.end());
      }
    });
  }
  for (std::thread& claimer : claimers) claimer.join();
  std::set<std::int64_t> different;
  std::size_t sum = 0;
  for (const auto& ids : taken) {
    sum += ids.size();
    for (const MessageId id : ids) different.insert(id.value);
  }
  EXPECT_EQ(sum, 200U);
  EXPECT_EQ(different.size(), 200U);
}

TEST_P(Outbox, a_claim_that_is_not_committed_took_nothing) {
  put(0);
  EXPECT_THROW(store->write([](Transaction& tx) {
    EXPECT_EQ(tx.outbox().claim(at(0), at(5), 10).size(), 1U);
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(claim(0)[0].attempts, 1);
}

TEST_P(Outbox, results_are_recorded) {
  for (int due = 0; due < 5; ++due) put(due);
  const auto m = claim(5);
  ASSERT_EQ(m.size(), 5U);
  store->write([&](Transaction& tx) {
    tx.outbox().record_sent(m[0], "provider-1", at(6));
    tx.outbox().record_retry(m[1], at(60));
    tx.outbox().record_end(m[2], MessageState::failed, "rejected");
    tx.outbox().record_end(m[3], MessageState::dropped, "too late");
  });
  const auto found = all();
  std::map<std::int64_t, MessageState> states;
  for (const Message& message : found) states[message.id.value] = message.state;
  EXPECT_EQ(states[m[0].id.value], MessageState::sent);
  EXPECT_EQ(states[m[1].id.value], MessageState::pending);
  EXPECT_EQ(states[m[2].id.value], MessageState::failed);
  EXPECT_EQ(states[m[3].id.value], MessageState::dropped);
  EXPECT_EQ(states[m[4].id.value], MessageState::sending);
  // Only the one whose lease runs out is left, and later the one to be tried again.
  const auto later = claim(10);
  ASSERT_EQ(later.size(), 1U);
  EXPECT_EQ(later[0].id, m[4].id);
  const auto again = claim(60);
  ASSERT_EQ(again.size(), 2U);
}

TEST_P(Outbox, a_delivery_report_ends_what_was_sent_and_nothing_else) {
  for (int due = 0; due < 4; ++due) put(due);
  const auto m = claim(3);
  const auto state_of = [&](std::size_t i) {
    for (const Message& message : all()) {
      if (message.id == m[i].id) return message.state;
    }
    return MessageState::pending;
  };
  store->write([&](Transaction& tx) {
    tx.outbox().record_sent(m[0], "r", at(4));
    tx.outbox().record_delivery(m[0].id, true);
    tx.outbox().record_sent(m[1], "r", at(4));
    tx.outbox().record_delivery(m[1].id, false);
    // The report was quicker than the sender's own record.
    tx.outbox().record_delivery(m[2].id, true);
    tx.outbox().record_sent(m[2], "r", at(4));
    tx.outbox().record_end(m[3], MessageState::dropped, "");
    tx.outbox().record_delivery(m[3].id, true);
    tx.outbox().record_delivery(MessageId{999}, true);
  });
  EXPECT_EQ(state_of(0), MessageState::delivered);
  EXPECT_EQ(state_of(1), MessageState::failed);
  EXPECT_EQ(state_of(2), MessageState::delivered);
  EXPECT_EQ(state_of(3), MessageState::dropped);
  store->write([&](Transaction& tx) {
    tx.outbox().record_delivery(m[0].id, false);
    tx.outbox().record_retry(m[0], at(0));
    tx.outbox().record_end(m[1], MessageState::dropped, "");
  });
  EXPECT_EQ(state_of(0), MessageState::delivered);
  EXPECT_EQ(state_of(1), MessageState::failed);
  EXPECT_THAT(claim(1000), IsEmpty());
}

TEST_P(Outbox, what_is_pending_is_dropped_by_registration_booking_or_event) {
  write([](Transaction& tx) { return put_event(tx, 2); });
  const auto a = write([](Transaction& tx) { return tx.registrations().insert(sample_registration(EventId{1}, "a")); });
  const auto b = write([](Transaction& tx) { return tx.registrations().insert(sample_registration(EventId{1}, "b")); });
  const auto booking = write([](Transaction& tx) { return tx.interpreters().insert(sample_booking(EventId{1}, "a")); });
  std::vector<Message> messages;
  for (int i = 0; i < 6; ++i) messages.push_back(sample_message(EventId{1}, i));
  messages[0].registration = a;
  messages[1].registration = a;
  messages[1].kind = MessageKind::registration_confirmed;
  messages[2].registration = b;
  messages[3].registration = b;
  messages[3].kind = MessageKind::registration_confirmed;
  messages[4].booking = booking;
  messages[4].kind = MessageKind::interpreter_offer;
  messages[5].event = EventId{2};
  put(messages);
  ASSERT_EQ(claim(0).size(), 1U);
  using enum MessageState;
  store->write([&](Transaction& tx) { tx.outbox().drop_pending_reminders(a); });
  EXPECT_THAT(states(), ElementsAre(sending, pending, pending, pending, pending));
  store->write([&](Transaction& tx) { tx.outbox().drop_pending(a); });
  EXPECT_THAT(states(), ElementsAre(sending, dropped, pending, pending, pending));
  store->write([](Transaction& tx) { tx.outbox().drop_pending_reminders(EventId{1}); });
  EXPECT_THAT(states(), ElementsAre(sending, dropped, dropped, pending, pending));
  store->write([&](Transaction& tx) { tx.outbox().drop_pending(booking); });
  EXPECT_THAT(states(), ElementsAre(sending, dropped, dropped, pending, dropped));
  EXPECT_EQ(all(2)[0].state, pending);
}

TEST_P(Outbox, what_tells_of_several_bookings_goes_on_with_another_of_them) {
  write([](Transaction& tx) { return put_event(tx, 2); });
  const auto first = write([](Transaction& tx) { return tx.interpreters().insert(sample_booking(EventId{1}, "a")); });
  const auto second = write([](Transaction& tx) { return tx.interpreters().insert(sample_booking(EventId{2}, "b")); });
  std::vector<Message> messages(2, sample_message(EventId{1}, 5));
  for (Message& message : messages) message.booking = first;
  messages[0].kind = MessageKind::interpreter_offer;
  messages[1].kind = MessageKind::interpreter_dates_offered;
  put(messages);
  using enum MessageState;
  store->write([&](Transaction& tx) { tx.outbox().drop_pending(first); });
  EXPECT_THAT(states(), ElementsAre(dropped, pending));
  store->write([&](Transaction& tx) { tx.outbox().hand_over_pending(first, second); });
  ASSERT_EQ(all(2).size(), 1U);
  EXPECT_EQ(all(2)[0].booking, second);
  EXPECT_EQ(all(2)[0].kind, MessageKind::interpreter_dates_offered);
  store->write([&](Transaction& tx) { tx.outbox().hand_over_pending(second, {}); });
  EXPECT_EQ(all(2)[0].state, dropped);
}

TEST_P(Outbox, its_state_tells_what_waits_what_failed_and_how_late_it_is) {
  const auto state = [&](int now) { return read([&](const Snapshot& s) { return s.outbox().state(at(now)); }); };
  EXPECT_EQ(state(0).pending, 0U);
  EXPECT_EQ(state(0).failed, 0U);
  EXPECT_EQ(state(0).oldest_due, std::nullopt);
  for (const int due : {1, 2, 50}) put(due);
  EXPECT_EQ(state(0).pending, 3U);
  EXPECT_EQ(state(0).oldest_due, std::nullopt);
  EXPECT_EQ(state(10).oldest_due, at(1));
  const auto claimed = claim(1);
  store->write([&](Transaction& tx) { tx.outbox().record_end(claimed.at(0), MessageState::failed, "x"); });
  EXPECT_EQ(state(10).pending, 2U);
  EXPECT_EQ(state(10).failed, 1U);
  EXPECT_EQ(state(10).oldest_due, at(2));
}

}  // namespace contract
