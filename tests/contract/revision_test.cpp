#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/contract/databases.hpp"
#include "tests/contract/samples.hpp"

using namespace domain;

namespace contract {

class Revisions : public Contract {
 protected:
  // Whether content and places move with `work`, at once.
  template <class Work>
  std::pair<bool, bool> moved(const Work& work) {
    const Revision before = store->revision();
    work();
    const Revision after = store->revision();
    EXPECT_GE(after.content, before.content);
    EXPECT_GE(after.places, before.places);
    return {after.content != before.content, after.places != before.places};
  }
  template <class Work>
  std::pair<bool, bool> moved_by_writing(const Work& work) {
    return moved([&] { store->write(work); });
  }
  static constexpr std::pair nothing{false, false};
  static constexpr std::pair places{false, true};
  static constexpr std::pair everything{true, true};
};
ON_EVERY_ENGINE(Revisions);

TEST_P(Revisions, content_moves_with_organisations_events_and_series) {
  EXPECT_EQ(moved_by_writing([](Transaction& tx) {
              static_cast<void>(tx.organisations().insert({{}, "a", ""}));
            }),
            everything);
  EXPECT_EQ(moved_by_writing([](Transaction& tx) { put_event(tx, 1); }), everything);
  EXPECT_EQ(moved_by_writing([](Transaction& tx) { static_cast<void>(tx.events().insert(Series{})); }), everything);
  EXPECT_EQ(moved_by_writing([](Transaction& tx) { tx.events().update(tx.events().lock(EventId{1}).value()); }),
            everything);
}

TEST_P(Revisions, places_alone_move_with_registrations) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  Registration registration = sample_registration(EventId{1}, "a");
  EXPECT_EQ(moved_by_writing([&](Transaction& tx) {
              registration.id = tx.registrations().insert(registration);
              tx.events().add_to_counts(EventId{1}, 1, 0);
            }),
            places);
  EXPECT_EQ(moved_by_writing([&](Transaction& tx) { tx.registrations().update(registration); }), places);
  EXPECT_EQ(moved_by_writing([](Transaction& tx) { static_cast<void>(tx.events().lock(EventId{1})); }), nothing);
}

TEST_P(Revisions, nothing_moves_with_messages_sessions_reading_or_failure) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  EXPECT_EQ(moved_by_writing([](Transaction& tx) {
              const Message message = sample_message(EventId{1});
              tx.outbox().insert({&message, 1});
              static_cast<void>(tx.outbox().claim(at(10), at(20), 5));
            }),
            nothing);
  EXPECT_EQ(moved([&] { store->read([](const Snapshot& s) { static_cast<void>(s.events().find(EventFilter{})); }); }),
            nothing);
  EXPECT_EQ(moved([&] {
              EXPECT_THROW(store->write([](Transaction& tx) {
                put_event(tx, 2);
                throw std::runtime_error("no");
              }),
                           std::runtime_error);
            }),
            nothing);
}

TEST_P(Revisions, another_instances_writes_are_seen_within_a_quarter_of_a_second) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  const auto other = database->open();
  for (int i = 0; i < 3; ++i) {
    const Revision before = store->revision();
    other->write([](Transaction& tx) { tx.events().update(tx.events().lock(EventId{1}).value()); });
    std::this_thread::sleep_for(std::chrono::milliseconds(250));
    EXPECT_GT(store->revision().content, before.content);
    EXPECT_GT(store->revision().places, before.places);
  }
  const Revision settled = store->revision();
  std::this_thread::sleep_for(std::chrono::milliseconds(250));
  EXPECT_EQ(store->revision(), settled);
}

TEST_P(Revisions, a_revision_learnt_before_reading_is_never_newer_than_what_is_read) {
  write([](Transaction& tx) { return put_event(tx, 1); });
  const auto other = database->open();
  std::atomic<bool> over{false};
  const auto writer = [&](Store& into) {
    return std::thread([&] {
      while (!over) into.write([](Transaction& tx) { tx.events().add_to_counts(EventId{1}, 1, 0); });
    });
  };
  const Revision first = store->revision();
  std::thread here = writer(*store);
  std::thread there = writer(*other);
  for (int i = 0; i < 300; ++i) {
    // Every commit has moved it by one, and is in what is read after it; on SQLite one commit is of several works.
    const auto commits = store->revision().places - first.places;
    const int persons = read([](const Snapshot& s) { return s.events().find(EventId{1}); })->confirmed_persons;
    EXPECT_GE(persons, static_cast<int>(commits));
  }
  over = true;
  here.join();
  there.join();
}

}  // namespace contract
