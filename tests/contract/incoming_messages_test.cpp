#include <gmock/gmock.h>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;
using testing::ElementsAre;
using testing::IsEmpty;

namespace contract {

class IncomingMessages : public Contract {
 protected:
  IncomingMessages() {
    write([](Transaction& tx) { return put_event(tx, 1); });
    write([](Transaction& tx) { return put_event(tx, 2); });
  }
  IncomingMessageId put(const std::string& text, int time, std::vector<EventId> events = {},
                        const std::string& phone = "+358405550123") {
    IncomingMessage message;
    message.from.emplace(phone);
    message.text = text;
    message.time = at(time);
    message.events = std::move(events);
    return write([&](Transaction& tx) { return tx.incoming_messages().insert(message); });
  }
  std::vector<std::string> texts(std::optional<OrganisationId> organisation = {}, std::size_t limit = 10) {
    std::vector<std::string> found;
    for (const auto& m : read([&](const Snapshot& s) { return s.incoming_messages().newest(organisation, limit); })) {
      found.push_back(m.text);
    }
    return found;
  }
};
ON_EVERY_ENGINE(IncomingMessages);

TEST_P(IncomingMessages, everything_of_a_message_comes_back) {
  const auto id = put("هل أستطيع القدوم؟", 3, {EventId{2}, EventId{1}});
  const auto found = read([&](const Snapshot& s) { return s.incoming_messages().find(id); });
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, id);
  EXPECT_EQ(found->from, PhoneNumber("+358405550123"));
  EXPECT_EQ(found->text, "هل أستطيع القدوم؟");
  EXPECT_EQ(found->time, at(3));
  EXPECT_THAT(found->events, ElementsAre(EventId{1}, EventId{2}));
  EXPECT_EQ(found->handled_time, std::nullopt);
  EXPECT_FALSE(read([](const Snapshot& s) { return s.incoming_messages().find(IncomingMessageId{999}); }));
}

TEST_P(IncomingMessages, those_nobody_has_handled_come_first_and_the_newest_of_them) {
  put("a", 1);
  const auto b = put("b", 2);
  put("c", 3);
  EXPECT_THAT(texts(), ElementsAre("c", "b", "a"));
  store->write([&](Transaction& tx) { tx.incoming_messages().mark_handled(b, at(5)); });
  store->write([&](Transaction& tx) { tx.incoming_messages().mark_handled(b, at(9)); });
  EXPECT_THAT(texts(), ElementsAre("c", "a", "b"));
  EXPECT_THAT(texts({}, 1), ElementsAre("c"));
  EXPECT_EQ(read([&](const Snapshot& s) { return s.incoming_messages().find(b); })->handled_time, at(5));
}

TEST_P(IncomingMessages, an_organisation_sees_those_about_its_own_events) {
  const auto other = write([](Transaction& tx) {
    const auto organisation = tx.organisations().insert({{}, "Muu järjestäjä", "Kemi"});
    tx.events().insert(sample_event(3, organisation));
    return organisation;
  });
  put("own", 1, {EventId{1}, EventId{2}});
  put("others", 2, {EventId{3}});
  put("nobody's", 3);
  const auto event = read([](const Snapshot& s) { return s.events().find(EventId{1}); });
  EXPECT_THAT(texts(event->organisers.at(0).id), ElementsAre("own"));
  EXPECT_THAT(texts(other), ElementsAre("others"));
  EXPECT_THAT(texts(), ElementsAre("nobody's", "others", "own"));
}

TEST_P(IncomingMessages, a_number_s_messages_are_found_and_removed_by_it) {
  put("a", 1, {EventId{1}});
  put("b", 2);
  put("c", 3, {}, "+358405550124");
  const PhoneNumber phone("+358405550123");
  EXPECT_EQ(read([&](const Snapshot& s) { return s.incoming_messages().of_phone(phone); }).size(), 2U);
  store->write([&](Transaction& tx) { tx.incoming_messages().remove_of(phone); });
  EXPECT_THAT(read([&](const Snapshot& s) { return s.incoming_messages().of_phone(phone); }), IsEmpty());
  EXPECT_THAT(texts(), ElementsAre("c"));
}

TEST_P(IncomingMessages, keys_are_remembered_since_a_time) {
  const auto knows = [&](const char* key, int since) {
    return read([&](const Snapshot& s) { return s.incoming_messages().is_remembered(key, at(since)); });
  };
  EXPECT_FALSE(knows("k", 0));
  store->write([](Transaction& tx) { tx.incoming_messages().remember("k", at(1)); });
  EXPECT_TRUE(knows("k", 1));
  EXPECT_FALSE(knows("k", 2));
  EXPECT_FALSE(knows("l", 0));
  store->write([](Transaction& tx) { tx.incoming_messages().remember("k", at(7)); });
  EXPECT_TRUE(knows("k", 7));
}

TEST_P(IncomingMessages, what_is_old_goes) {
  put("a", 1, {EventId{1}});
  put("b", 5);
  EXPECT_EQ(read([](const Snapshot& s) { return s.incoming_messages().oldest(); }), at(1));
  store->write([](Transaction& tx) {
    tx.incoming_messages().remember("k", at(1));
    static_cast<void>(tx.incoming_messages().remove_before(at(5), 100));
  });
  EXPECT_THAT(texts(), ElementsAre("b"));
  EXPECT_EQ(read([](const Snapshot& s) { return s.incoming_messages().oldest(); }), at(5));
  EXPECT_FALSE(read([](const Snapshot& s) { return s.incoming_messages().is_remembered("k", at(0)); }));
}

}  // namespace contract
