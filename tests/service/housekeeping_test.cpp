#include "service/housekeeping.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "domain/manage_registration.hpp"
#include "domain/sign_in.hpp"
#include "storage/connection.hpp"
#include "tests/fixtures/world.hpp"

using namespace domain;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

namespace service {

// A store that is out of reach while it is told so.
class Reachable final : public Store {
 public:
  explicit Reachable(Store& store) : store_(store) {}
  void write(const std::function<void(Transaction&)>& work) override {
    require();
    store_.write(work);
  }
  void read(const std::function<void(const Snapshot&)>& work) override {
    require();
    store_.read(work);
  }
  Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }
  bool out_of_reach = false;

 private:
  void require() const {
    if (out_of_reach) throw Error(ErrorKind::unavailable, "database", "the database does not answer");
  }
  Store& store_;
};

class HousekeepingTest : public ::testing::Test {
 protected:
  std::size_t registrations(const Event& event) {
    std::size_t count = 0;
    world.store->read([&](const Snapshot& s) { count = s.registrations().of_event(event.id).size(); });
    return count;
  }

  fixtures::World world;
  Reachable store{*world.store};
  Ports ports{store, world.clock, world.zones, *world.secrets, {}};
  int announced = 0;
  std::vector<std::string> log;
  Housekeeping housekeeping{ports, RetentionRules{}, [this] { ++announced; },
                            [this](std::string_view line) { log.emplace_back(line); }};
};

TEST_F(HousekeepingTest, people_of_long_ago_are_gone_as_soon_as_a_server_starts) {
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  world.clock.set(world.local("2027-03-01T12:00"));
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 0U);
  EXPECT_THAT(log, ElementsAre("retention: 1 registrations became counts, 1 events"));
}

TEST_F(HousekeepingTest, the_rules_are_applied_every_night_at_three) {
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  world.clock.set(world.local("2027-02-22T13:59"));
  housekeeping.run_due();
  world.clock.set(world.local("2027-02-23T02:59"));
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 1U) << "due since the afternoon, and the night is not there";
  world.clock.set(world.local("2027-02-23T03:00"));
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 0U);
}

TEST_F(HousekeepingTest, what_lists_are_found_by_is_put_together_every_night) {
  const auto pieces = [this] {
    const auto database =
        storage::Connection::open_sqlite(world.folder.path() / "kutsu.db", storage::Access::read_only);
    return database->rows<int>("select count(distinct segid) from event_words_idx").at(0);
  };
  for (int hour = 10; hour < 13; ++hour) (void)world.event("2026-11-24T" + std::to_string(hour) + ":00");
  EXPECT_EQ(pieces(), 3) << "one for each commit";
  housekeeping.run_due();
  EXPECT_EQ(pieces(), 1);
  const Event later = world.event("2026-11-24T15:00");
  world.clock.set(world.local("2026-11-24T02:59"));
  housekeeping.run_due();
  EXPECT_EQ(pieces(), 2);
  world.clock.set(world.local("2026-11-24T03:00"));
  housekeeping.run_due();
  EXPECT_EQ(pieces(), 1);
  EventFilter filter;
  filter.organiser = later.organisers.front().id;
  world.store->read([&](const Snapshot& s) { EXPECT_EQ(s.events().find(filter).count, 4U); });
}

TEST_F(HousekeepingTest, offers_end_in_time_and_the_next_gets_the_place) {
  EventDetails details = world.details("2026-11-30T12:00");
  details.maximum_attendee_capacity = 1;
  details.waiting_list_capacity = 5;
  details.waiting_list_offer = hours{2};
  const Event event = world.event(details);
  const auto first = world.register_party(event);
  const auto second = world.register_party(event).registration;
  const auto third = world.register_party(event).registration;
  (void)cancel_registration(*world.ports, first.manage_token);
  ASSERT_EQ(world.now(second).status, RegistrationStatus::offered);
  housekeeping.run_due();
  EXPECT_EQ(world.now(second).status, RegistrationStatus::offered);
  fixtures::send_everything(*world.store, world.clock.now());
  world.clock.set(world.clock.now() + hours{3});
  housekeeping.run_due();
  EXPECT_EQ(world.now(second).status, RegistrationStatus::cancelled);
  EXPECT_EQ(world.now(third).status, RegistrationStatus::offered);
}

// A store that is asked before each write of the thread of retention: any but the one that announces, and the test's.
class Watched final : public Store {
 public:
  explicit Watched(Store& store) : store_(store) {}
  void write(const std::function<void(Transaction&)>& work) override {
    if (std::this_thread::get_id() != test_) {
      watch_is_known.wait(false);
      if (std::this_thread::get_id() != watch_) hold_up_retention();
    }
    store_.write(work);
  }
  void read(const std::function<void(const Snapshot&)>& work) override { store_.read(work); }
  Revision revision() override { return store_.revision(); }
  void ping() override { store_.ping(); }
  void tidy(const std::function<bool()>& stop) override { store_.tidy(stop); }

  // What Housekeeping announces with.
  void note_watch() {
    struct Farewell {
      std::atomic<bool>* ended = nullptr;
      ~Farewell() {
        *ended = true;
        ended->notify_all();
      }
    };
    thread_local const Farewell farewell{&watch_has_ended};
    watch_ = std::this_thread::get_id();
    watch_is_known = true;
    watch_is_known.notify_all();
  }
  void let_retention_go_on() {
    go_on_ = true;
    go_on_.notify_all();
  }
  std::atomic<bool> watch_is_known{false}, watch_has_ended{false};
  std::atomic<int> batches{0};

 private:
  void hold_up_retention() {
    ++batches;
    batches.notify_all();
    go_on_.wait(false);
  }
  Store& store_;
  const std::thread::id test_ = std::this_thread::get_id();
  std::thread::id watch_;  // written before watch_is_known
  std::atomic<bool> go_on_{false};
};

TEST_F(HousekeepingTest, offers_end_while_a_backlog_of_people_is_being_removed) {
  EventDetails details = world.details("2027-03-20T12:00");
  details.maximum_attendee_capacity = 1;
  details.waiting_list_capacity = 5;
  details.waiting_list_offer = hours{2};
  const Event event = world.event(details);
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  const auto first = world.register_party(event);
  const auto second = world.register_party(event).registration;
  (void)cancel_registration(*world.ports, first.manage_token);
  fixtures::send_everything(*world.store, world.clock.now());
  world.clock.set(world.local("2027-03-01T12:00"));
  Watched watched(*world.store);
  const Ports slow{watched, world.clock, world.zones, *world.secrets, {}};
  Housekeeping running(
      slow, RetentionRules{}, [&] { watched.note_watch(); }, [](std::string_view) {});
  running.start();
  watched.batches.wait(0);
  const auto deadline = std::chrono::steady_clock::now() + minutes{2};
  while (world.now(second).status == RegistrationStatus::offered && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::yield();
  }
  EXPECT_EQ(world.now(second).status, RegistrationStatus::cancelled);
  EXPECT_EQ(registrations(past), 1U) << "retention is still at its first batch";
  watched.let_retention_go_on();
  running.stop();
}

TEST_F(HousekeepingTest, it_stops_with_the_batch_it_is_at_and_the_rest_waits_for_the_next_start) {
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  world.clock.set(world.local("2027-03-01T12:00"));
  Watched watched(*world.store);
  const Ports slow{watched, world.clock, world.zones, *world.secrets, {}};
  Housekeeping running(
      slow, RetentionRules{}, [&] { watched.note_watch(); }, [](std::string_view) {});
  running.start();
  watched.batches.wait(0);
  std::thread stopping([&] { running.stop(); });
  watched.watch_has_ended.wait(false);  // so it was asked to stop
  watched.let_retention_go_on();
  stopping.join();
  EXPECT_EQ(watched.batches, 1);
  EXPECT_EQ(registrations(past), 1U);
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 0U);
}

TEST_F(HousekeepingTest, sessions_and_links_that_are_over_are_forgotten) {
  (void)create_account(*world.ports, {"olga", "Olga", "a long enough password", Role::admin, {}});
  world.store->write([&](Transaction& tx) {
    const auto account = tx.accounts().find_by_username("olga")->id;
    tx.accounts().insert(Session{"over", account, world.clock.now() - hours{20}, world.clock.now() - hours{1}});
    tx.accounts().insert(Session{"lasts", account, world.clock.now(), world.clock.now() + hours{1}});
    AccountLink link;
    link.email = EmailAddress("olga@example.org");
    for (const auto& [hash, left] : {std::pair("over", hours{-1}), std::pair("lasts", hours{1})}) {
      link.token_hash = hash;
      link.expires_time = world.clock.now() + left;
      tx.accounts().insert(link);
    }
  });
  housekeeping.run_due();
  world.store->read([&](const Snapshot& s) {
    EXPECT_FALSE(s.accounts().find_session("over", world.clock.now() - hours{2}));
    EXPECT_TRUE(s.accounts().find_session("lasts", world.clock.now()));
    EXPECT_FALSE(s.accounts().find_link_by_hash("over"));
    EXPECT_TRUE(s.accounts().find_link_by_hash("lasts"));
  });
}

TEST_F(HousekeepingTest, a_server_says_that_it_is_there_every_while) {
  housekeeping.run_due();
  world.clock.set(world.clock.now() + seconds{5});
  housekeeping.run_due();
  EXPECT_EQ(announced, 1);
  world.clock.set(world.clock.now() + seconds{15});
  housekeeping.run_due();
  EXPECT_EQ(announced, 2);
}

TEST_F(HousekeepingTest, what_failed_is_told_and_tried_again) {
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  world.clock.set(world.local("2027-03-01T12:00"));
  store.out_of_reach = true;
  housekeeping.run_due();
  EXPECT_EQ(announced, 1);
  EXPECT_THAT(log, ElementsAre(HasSubstr("ending what has run out failed"),
                               HasSubstr("forgetting files that nobody brought in failed"),
                               HasSubstr("applying the rules of retention failed")));
  store.out_of_reach = false;
  world.clock.set(world.clock.now() + minutes{9});
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 1U);
  world.clock.set(world.clock.now() + minutes{1});
  housekeeping.run_due();
  EXPECT_EQ(registrations(past), 0U);
}

TEST_F(HousekeepingTest, it_works_by_itself_and_stops_when_asked) {
  const Event past = world.event("2026-11-24T12:00");
  (void)world.register_party(past);
  world.clock.set(world.local("2027-03-01T12:00"));
  std::atomic<bool> told{false};
  Housekeeping running(
      ports, RetentionRules{}, [] {},
      [&](std::string_view) {
        told = true;
        told.notify_all();
      });
  running.start();
  told.wait(false);
  const auto before = std::chrono::steady_clock::now();
  running.stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, Housekeeping::pace);
  EXPECT_EQ(registrations(past), 0U);
}

}  // namespace service
